"""Open accounts: an adult, an address of their own, and no team behind them, which every page says."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from kith.domains.people import tries
from kith.domains.people.actions import ask_confirmation, confirm, tidy_up
from kith.domains.people.models import Account, Confirmation, Person
from kith.domains.people.queries import confirmation_message, who_am_i
from kith.domains.people.queries import viewer_of as viewer_of_account
from kith.domains.people.tests.test_joining import PASSWORD, go, offered, seeds
from kith.kernel.access import ANYONE, system
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
MINE = {"is_adult": "yes", "route": "email", "email": "jo@example.org"}


def asked(**changed: object) -> Confirmation:
    given = {"is_adult": True, "route": "email", "to": "jo@example.org", "address": "192.0.2.1", "language": "cy"}
    return ask_confirmation(by=ANYONE, **{**given, **changed})


def code_of(confirmation: Confirmation) -> str:
    return confirmation_message(HOUSE, confirmation.pk).code


def test_from_an_address_to_the_first_door(client):
    assert go(client, "people:join-open", **MINE)["Location"] == "/join/open/code"
    assert b"jo@example.org" in client.get("/join/open/code").content
    code = code_of(Confirmation.objects.get())
    assert go(client, "people:join-code", code="12").status_code == 422
    assert go(client, "people:join-code", code=code)["Location"] == "/join/safety"
    assert b"No care team stands behind" in client.get("/join/safety").content
    go(client, "people:join-safety", is_shared="no")
    go(client, "people:join-name", handle=offered(client)[0], avatar=seeds(client)[0])
    assert b"person who gave me my key" not in client.get("/join/agree").content
    go(client, "people:join-agree", rules="on")
    assert go(client, "people:join-password", password=PASSWORD)["Location"] == "/join/sheet"
    assert b"new one while you are signed in" in client.get("/join/sheet").content
    go(client, "people:join-sheet")
    me = who_am_i(viewer_of_account(Account.objects.get(person__is_open_account=True)))
    assert me.is_open_account
    assert me.handle


def test_an_open_account_has_no_team_that_could_see_it(client, cast):
    test_from_an_address_to_the_first_door(client)
    person = Person.objects.get(is_open_account=True)
    for who in ("priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam"):
        assert not Person.objects.visible_to(getattr(cast, who)).filter(pk=person.pk).exists()


def test_under_18s_are_told_where_to_turn(client):
    answer = go(client, "people:join-open", **{**MINE, "is_adult": "no"})
    assert b"0800 1111" in answer.content
    assert not Person.objects.exists()
    with pytest.raises(NotPossible):
        asked(is_adult=False)


@pytest.mark.parametrize("given", [{"route": "sms"}, {"route": "email", "email": ""}, {"route": "sms", "phone": "12"}])
def test_an_address_to_send_to_is_needed(client, given):
    answer = go(client, "people:join-open", is_adult="yes", **given)
    assert answer.status_code == 422
    assert not Confirmation.objects.exists()


def test_the_code_is_told_to_the_house_alone_until_it_is_used(cast):
    confirmation = asked()
    message = confirmation_message(HOUSE, confirmation.pk)
    assert (message.to, message.route, message.language) == ("jo@example.org", "email", "cy")
    assert confirmation_message(cast.sam, confirmation.pk) is None
    assert message.code not in str(list(Confirmation.objects.values("code_digest", "code")))
    assert confirm(by=ANYONE, confirmation=confirmation, code=message.code, address="192.0.2.1").is_right
    assert confirmation_message(HOUSE, confirmation.pk) is None


def test_five_wrong_codes_end_it():
    confirmation = asked()
    right = code_of(confirmation)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    outcomes = [
        confirm(by=ANYONE, confirmation=confirmation, code=wrong, address="192.0.2.1").outcome for _ in range(5)
    ]
    assert outcomes == ["wrong"] * 4 + ["expired"]
    assert confirm(by=ANYONE, confirmation=confirmation, code=right, address="192.0.2.1").outcome == "expired"


def test_a_code_is_too_old_after_half_an_hour():
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        confirmation = asked()
        code = code_of(confirmation)
        clock.shift(dt.timedelta(minutes=30))
        assert confirm(by=ANYONE, confirmation=confirmation, code=code, address="192.0.2.1").outcome == "expired"


def test_nobodys_letterbox_is_flooded():
    """Five codes an hour to one address, wherever they are asked for."""
    sent = [asked(address=f"192.0.2.{n}") for n in range(8)]
    assert [bool(one) for one in sent] == [True] * tries.SENDING.per_address + [False] * 3


def test_one_place_cannot_ask_for_many(client):
    for n in range(tries.SENDING.per_address):
        assert go(client, "people:join-open", **{**MINE, "email": f"jo{n}@example.org"}).status_code == 302
    assert go(client, "people:join-open", **{**MINE, "email": "jo9@example.org"}).status_code == 429


def test_what_was_never_finished_is_forgotten():
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        asked()
        clock.shift(dt.timedelta(hours=23))
        tidy_up(by=HOUSE)
        assert Person.objects.count() == 1
        clock.shift(dt.timedelta(hours=2))
        tidy_up(by=HOUSE)
        assert Person.objects.count() == 0


def test_a_finished_account_is_not_forgotten():
    client = Client()
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        test_from_an_address_to_the_first_door(client)
        clock.shift(dt.timedelta(days=3))
        tidy_up(by=HOUSE)
        assert Person.objects.count() == 1
