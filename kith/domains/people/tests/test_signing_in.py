"""Signing in: members by the name they chose, staff with a second step; visits that end by themselves."""

import datetime as dt
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kith.domains.people.actions import recover, recovery, renew_recovery_sheet
from kith.domains.people.models import Account, Person, RecoveryCode
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, Refused
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
PASSWORD = "plum lantern tide"
START = "2026-11-21T10:00:00Z"


@pytest.fixture
def heron(cast) -> Account:
    return make.make_sign_in(cast.heron, "Blue Heron", PASSWORD)


@pytest.fixture
def priya(cast) -> Account:
    return make.make_sign_in(cast.priya, "priya@example.org", PASSWORD)


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    return client.post(reverse("people:sign-in"), {"name": name, "password": password, **more})


def is_in(client: Client) -> bool:
    """Whoever is signed in is not asked to sign in."""
    return client.get(reverse("people:sign-in")).status_code == 302


def code_now(secret: str) -> str:
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)  # a code that ends while the test runs is no good
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def new_sheet(by, account: Account, password: str = PASSWORD, address: str = "192.0.2.9"):
    return renew_recovery_sheet(by=by, person=account.person, password=password, address=address)


def with_phone(account: Account) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    return secret


# Members


@pytest.mark.parametrize("name", ["Blue Heron", "blue heron", "BLUE-HERON", " blueheron "])
def test_a_member_signs_in_with_their_handle(client, heron, name):
    assert sign_in(client, name)["Location"] == reverse("front:home")
    assert client.get(reverse("people:sign-in"))["Location"] == reverse("front:home")


def test_the_page_that_was_wanted_opens_after_signing_in_and_no_other_site(client, heron):
    assert sign_in(client, "Blue Heron", next="/privacy")["Location"] == "/privacy"
    client.logout()
    assert sign_in(client, "Blue Heron", next="https://elsewhere.example/")["Location"] == reverse("front:home")


def test_an_unknown_name_and_a_wrong_password_look_the_same(client, heron):
    def seen(name: str) -> str:
        page = sign_in(client, name, "not the password").content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(name, "NAME"))

    assert seen("Blue Heron") == seen("Nobody Here")


def test_a_members_email_and_a_staffs_handle_do_not_sign_in(client, cast, heron, priya):
    Person.objects.filter(pk=cast.heron.id).update(language="cy")
    assert sign_in(client, priya.username).status_code == 422
    assert sign_in(client, heron.username).status_code == 422


def test_a_closed_account_does_not_sign_in(client, heron):
    Account.objects.filter(pk=heron.pk).update(is_active=False)
    assert sign_in(client, "Blue Heron").status_code == 422


def test_signing_out_ends_the_visit_and_clears_the_browser(client, heron):
    sign_in(client, "Blue Heron")
    assert client.get(reverse("people:sign-out")).status_code == 200
    answer = client.post(reverse("people:sign-out"))
    assert "cache" in answer["Clear-Site-Data"]
    assert not is_in(client)


@pytest.mark.req("R002-27")
def test_after_eight_wrong_passwords_a_calm_page_asks_to_wait(client, heron):
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(8):
            answer = sign_in(client, "Blue Heron", "not the password")
        assert answer.status_code == 429
        assert b"You have not done anything wrong" in answer.content
        assert sign_in(client, "Blue Heron").status_code == 429
        assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), "Blue Heron").status_code == 302
        clock.shift(dt.timedelta(minutes=16))
        assert sign_in(client, "Blue Heron").status_code == 302


def test_failed_tries_keep_no_name_and_no_address(client, heron):
    sign_in(client, "Blue Heron", "not the password")
    kept = str(list(AccessAttempt.objects.values()))
    assert "127.0.0.1" not in kept
    assert "eron" not in kept
    assert "not the password" not in kept


# A lost password


def test_a_code_of_the_sheet_makes_a_new_password_once(client, cast, heron):
    codes = new_sheet(cast.heron, heron)
    assert len(codes) == 8
    given = {"name": "blue heron", "code": codes[2].upper().replace("-", " "), "password": "moss river bell"}
    assert client.post(reverse("people:sign-in-help"), given)["Location"] == reverse("people:sign-in")
    assert sign_in(client, "Blue Heron", "moss river bell").status_code == 302
    assert client.post(reverse("people:sign-in-help"), given).status_code == 422


def test_codes_are_not_kept_and_fit_one_person_only(cast, heron):
    codes = new_sheet(cast.heron, heron)
    saffron = make.make_sign_in(cast.saffron, "Saffron Kite", PASSWORD)
    assert not any(code in str(list(RecoveryCode.objects.values())) for code in codes)
    given = {"by": ANYONE, "code": codes[0], "password": "moss river bell", "address": "192.0.2.1"}
    assert recover(handle="Saffron Kite", **given) is None
    saffron.refresh_from_db()
    assert saffron.check_password(PASSWORD)
    assert recover(handle="Blue Heron", **given) == heron


def test_recovery_is_slowed_down_like_all_doors(cast, heron):
    codes = new_sheet(cast.heron, heron)
    given = {"by": ANYONE, "handle": "Blue Heron", "password": "moss river bell", "address": "192.0.2.1"}
    assert [recover(code="aaaaa-aaaaa", **given) for _ in range(10)] == [None] * 10
    assert recover(code=codes[0], **given) is None


def test_a_weak_new_password_is_refused_before_a_code_is_spent(cast, heron):
    codes = new_sheet(cast.heron, heron)
    with pytest.raises(NotPossible):
        recover(by=ANYONE, handle="Blue Heron", code=codes[0], password="short", address="192.0.2.1")
    assert not RecoveryCode.objects.exclude(used_at=None).exists()


def test_nobody_renews_the_sheet_of_somebody_else(cast, heron):
    for who in (cast.saffron, cast.priya, cast.sam):
        with pytest.raises(Refused):
            new_sheet(who, heron)


def test_a_new_sheet_needs_the_password_and_ends_the_old_one(client, cast, heron):
    old = new_sheet(cast.heron, heron)
    sign_in(client, "Blue Heron")
    page, sheet = reverse("people:recovery"), reverse("people:recovery-sheet")
    assert "You have 8 codes left." in client.get(page).content.decode()
    assert client.get(sheet)["Location"] == page
    assert client.post(page, {"password": "not the password"}).status_code == 422
    assert client.get(sheet)["Location"] == page
    assert client.post(page, {"password": PASSWORD})["Location"] == sheet
    shown = client.get(sheet).content.decode()
    codes = re.findall(r"<samp>([^<]+)</samp>", shown)
    assert len(codes) == 8
    assert "Blue Heron" in shown
    assert client.post(sheet)["Location"] == reverse("people:you")
    assert client.get(sheet)["Location"] == page  # once kept, never again
    given = {"by": ANYONE, "handle": "Blue Heron", "password": "moss river bell", "address": "192.0.2.1"}
    assert recover(code=old[0], **given) is None
    assert recover(code=codes[0], **given) == heron


def test_somebody_at_an_open_page_cannot_try_passwords_for_long(cast, heron):
    tried = [new_sheet(cast.heron, heron, "wrong", f"192.0.2.{n}") for n in range(10)]
    assert tried == [None] * 10
    assert new_sheet(cast.heron, heron) is None
    assert not RecoveryCode.objects.exists()


def test_a_right_password_takes_no_place(cast, heron):
    assert all(new_sheet(cast.heron, heron) for _time in range(12))


def test_a_new_sheet_is_told_in_case_it_was_not_them(cast, heron, monkeypatch):
    told = []
    monkeypatch.setattr(recovery, "emit", told.append)
    new_sheet(cast.heron, heron)
    new_sheet(cast.heron, heron, "wrong")
    assert [event.person_id for event in told] == [str(cast.heron.id)]


def test_the_sheet_is_the_members_own(cast, heron, priya):
    for name in ("people:recovery", "people:recovery-sheet"):
        assert cast.client(cast.priya).get(reverse(name)).status_code == 404
        helper = cast.client_for(cast.priya, cast.heron)
        assert helper.get(f"/for/{cast.heron.id}{reverse(name)}").status_code == 404
    assert reverse("people:recovery") in cast.client(cast.heron).get("/you").content.decode()
    assert reverse("people:recovery") not in cast.client(cast.priya).get("/you").content.decode()


def test_without_a_password_there_is_no_sheet_to_make(cast):
    make.make_sign_in(cast.saffron, "Saffron Kite", None)
    page = cast.client(cast.saffron).get(reverse("people:recovery")).content.decode()
    assert "Nobody has a password in this demo." in page
    assert 'type="password"' not in page


# Staff


@pytest.mark.req("R002-27")
def test_staff_take_a_second_step(client, priya):
    secret = with_phone(priya)
    assert sign_in(client, "PRIYA@example.org")["Location"] == reverse("mfa_authenticate") == "/sign-in/code"
    assert client.get(reverse("people:people"))["Location"].startswith("/sign-in")
    assert client.post("/sign-in/code", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/code", {"code": code_now(secret)})["Location"] == reverse("front:home")
    assert client.get(reverse("people:people")).status_code == 200


@pytest.mark.req("R002-27")
def test_a_code_of_the_phone_works_once(client, priya):
    with time_machine.travel(START, tick=False):
        secret = with_phone(priya)
        code = code_now(secret)
        sign_in(client, "priya@example.org")
        assert client.post("/sign-in/code", {"code": code}).status_code == 302
        other = Client()
        sign_in(other, "priya@example.org")
        assert other.post("/sign-in/code", {"code": code}).status_code == 422


@pytest.mark.req("R002-27")
def test_staff_without_a_phone_see_no_page_of_the_team_before_they_set_one_up(client, priya):
    sign_in(client, "priya@example.org")
    assert client.get(reverse("people:people"))["Location"].startswith("/sign-in")
    assert client.get(reverse("people:sign-in"))["Location"] == reverse("people:second-step")
    page = client.get(reverse("people:second-step"))
    assert b"data:" not in page.content
    picture = client.get(reverse("people:second-step-picture"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    secret = client.session["phone"]
    assert client.post(reverse("people:second-step"), {"code": "12"}).status_code == 422
    assert client.post(reverse("people:second-step"), {"code": code_now(secret)})["Location"] == "/desk/phone/codes"
    assert len(re.findall(r"<samp>\d+</samp>", client.get("/desk/phone/codes").content.decode())) == 10
    client.post("/desk/phone/codes")
    assert client.get("/desk/phone/codes")["Location"] == reverse("people:my-second-step")
    assert secret not in str(list(Authenticator.objects.values()))


def test_the_picture_is_for_nobody_else(client, cast, priya):
    assert client.get(reverse("people:second-step-picture")).status_code == 404
    assert cast.client(cast.heron).get(reverse("people:second-step-picture")).status_code == 404


def test_spare_codes_sign_in_once_each_and_can_be_renewed(client, cast, priya):
    secret = with_phone(priya)
    desk = cast.client(cast.priya)
    assert b"0 spare codes" in desk.get("/desk/phone").content
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        assert desk.post("/desk/phone", {"code": code_now(secret)})["Location"] == "/desk/phone/codes"
    spare = re.findall(r"<samp>(\d+)</samp>", desk.get("/desk/phone/codes").content.decode())
    sign_in(client, "priya@example.org")
    assert client.post("/sign-in/code", {"code": spare[0]}).status_code == 302
    other = Client()
    sign_in(other, "priya@example.org")
    assert other.post("/sign-in/code", {"code": spare[0]}).status_code == 422


def test_a_new_phone_is_set_up_at_once(cast, priya):
    secret = with_phone(priya)
    desk = cast.client(cast.priya)
    assert desk.post("/desk/phone", {"code": "000000", "move": "yes"}).status_code == 422
    assert desk.post("/desk/phone", {"code": code_now(secret), "move": "yes"})["Location"] == "/sign-in/phone"
    assert desk.get(reverse("people:people"))["Location"].startswith("/sign-in")
    assert not Authenticator.objects.exists()


def test_the_second_step_is_slowed_down_too(client, priya):
    secret = with_phone(priya)
    sign_in(client, "priya@example.org")
    for _ in range(10):
        client.post("/sign-in/code", {"code": "000000"})
    assert client.post("/sign-in/code", {"code": code_now(secret)}).status_code == 422


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_reset_password", "account_email", "socialaccount_login", "mfa_index", "account_logout"],
)
def test_pages_of_the_library_that_we_do_not_offer_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# How long a visit lasts


def lasts(client: Client, after: dt.timedelta) -> bool:
    with time_machine.travel(dt.datetime.fromisoformat(START) + after, tick=False):
        client.get(reverse("people:join-open"))
        return is_in(client)


@pytest.mark.req("R002-27")
@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (30, False)])
def test_staff_who_do_nothing_are_signed_out_after_half_an_hour(cast, minutes, stays):
    with time_machine.travel(START, tick=False):
        client = cast.client(cast.priya)
        assert client.get(reverse("people:people")).status_code == 200
    assert lasts(client, dt.timedelta(minutes=minutes)) is stays


@pytest.mark.req("R002-27")
def test_staff_are_signed_out_after_twelve_hours_however_busy(cast):
    with time_machine.travel(START, tick=False) as clock:
        client = cast.client(cast.priya)
        for _ in range(12 * 3):
            assert client.get(reverse("people:people")).status_code == 200
            clock.shift(dt.timedelta(minutes=20))
        assert client.get(reverse("people:people")).status_code == 302
        assert not Session.objects.filter(pk=client.session.session_key).exists()


@pytest.mark.parametrize(
    ("is_shared", "after", "stays"),
    [("on", 14, True), ("on", 15, False), ("", 16, True), ("", 12 * 60 - 1, True), ("", 12 * 60, False)],
)
def test_members_stay_long_on_their_own_device_and_briefly_on_a_shared_one(client, heron, is_shared, after, stays):
    with time_machine.travel(START, tick=False):
        sign_in(client, "Blue Heron", is_shared=is_shared)
        assert is_in(client)
    assert lasts(client, dt.timedelta(minutes=after)) is stays


def test_who_was_signed_out_is_told_why(client, heron):
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, "Blue Heron", is_shared="on")
        assert is_in(client)
        clock.shift(dt.timedelta(hours=1))
        page = client.get(reverse("people:sign-in"), follow=True).content
    assert b"We signed you out" in page


def test_a_visit_lies_sealed_in_the_database(client, heron):
    sign_in(client, "Blue Heron")
    kept = Session.objects.get(pk=client.session.session_key).session_data
    assert str(heron.pk) not in kept
    assert client.session["_auth_user_id"] == str(heron.pk)
    Session.objects.update(session_data=kept[:-8] + "AAAAAAA=")
    assert not is_in(client)
