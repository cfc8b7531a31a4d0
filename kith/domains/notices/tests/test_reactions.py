"""What notices hears: keys, codes and invitations leave by themselves, each of them once."""

import datetime as dt
from itertools import pairwise

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.notices import reactions
from kith.domains.notices.actions import forget_old
from kith.domains.notices.models import Delivery, Notice, State
from kith.domains.notices.tests.factories import as_text, can_be_reached, make_notice, post, run_post
from kith.domains.people.actions import (
    ask_confirmation,
    ask_for_copy,
    ask_to_close,
    confirm,
    invite_staff,
    issue_key,
    make_copy,
)
from kith.domains.people.events import ConfirmationAsked, KeyIssued
from kith.domains.people.models import Account, Confirmation, ContactRoute, Person
from kith.domains.people.queries.messages import confirmation_message
from kith.kernel import events
from kith.kernel.access import ANYONE

pytestmark = pytest.mark.django_db


def run_events() -> None:
    """Deliver the events that wait, as the worker would, and run each twice: they are delivered at least once."""
    for job in list(ProcrastinateJob.objects.filter(task_name="kernel.deliver_event", status="todo")):
        for _twice in range(2):
            events._deliver.now(**job.args)


def ask(route="email", to="new@example.org"):
    return ask_confirmation(by=ANYONE, is_adult=True, route=route, to=to, address="x", language="cy")


@pytest.mark.parametrize(("route", "to"), [("email", "new@example.org"), ("sms", "07700900123")])
def test_a_code_goes_once_where_it_was_asked_for(route, to):
    asked = ask(route, to)
    code = confirmation_message(reactions.POSTMAN, asked.pk).code
    run_events()
    run_post()
    (message,) = post()
    assert message["to"] == to
    assert code in as_text(message)


def test_a_code_goes_at_night_too():
    with time_machine.travel(dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC), tick=False):
        ask()
        run_events()
        run_post()
    assert len(post()) == 1


def test_a_code_is_never_kept_with_the_notice():
    asked = ask()
    code = confirmation_message(reactions.POSTMAN, asked.pk).code
    run_events()
    run_post()
    delivery = Delivery.objects.get()
    assert code not in str([Notice.objects.values(), delivery.sent])
    assert all(code not in str(job.args) for job in ProcrastinateJob.objects.all())


def test_a_code_that_is_of_no_use_any_more_is_not_sent():
    asked = ask()
    run_events()
    code = confirmation_message(reactions.POSTMAN, asked.pk).code
    confirm(by=ANYONE, confirmation=Confirmation.objects.get(), code=code, address="x")
    run_post()
    assert post() == []
    assert Delivery.objects.get().state == State.WITHDRAWN


def test_a_key_is_announced_and_not_sent(cast):
    can_be_reached(cast.arthur, email="arthur@example.org")
    person = Person.objects.get(pk=cast.arthur.id)
    issued = issue_key(by=cast.priya, person=person, team=cast.team)
    run_events()
    run_post()
    (message,) = post()
    assert message["subject"] == "Your invitation from Kith"
    said = as_text(message).lower().split()
    assert issued.pin not in said
    assert not {*pairwise(issued.words)} & {*pairwise(said)}  # one alone may be an everyday word


def test_who_has_no_screen_gets_no_invitation_to_one(cast):
    can_be_reached(cast.arthur, email="arthur@example.org", address="1 Mill Lane")
    ContactRoute.objects.create(person_id=cast.arthur.id, purpose="account", route="letter")
    issue_key(by=cast.priya, person=Person.objects.get(pk=cast.arthur.id), team=cast.team)
    run_events()
    run_post()
    assert post() == []
    assert not Delivery.objects.exists()


def test_new_staff_get_a_link_that_works_once(cast):
    invite_staff(by=cast.sam, name="Jo Park", email="jo@example.org", team=cast.team, role="moderator")
    run_events()
    run_post()
    (message,) = post()
    assert message["to"] == "jo@example.org"
    assert as_text(message).count("https://kith.example.org/") == 1


def test_what_it_hears_carries_no_words():
    for event in (KeyIssued, ConfirmationAsked):
        assert set(event.__dataclass_fields__) <= {"key_id", "person_id", "confirmation_id", "route"}


def test_a_copy_that_is_ready_is_told_once(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    person = Person.objects.get(pk=cast.heron.id)
    copy = ask_for_copy(by=cast.heron, person=person, language="en-gb")
    make_copy(by=reactions.POSTMAN, copy=copy)
    run_events()
    run_post()
    assert [message["subject"] for message in post()] == ["Your copy is ready"]


def test_who_closes_their_account_is_told_the_day(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    ask_to_close(by=cast.heron, person=Person.objects.get(pk=cast.heron.id))
    run_events()
    run_post()
    assert [message["subject"] for message in post()] == ["Your account will close on Monday 30 November"]


def test_the_sign_in_librarys_mail_comes_here_and_says_nothing(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    account = Account.objects.get(person_id=cast.heron.id)
    adapter = get_adapter()
    adapter.send_notification_mail("account/email/password_changed", account)
    adapter.send_mail("account/email/password_reset_key", "x@example.org", {"user": account, "url": "https://secret"})
    adapter.send_mail("account/email/unknown_account", "stranger@example.org", {})
    run_events()
    run_post()
    assert [message["subject"] for message in post()] == ["Confirm it's you"] * 2
    assert all("secret" not in as_text(message) for message in post())


def test_what_was_sent_goes_after_ninety_days(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    make_notice(cast.heron, "security")
    run_post()
    sent = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)
    with time_machine.travel(sent + dt.timedelta(days=89), tick=False):
        reactions.forget()
        assert Delivery.objects.exists()
    with time_machine.travel(sent + dt.timedelta(days=91), tick=False):
        assert forget_old(by=reactions.POSTMAN) > 0
    assert not Delivery.objects.exists()
    assert not Notice.objects.exists()
