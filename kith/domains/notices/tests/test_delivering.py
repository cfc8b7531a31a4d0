"""Carriers take a message once; people print, post, ring and put right."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from kith.domains.notices import actions, reactions
from kith.domains.notices.actions import delivering
from kith.domains.notices.actions.delivering import Outcome
from kith.domains.notices.models import Delivery, Letter, State
from kith.domains.notices.providers import CameBack, TryLater
from kith.domains.notices.providers import file as file_provider
from kith.domains.notices.tests.factories import by_route, make_notice, outside, post, run_post
from kith.kernel.access import Refused
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def test_rolled_back_nothing_leaves(cast):
    by_route(cast.heron, "email", email="heron@example.org")

    def told_and_undone():
        with transaction.atomic():
            make_notice(cast.heron, "security")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        told_and_undone()
    assert run_post() == 0
    assert post() == []


def test_a_job_that_runs_twice_sends_once(cast, monkeypatch):
    by_route(cast.heron, "email", email="heron@example.org")
    carried = []
    monkeypatch.setattr(file_provider.Carrier, "carry", lambda _self, message: carried.append(message.id) or "ref")
    make_notice(cast.heron, "security")
    delivery = outside(cast.heron).get()
    for _again in range(3):
        delivering.deliver.now(delivery_id=str(delivery.pk))
    assert carried == [str(delivery.pk)]


def test_while_one_worker_holds_it_another_cannot(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron, "security")
    delivery = outside(cast.heron).get()
    assert actions.claim(by=delivering.POSTMAN, delivery=delivery) is not None
    assert actions.claim(by=delivering.POSTMAN, delivery=delivery) is None


def test_after_a_crash_the_carrier_is_asked_before_it_is_sent_again(cast, monkeypatch):
    by_route(cast.heron, "email", email="heron@example.org")
    with time_machine.travel(NOON, tick=False):
        make_notice(cast.heron, "security")
        delivery = outside(cast.heron).get()
        message = actions.claim(by=delivering.POSTMAN, delivery=delivery)
        file_provider.Carrier().carry(message)  # it left, and then the worker died
    monkeypatch.setattr(file_provider.Carrier, "carry", lambda *_all: pytest.fail("sent twice"))
    with time_machine.travel(NOON + dt.timedelta(minutes=5), tick=False):
        reactions.sweep()
        run_post()
    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_a_carrier_that_fails_is_tried_six_times_and_then_shown_on_the_desk(cast, monkeypatch):
    by_route(cast.heron, "email", email="heron@example.org")
    tries = []

    def fail(_self, message):
        tries.append(message.id)
        raise TryLater("http-500")

    monkeypatch.setattr(file_provider.Carrier, "carry", fail)
    at = NOON
    with time_machine.travel(at, tick=False):
        make_notice(cast.heron, "security")
        run_post()
    for _minute in range(150):
        at += dt.timedelta(minutes=1)
        with time_machine.travel(at, tick=False):
            reactions.sweep()
            run_post()
    assert len(tries) == delivering.MOST_TRIES
    assert list(Delivery.objects.visible_to(cast.priya).troubles()) == [outside(cast.heron).get()]


def test_what_comes_back_is_not_tried_again_and_can_be_settled(cast, monkeypatch):
    by_route(cast.heron, "email", email="heron@example.org")

    def refuse(*_all):
        raise CameBack("smtp-550")

    monkeypatch.setattr(file_provider.Carrier, "carry", refuse)
    make_notice(cast.heron, "security")
    run_post()
    delivery = outside(cast.heron).get()
    assert (delivery.state, delivery.problem) == (State.BOUNCED, "smtp-550")
    with pytest.raises(Refused):
        actions.settle(by=cast.nadia, delivery=delivery)
    actions.settle(by=cast.priya, delivery=delivery)
    assert not Delivery.objects.visible_to(cast.priya).troubles().exists()
    with pytest.raises(NotPossible):
        actions.settle(by=cast.priya, delivery=delivery)


def test_what_a_carrier_tells_later_is_noted(cast, monkeypatch):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron, "security")
    run_post()
    reactions.ask_for_returns()
    assert outside(cast.heron).get().state == State.SENT
    monkeypatch.setattr(file_provider.Carrier, "came_back", lambda *_all: True)
    reactions.ask_for_returns()
    assert outside(cast.heron).get().state == State.BOUNCED


def test_what_left_is_kept_sealed(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron, "security")
    run_post()
    assert outside(cast.heron).get().sent["to"] == "heron@example.org"
    raw = Delivery.objects.raw("SELECT id, sent::text AS raw FROM notices_delivery WHERE sent IS NOT NULL")[0].raw
    assert b"heron".hex() not in raw


def test_a_letter_is_posted_once(cast):
    by_route(cast.arthur, "letter", address="1 Mill Lane")
    make_notice(cast.arthur)
    letter = Letter.objects.get()
    with pytest.raises(Refused):
        actions.post_letter(by=cast.nadia, letter=letter)
    actions.post_letter(by=cast.priya, letter=letter)
    assert Delivery.objects.get().state == State.SENT
    with pytest.raises(NotPossible):
        actions.post_letter(by=cast.priya, letter=letter)


@pytest.mark.parametrize(
    ("result", "state"), [("told", State.SENT), ("wrong_number", State.BOUNCED), ("no_answer", State.QUEUED)]
)
def test_a_call_is_noted(cast, result, state):
    by_route(cast.arthur, "phone", phone="07700900123")
    make_notice(cast.arthur)
    delivery = Delivery.objects.get()
    actions.note_call(by=cast.priya, delivery=delivery, result=result)
    delivery.refresh_from_db()
    assert delivery.state == state


def test_a_call_has_one_of_three_results(cast):
    by_route(cast.arthur, "phone", phone="07700900123")
    make_notice(cast.arthur)
    with pytest.raises(NotPossible):
        actions.note_call(by=cast.priya, delivery=Delivery.objects.get(), result="left word with a neighbour")


def test_an_outcome_that_comes_late_changes_nothing(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron, "security")
    delivery = outside(cast.heron).get()
    message = actions.claim(by=delivering.POSTMAN, delivery=delivery)
    for outcome in (Outcome("send", reference="first"), Outcome("bounce", reason="second")):
        actions.note_outcome(by=delivering.POSTMAN, delivery=delivery, message=message, outcome=outcome)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reference) == (State.SENT, "first")


def test_what_came_back_before_it_was_sent_stays_as_it_is(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron, "security")
    delivery = outside(cast.heron).get()
    assert actions.mark_came_back(by=delivering.POSTMAN, delivery=delivery).state == State.QUEUED
