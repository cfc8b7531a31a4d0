"""Keys: read out in words, given once, useless after five wrong PINs, and quiet about what they are."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import close_old_connections, connection
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.people import key_words, tries
from kith.domains.people.actions import issue_key, issue_return_key, revoke_key, try_key, try_pin
from kith.domains.people.models import KeyGrant, KeyState, Person, TryCount
from kith.domains.people.models.keys import KEY
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

HERE = "192.0.2.1"


def wrong(pin: str, by: int = 1) -> str:
    return f"{(int(pin) + by) % 10_000:04}"


# The words


@given(st.binary(min_size=16, max_size=16))
def test_words_lead_back_to_their_key(secret):
    words = key_words.words_of(secret)
    assert len(words) == 12
    assert key_words.read(", ".join(words).upper()) == secret
    assert key_words.read(" ".join(word[:4] for word in words)) == secret


def test_no_word_of_a_key_could_hurt():
    words = set(key_words._book().wordlist)
    assert len(words) == len({word[:4] for word in words}) == 2048
    assert not words & {"suffer", "ugly", "useless", "fat", "sad", "gun", "knife", "illness", "abuse", "abandon"}
    assert words >= {"birch", "lantern", "otter"}


def test_british_spelling_is_read_too():
    assert key_words._is_meant("colour", "color")


@given(st.binary(min_size=16, max_size=16), st.integers(0, 11), st.integers(0, 2047))
def test_most_slips_are_caught_before_they_count(secret, place, other):
    words = key_words.words_of(secret)
    words[place] = key_words._book().wordlist[other]
    try:
        read = key_words.read(" ".join(words))
    except key_words.DoNotFit:
        return
    assert key_words.words_of(read) == words


# Giving keys


@pytest.mark.req("R002-3")
def test_a_worker_gives_a_key_to_somebody_they_work_with(cast):
    arthur = Person.objects.get(pk=cast.arthur.id)
    issued = issue_key(by=cast.priya, person=arthur, team=cast.team)
    assert issued.grant.expires_at - issued.grant.issued_at == dt.timedelta(days=14)
    kept = str(KeyGrant.objects.filter(pk=issued.grant.pk).values().get())
    assert issued.pin not in kept
    assert not any(f"'{word}'" in kept for word in issued.words)
    entry = AuditEntry.objects.get(use_case="people.issue_key")
    assert (entry.subject_id, entry.actor_id) == (arthur.id, cast.priya.id)
    assert issued.pin not in str(entry.facts)


@pytest.mark.req("R002-3")
@pytest.mark.parametrize("who", ["nadia", "leah_worker", "lin", "sam", "heron", "arthur"])
def test_others_cannot_give_keys(cast, who):
    with pytest.raises(Refused):
        issue_key(by=getattr(cast, who), person=Person.objects.get(pk=cast.arthur.id), team=cast.team)
    assert AuditEntry.objects.get().outcome == "refused"


def test_a_new_key_ends_the_one_before(cast):
    arthur = Person.objects.get(pk=cast.arthur.id)
    first = issue_key(by=cast.priya, person=arthur, team=cast.team)
    second = issue_key(by=cast.osei, person=arthur, team=cast.team)
    assert try_key(by=ANYONE, typed=" ".join(first.words), address=HERE).outcome == KeyState.REVOKED
    assert try_key(by=ANYONE, typed=" ".join(second.words), address=HERE).is_right


def test_a_key_can_be_taken_back(cast):
    issued = make.make_key(Person.objects.get(pk=cast.arthur.id))
    revoke_key(by=cast.priya, key=issued.grant)
    assert try_pin(by=ANYONE, key=issued.grant, pin=issued.pin, address=HERE).outcome == KeyState.REVOKED
    with pytest.raises(NotPossible):
        revoke_key(by=cast.priya, key=issued.grant)


def test_nobody_under_18_gets_a_key(cast):
    arthur = Person.objects.get(pk=cast.arthur.id)
    with pytest.raises(NotPossible) as refusal:
        issue_key(by=cast.priya, person=arthur, team=cast.team, age_band="under_18")
    assert refusal.value.field == "age_band"


def test_a_return_key_asks_for_two_checks(cast):
    heron = Person.objects.get(pk=cast.heron.id)
    with pytest.raises(NotPossible):
        issue_return_key(by=cast.priya, person=heron, team=cast.team, checked=["address", "made up"])
    issue_return_key(by=cast.priya, person=heron, team=cast.team, checked=["address", "phone"])
    assert AuditEntry.objects.get(use_case="people.issue_return_key").facts["checked"] == ["address", "phone"]


def test_each_purpose_has_its_person(cast):
    heron, arthur = Person.objects.get(pk=cast.heron.id), Person.objects.get(pk=cast.arthur.id)
    with pytest.raises(NotPossible):
        issue_key(by=cast.priya, person=heron, team=cast.team)
    with pytest.raises(NotPossible):
        issue_return_key(by=cast.priya, person=arthur, team=cast.team, checked=["address", "phone"])


# Trying keys


def test_a_slip_costs_nothing(db):
    issued = make.make_key()
    for typed in ("birch otter", " ".join(["birch"] * 12), " ".join([*issued.words[:11], "suffer"])):
        with pytest.raises(NotPossible) as slip:
            try_key(by=ANYONE, typed=typed, address=HERE)
        assert slip.value.field == "words"
    assert not TryCount.objects.filter(count__gt=0).exists()


def test_a_key_is_too_old_after_14_days(db):
    issued = make.make_key()
    with time_machine.travel(issued.grant.expires_at - dt.timedelta(minutes=1)):
        assert try_key(by=ANYONE, typed=" ".join(issued.words), address=HERE).is_right
    with time_machine.travel(issued.grant.expires_at):
        assert try_key(by=ANYONE, typed=" ".join(issued.words), address=HERE).outcome == KeyState.EXPIRED
        assert try_pin(by=ANYONE, key=issued.grant, pin=issued.pin, address=HERE).outcome == KeyState.EXPIRED


@pytest.mark.req("R002-3")
def test_the_fifth_wrong_pin_locks_the_key(db):
    issued = make.make_key()
    left = [try_pin(by=ANYONE, key=issued.grant, pin=wrong(issued.pin), address=HERE).left for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    assert try_pin(by=ANYONE, key=issued.grant, pin=issued.pin, address=HERE).outcome == KeyState.LOCKED
    assert KeyGrant.objects.get().state == KeyState.LOCKED


def test_a_locked_key_is_made_good_by_a_new_one(cast):
    arthur = Person.objects.get(pk=cast.arthur.id)
    locked = make.make_key(arthur)
    for _ in range(5):
        try_pin(by=ANYONE, key=locked.grant, pin=wrong(locked.pin), address=HERE)
    fresh = issue_key(by=cast.priya, person=arthur, team=cast.team)
    assert try_pin(by=ANYONE, key=fresh.grant, pin=fresh.pin, address="192.0.2.2").is_right
    assert list(arthur.keys.order_by("issued_at").values_list("state", flat=True)) == ["revoked", "issued"]


def test_right_tries_do_not_count_against_an_address(db):
    issued = make.make_key()
    for _ in range(tries.PINS.per_address * 2):
        assert try_pin(by=ANYONE, key=issued.grant, pin=issued.pin, address=HERE).is_right


def test_an_address_may_try_again_in_the_next_hour(db):
    with time_machine.travel("2026-11-21T10:30:00Z") as clock:
        for _ in range(tries.KEYS.per_address):
            assert try_key(by=ANYONE, typed=random_words(), address=HERE).outcome == "wrong"
        assert try_key(by=ANYONE, typed=random_words(), address=HERE).outcome == "too_many"
        clock.shift(dt.timedelta(minutes=30))
        assert try_key(by=ANYONE, typed=random_words(), address=HERE).outcome == "wrong"


def test_addresses_are_forgotten_within_a_day(db):
    with time_machine.travel("2026-11-21T10:30:00Z") as clock:
        try_key(by=ANYONE, typed=random_words(), address=HERE)
        first = set(TryCount.objects.values_list("bucket", flat=True))
        assert HERE not in str(TryCount.objects.values())
        clock.shift(dt.timedelta(hours=23, minutes=30))
        tries.sweep()
        assert not TryCount.objects.exists()
        try_key(by=ANYONE, typed=random_words(), address=HERE)
        assert set(TryCount.objects.values_list("bucket", flat=True)) & first == {tries.EVERYBODY}


def random_words() -> str:
    return " ".join(key_words.words_of(key_words.new_key()))


@pytest.mark.django_db(transaction=True)
def test_the_lock_holds_when_pins_are_tried_at_the_same_instant():
    issued = make.make_key()
    guesses = [wrong(issued.pin, by) for by in range(1, 41)]

    def guess(pin: str) -> str:
        try:
            return try_pin(by=ANYONE, key=issued.grant, pin=pin, address=f"198.51.100.{pin}").outcome
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(guess, guesses))
    assert outcomes.count("wrong") == 4
    assert outcomes.count(KeyState.LOCKED) == 36
    key = KeyGrant.objects.get(pk=issued.grant.pk)
    assert (key.state, key.wrong_pins) == (KeyState.LOCKED, 5)


def test_no_verb_leads_a_used_key_anywhere():
    for state in (KeyState.USED, KeyState.REVOKED, KeyState.EXPIRED):
        assert KEY.transitions[state] == {}
