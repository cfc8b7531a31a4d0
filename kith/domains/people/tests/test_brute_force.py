"""Ten thousand tries against five hundred live keys: what the limits let through, and what they do not.

The thief of the second trial holds all 500 letters and lacks only the PINs; without limits he would open every key.
"""

import secrets
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection

from kith.domains.people import key_words, tries
from kith.domains.people.actions import issue_key, keys, try_key, try_pin
from kith.domains.people.models import KeyGrant, KeyState, Person
from kith.domains.people.models.keys import PIN_TRIES
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, system
from kith.kernel.clock import now
from kith.kernel.roles import WEB

KEYS, TRIES, ADDRESSES, AT_ONCE = 500, 10_000, 50, 8
HOUSE = system("tests")


@pytest.fixture(autouse=True)
def early_in_the_hour():
    """The limits are of an hour: no trial may reach into the next."""
    with time_machine.travel("2026-11-21T10:00:00Z", tick=True):
        yield


def live_keys(count: int) -> list:
    team = make.make_team()
    people = Person.objects.bulk_create(Person(sphere="member", created_at=now()) for _ in range(count))
    return [issue_key(by=HOUSE, person=person, team=team) for person in people]


def at_once(work, guesses: list) -> Counter:
    """Several visitors at the same time, as several web workers would serve them."""

    def one_visitor(number: int) -> Counter:
        try:
            return Counter(work(*guess) for guess in guesses[number::AT_ONCE])
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one_visitor, range(AT_ONCE)), Counter())


def address(number: int) -> str:
    return f"198.51.100.{number % ADDRESSES}"


@pytest.mark.proof
@pytest.mark.req("R002-3", "R002-27")
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_guessed_keys_open_none_of_500(capsys):
    live_keys(KEYS)
    guesses = [(" ".join(key_words.words_of(secrets.token_bytes(16))), address(n)) for n in range(TRIES)]
    outcomes = at_once(lambda typed, a: try_key(by=ANYONE, typed=typed, address=a).outcome, guesses)
    with capsys.disabled():
        sys.stdout.write(f"\n  {TRIES} guessed keys, {ADDRESSES} addresses, {KEYS} live keys: {dict(outcomes)}\n")
    assert outcomes["right"] == 0
    assert outcomes["wrong"] <= tries.KEYS.together
    assert outcomes["wrong"] <= ADDRESSES * tries.KEYS.per_address
    assert sum(outcomes.values()) == TRIES
    assert KeyGrant.objects.filter(state=KeyState.ISSUED).count() == KEYS


@pytest.mark.proof
@pytest.mark.req("R002-3", "R002-27")
@pytest.mark.django_db(transaction=True)
def test_a_thief_with_all_500_letters_opens_none(capsys):
    """He tries each key twenty times, and the sixth guess would be right: he never gets that far."""
    issued = live_keys(KEYS)
    guesses = [(issued[n % KEYS].grant, guessed(issued[n % KEYS].pin, n // KEYS), address(n)) for n in range(TRIES)]
    outcomes = at_once(lambda key, pin, a: try_pin(by=ANYONE, key=key, pin=pin, address=a).outcome, guesses)
    wrong = sum(KeyGrant.objects.values_list("wrong_pins", flat=True))
    with capsys.disabled():
        sys.stdout.write(f"\n  {TRIES} PINs, {KEYS} stolen keys, {ADDRESSES} addresses: {dict(outcomes)}\n")
    assert outcomes["right"] == 0
    assert outcomes["wrong"] == wrong == tries.PINS.together
    assert outcomes["too_many"] == TRIES - wrong


@pytest.mark.proof
@pytest.mark.req("R002-3")
@pytest.mark.django_db(transaction=True)
def test_each_stolen_key_locks_at_the_fifth_pin_even_without_the_other_limits(capsys, monkeypatch):
    """The same thief, patient enough to wait out every hour: only the lock stands between him and the keys."""
    monkeypatch.setattr(tries, "PINS", tries.Limit("pin", 10**6, 10**6))
    issued = live_keys(KEYS)
    guesses = [(issued[n % KEYS].grant, guessed(issued[n % KEYS].pin, n // KEYS), address(n)) for n in range(TRIES)]
    outcomes = at_once(lambda key, pin, a: try_pin(by=ANYONE, key=key, pin=pin, address=a).outcome, guesses)
    states = Counter(KeyGrant.objects.values_list("state", flat=True))
    with capsys.disabled():
        sys.stdout.write(f"\n  without hourly limits: {dict(outcomes)}; keys are {dict(states)}\n")
    assert states == {KeyState.LOCKED: KEYS}
    assert outcomes["right"] == 0
    assert outcomes["wrong"] == KEYS * (PIN_TRIES - 1)
    assert outcomes[KeyState.LOCKED] == TRIES - outcomes["wrong"]


def guessed(pin: str, nth: int) -> str:
    """The thief's guesses at one key, counted from 0: the one of index 5 is right, all others are wrong."""
    return f"{(int(pin) + nth - 5) % 10_000:04}"


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_without_any_limit_the_thief_would_get_in(monkeypatch):
    """Negative control: with all limits lifted, his sixth guess opens the key."""
    monkeypatch.setattr(tries, "PINS", tries.Limit("pin", 10**6, 10**6))
    monkeypatch.setattr(keys, "PIN_TRIES", 10**6)
    constraint = next(one for one in KeyGrant._meta.constraints if one.name == "five_wrong_pins_end_a_key")
    as_owner(lambda editor: editor.remove_constraint(KeyGrant, constraint))
    try:
        issued = live_keys(1)[0]
        outcomes = [
            try_pin(by=ANYONE, key=issued.grant, pin=guessed(issued.pin, n), address="192.0.2.7").outcome
            for n in range(6)
        ]
        assert outcomes == ["wrong"] * 5 + ["right"]
    finally:
        KeyGrant.objects.all().delete()
        as_owner(lambda editor: editor.add_constraint(KeyGrant, constraint))


def as_owner(work) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with connection.schema_editor() as editor:
            work(editor)
        cursor.execute(f"SET ROLE {WEB}")
