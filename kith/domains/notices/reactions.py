"""What notices does by itself: hears what happened to people, and keeps the post moving."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone

from kith.domains.notices.actions import forget_old, gather, mark_came_back, send
from kith.domains.notices.actions.delivering import POSTMAN, deliver
from kith.domains.notices.providers import TryLater, provider_for
from kith.domains.notices.queries import due_deliveries, lately_sent, to_gather
from kith.domains.people.events import (
    AccountClosing,
    ConfirmationAsked,
    CopyReady,
    KeyIssued,
    SignInChanged,
    StaffInvited,
)
from kith.kernel.clock import now
from kith.kernel.events import hears
from kith.kernel.jobs import every

RETURNS_SEEN_FOR = dt.timedelta(days=3)


@hears(KeyIssued)
def invite(event: KeyIssued) -> None:
    """Say that a place is ready; the key itself goes another way."""
    send(by=POSTMAN, person_id=UUID(event.person_id), kind="key", once=event.key_id)


@hears(ConfirmationAsked)
def send_code(event: ConfirmationAsked) -> None:
    """Send a code where it was asked for."""
    send(
        by=POSTMAN,
        person_id=UUID(event.person_id),
        kind="confirm",
        data={"confirmation": event.confirmation_id},
        once=event.confirmation_id,
        channel=event.route,
    )


@hears(StaffInvited)
def invite_staff(event: StaffInvited) -> None:
    """Send new staff the link with which they make their own way to sign in."""
    send(
        by=POSTMAN,
        person_id=UUID(event.person_id),
        kind="staff_invitation",
        data={"invitation": event.invitation_id},
        once=event.invitation_id,
        channel="email",
    )


@hears(CopyReady)
def say_copy_is_ready(event: CopyReady) -> None:
    """Say that the copy somebody asked for can be fetched."""
    send(by=POSTMAN, person_id=UUID(event.person_id), kind="copy_ready", once=event.copy_id)


@hears(AccountClosing)
def say_account_closes(event: AccountClosing) -> None:
    """Say on which day an account closes, so that nobody else can close it unseen."""
    on = event.on
    send(by=POSTMAN, person_id=UUID(event.person_id), kind="closing", data={"on": on}, once=f"closing:{on}")


@hears(SignInChanged)
def say_sign_in_changed(event: SignInChanged) -> None:
    """Say that something about signing in was changed, in case it was not them."""
    send(by=POSTMAN, person_id=UUID(event.person_id), kind="security", once=event.change)


@every("* * * * *", "notices.sweep")
def sweep() -> None:
    """Hand to the worker what the morning released or what is to be tried again; also what a dead worker dropped."""
    for delivery_id in due_deliveries(POSTMAN, before=now() - dt.timedelta(seconds=20)):
        deliver.defer_once(f"notices.deliver:{delivery_id}", delivery_id=str(delivery_id))


@every("*/15 * * * *", "notices.ask_for_returns")
def ask_for_returns() -> None:
    """Ask carriers that can tell whether what they took has arrived."""
    for delivery in lately_sent(POSTMAN, since=now() - RETURNS_SEEN_FOR):
        try:
            if provider_for(delivery.channel).came_back(delivery.reference):
                mark_came_back(by=POSTMAN, delivery=delivery)
        except TryLater:
            return


@every("0 10 * * *", "notices.digest")
def digest() -> None:
    """Once a day, on Mondays also for who chose once a week: one message to each who has something new."""
    for how_often, days in (("daily", 1), ("weekly", 7)):
        if how_often == "daily" or timezone.localdate().isoweekday() == 1:
            for notice in to_gather(POSTMAN, how_often, since=now() - dt.timedelta(days=days)):
                gather(by=POSTMAN, notice=notice)


@every("40 3 * * *", "notices.forget_old")
def forget() -> None:
    """Every night: what was sent long ago goes."""
    forget_old(by=POSTMAN)
