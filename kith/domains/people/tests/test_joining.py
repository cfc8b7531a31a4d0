"""Joining, as somebody goes through it in a browser, and what is kept of it."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kith.domains.people import vault
from kith.domains.people.actions import DoorClosed, come_back, issue_return_key, join
from kith.domains.people.models import Account, Consent, Person, Pseudonym
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
PASSWORD = "plum lantern tide"


def go(client: Client, name: str, **answers: str):
    return client.post(reverse(name), answers)


def up_to_name(client: Client, issued) -> None:
    assert go(client, "people:join", words=" ".join(issued.words))["Location"] == "/join/pin"
    assert go(client, "people:join-pin", pin=issued.pin)["Location"] == "/join/safety"
    assert go(client, "people:join-safety", is_shared="no")["Location"] == "/join/name"


def seeds(client: Client) -> list[str]:
    return re.findall(r'name="avatar" type="radio" value="(\w+)"', client.get("/join/name").content.decode())


def offered(client: Client) -> list[str]:
    page = client.get("/join/name").content.decode()
    return [h for h in re.findall(r'name="handle" type="radio" value="([^"]+)"', page) if h != "own"]


def through(client: Client, issued, own: str = "Saffron Kite") -> None:
    up_to_name(client, issued)
    assert go(client, "people:join-name", handle="own", own=own, avatar=seeds(client)[0])["Location"] == "/join/agree"
    assert go(client, "people:join-agree", rules="on")["Location"] == "/join/password"
    assert go(client, "people:join-password", password=PASSWORD)["Location"] == "/join/sheet"


def test_before_anything_is_told_it_says_what_leaving_quickly_cannot_do(client):
    issued = make.make_key()
    go(client, "people:join", words=" ".join(issued.words))
    go(client, "people:join-pin", pin=issued.pin)
    assert "It cannot clear the list of pages" in client.get("/join/safety").content.decode()


@pytest.mark.req("R002-3", "R002-16")
def test_from_key_to_the_first_door(client):
    issued = make.make_key()
    through(client, issued)
    sheet = client.get("/join/sheet").content.decode()
    assert len(re.findall(r"<samp>[a-z2-9]{5}-[a-z2-9]{5}</samp>", sheet)) == 8
    assert go(client, "people:join-sheet")["Location"] == reverse("front:first-door")
    person = issued.grant.person
    account = Account.objects.get(person=person)
    assert account.email == ""
    assert "saffron" not in account.username.lower()
    assert Pseudonym.objects.get(pk=vault.handle_of(person.pk)).handle == "Saffron Kite"
    assert int(client.session["_auth_user_id"].replace("-", ""), 16) == account.pk.int


def test_the_audit_of_joining_holds_no_words(client):
    issued = make.make_key()
    through(client, issued)
    told = str(list(AuditEntry.objects.values()))
    assert not any(word in told for word in ("Saffron", "saffron", PASSWORD, "Morgan", issued.pin + "'"))
    assert {"people.try_key", "people.try_pin", "people.choose_name", "people.join"} <= set(
        AuditEntry.objects.values_list("use_case", flat=True)
    )


def test_consents_are_asked_one_by_one_and_none_is_needed(client):
    issued = make.make_key()
    through(client, issued)
    said = dict(Consent.objects.filter(person=issued.grant.person).values_list("kind", "is_given"))
    assert said == {"rules": True, "tell_referrer": False, "reminders": False, "learning": False}


def test_without_the_rules_nobody_comes_in(client):
    up_to_name(client, make.make_key())
    go(client, "people:join-name", handle="own", own="Saffron Kite", avatar=seeds(client)[0])
    answer = go(client, "people:join-agree", learning="on")
    assert answer.status_code == 422
    assert b"Tick this to come in." in answer.content


def test_a_key_opens_once(client):
    issued = make.make_key()
    through(client, issued)
    again = go(Client(), "people:join", words=" ".join(issued.words))
    assert again.status_code == 422
    assert b"This key was used" in again.content


@pytest.mark.req("R002-16")
@pytest.mark.parametrize("own", ["Morgan", "m0rgan", "Ashby Oak", "Morgy Hill", "nagrom", "MA", "Quiet Ashby"])
def test_a_name_too_like_the_real_one_is_refused_with_three_others(client, own):
    up_to_name(client, make.make_key())
    before = offered(client)
    answer = go(client, "people:join-name", handle="own", own=own, avatar=seeds(client)[0])
    assert answer.status_code == 422
    assert b"could guess it is you" in answer.content or own == "MA"
    assert len(offered(client)) == 3
    assert offered(client) != before


def test_a_name_like_the_email_is_refused(client):
    person = make.make_person("Jo Pell", contact={"email": "blue.dory.77@example.org"})
    up_to_name(client, make.make_key(person))
    assert go(client, "people:join-name", handle="own", own="Blue Dory", avatar=seeds(client)[0]).status_code == 422


@pytest.mark.parametrize("own", ["Heron", "HERON", "he-ron", "h3ron", "Hérón"])
def test_a_name_that_looks_like_one_taken_is_refused(client, own):
    make.make_pseudonym(make.make_person("Someone Else").pk, "Heron")
    up_to_name(client, make.make_key())
    answer = go(client, "people:join-name", handle="own", own=own, avatar=seeds(client)[0])
    assert b"Someone here has this name" in answer.content


@pytest.mark.parametrize("own", ["Nurse Kite", "admin", "Kite 1984", "<b>kite</b>", "ab", "x" * 25, "kite@example.org"])
def test_names_that_would_harm_or_deceive_are_refused(client, own):
    up_to_name(client, make.make_key())
    assert go(client, "people:join-name", handle="own", own=own, avatar=seeds(client)[0]).status_code == 422


def test_more_names_and_pictures_can_be_seen(client):
    up_to_name(client, make.make_key())
    names, pictures = offered(client), seeds(client)
    assert (len(names), len(pictures)) == (3, 12)
    assert go(client, "people:join-name", more="yes").status_code == 200
    assert offered(client) != names
    assert seeds(client) != pictures


def test_a_reload_loses_nothing_and_back_works(client):
    issued = make.make_key()
    up_to_name(client, issued)
    names = offered(client)
    assert offered(client) == names
    go(client, "people:join-name", handle=names[0], avatar=seeds(client)[3])
    page = client.get("/join/name").content.decode()
    assert re.search(rf'value="{names[0]}"[^>]*checked', page)
    assert client.get("/join").content.decode().count("/join/agree") == 1
    assert client.get("/join/password")["Location"] == "/join/agree"


def test_nobody_jumps_ahead(client):
    for name in ("join-pin", "join-safety", "join-name", "join-agree", "join-password", "join-sheet"):
        assert client.get(reverse(f"people:{name}"))["Location"] == "/join"
    go(client, "people:join", words=" ".join(make.make_key().words))
    for name in ("join-safety", "join-name", "join-agree", "join-password", "join-sheet"):
        assert client.get(reverse(f"people:{name}"))["Location"] == "/join/pin"


def test_two_presses_make_one_account(client):
    issued = make.make_key()
    through(client, issued)
    codes = re.findall(r"<samp>(.+?)</samp>", client.get("/join/sheet").content.decode())
    assert go(client, "people:join-password", password=PASSWORD)["Location"] == "/join/sheet"
    assert re.findall(r"<samp>(.+?)</samp>", client.get("/join/sheet").content.decode()) == codes
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "says"), [("short", b"10 letters"), ("password1234", b"easy to guess"), ("saffronkite1", b"your name")]
)
def test_weak_passwords_are_refused_kindly(client, password, says):
    up_to_name(client, make.make_key())
    go(client, "people:join-name", handle="own", own="Saffron Kite", avatar=seeds(client)[0])
    go(client, "people:join-agree", rules="on")
    answer = go(client, "people:join-password", password=password)
    assert (answer.status_code, says in answer.content) == (422, True)


def test_under_18s_are_told_where_to_turn(client):
    issued = make.make_key()
    type(issued.grant).objects.update(age_band="under_18")
    answer = go(client, "people:join", words=" ".join(issued.words))
    assert b"0800 1111" in answer.content
    assert client.get("/join/pin")["Location"] == "/join"


def test_wrong_pins_are_counted_down_and_then_the_door_stays_shut(client):
    issued = make.make_key()
    go(client, "people:join", words=" ".join(issued.words))
    wrong = f"{(int(issued.pin) + 1) % 10_000:04}"
    for left in (4, 3, 2, 1):
        assert f"Tries left: {left}".encode() in go(client, "people:join-pin", pin=wrong).content
    assert b"This key is locked" in go(client, "people:join-pin", pin=wrong).content
    assert go(client, "people:join-pin", pin=issued.pin)["Location"] == "/join"


def test_too_many_keys_from_one_address_meet_a_calm_page(client):
    from kith.domains.people import key_words, tries

    for _ in range(tries.KEYS.per_address):
        go(client, "people:join", words=" ".join(key_words.words_of(key_words.new_key())))
    answer = go(client, "people:join", words=" ".join(make.make_key().words))
    assert answer.status_code == 429
    assert b"Please wait a little" in answer.content
    assert (
        go(Client(REMOTE_ADDR="203.0.113.9"), "people:join", words=" ".join(make.make_key().words)).status_code == 302
    )


def test_a_shared_device_forgets_an_unfinished_visit_after_15_minutes(client):
    with time_machine.travel("2026-11-21T10:00:00Z") as clock:
        issued = make.make_key()
        go(client, "people:join", words=" ".join(issued.words))
        go(client, "people:join-pin", pin=issued.pin)
        go(client, "people:join-safety", is_shared="yes")
        clock.shift(14 * 60)
        assert client.get("/join/name").status_code == 200
        clock.shift(15 * 60 + 1)
        client.get("/join/name")
        assert client.get("/join/name")["Location"] == "/join"


# Coming back with a key of the team


def test_a_return_key_gives_a_new_password_and_sheet_and_keeps_the_name(cast):
    make.make_pseudonym(cast.heron.id, "Heron")
    heron = Person.objects.get(pk=cast.heron.id)
    issued = issue_return_key(by=cast.priya, person=heron, team=cast.team, checked=["address", "phone"])
    client = Client()
    go(client, "people:join", words=" ".join(issued.words))
    go(client, "people:join-pin", pin=issued.pin)
    assert go(client, "people:join-safety", is_shared="no")["Location"] == "/join/password"
    assert go(client, "people:join-password", password=PASSWORD)["Location"] == "/join/sheet"
    assert b"<strong>Heron</strong>" in client.get("/join/sheet").content
    assert Account.objects.get(person=heron).check_password(PASSWORD)
    assert Pseudonym.objects.count() == 1


def test_each_door_is_for_its_own_key(cast):
    """A key to join brings nobody back, and a key to come back lets nobody join."""
    heron, arthur = Person.objects.get(pk=cast.heron.id), Person.objects.get(pk=cast.arthur.id)
    to_return = issue_return_key(by=cast.priya, person=heron, team=cast.team, checked=["address", "phone"]).grant
    to_join = make.make_key(arthur).grant
    with pytest.raises(DoorClosed):
        come_back(by=ANYONE, key=to_join, password=PASSWORD)
    with pytest.raises(DoorClosed):
        join(by=ANYONE, door=to_return, handle="Tidal Moth", avatar="x", password=PASSWORD, consents={"rules": True})
    with pytest.raises(NotPossible) as refusal:
        join(by=ANYONE, door=to_join, handle="Tidal Moth", avatar="x", password=PASSWORD, consents={})
    assert refusal.value.field == "rules"
    assert not hasattr(Person.objects.get(pk=arthur.pk), "account")


def test_a_handle_that_somebody_else_took_meanwhile_is_asked_again(client):
    issued = make.make_key()
    up_to_name(client, issued)
    go(client, "people:join-name", handle="own", own="Saffron Kite", avatar=seeds(client)[0])
    go(client, "people:join-agree", rules="on")
    make.make_pseudonym(make.make_person("Someone Else").pk, "saffron-kite")
    assert go(client, "people:join-password", password=PASSWORD)["Location"] == "/join/name"
    assert not Account.objects.exists()
