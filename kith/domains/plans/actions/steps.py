"""Steps: made, changed, told how they went; suggested by a worker and taken up or left by the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kith.domains.plans.models import LADDER, Goal, Step, StepState
from kith.domains.plans.words import said
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.domains.directory.models import Listing
    from kith.domains.people.models import Person


@use_case("plans.add_step", on="person")
def add_step(
    *,
    by: Viewer,
    person: Person,
    words: str,
    goal: Goal | None = None,
    listing: Listing | None = None,
    first_on: dt.date | None = None,
    company: str = "",
    with_whom: str = "",
    support: Iterable[str] = (),
    confidence: int | None = None,
    because: Iterable[str] = (),
) -> Step:
    """Put a small step into the plan, on a ladder or by itself; of an idea, the audit keeps why it was offered."""
    if goal and goal.person_id != person.pk:
        raise LookupError("The goal is somebody else's")
    if listing:
        note(listing=str(listing.pk), because=sorted(set(because)))
    already = listing and _open_steps(person).filter(listing=listing).first()
    if already:
        return already
    return Step.objects.create(
        person=person,
        goal=goal,
        listing=listing,
        words=said(words),
        first_on=first_on,
        company=company,
        with_whom=with_whom or None,
        support=sorted(support),
        confidence=confidence,
        order=_last_place(person, goal) + 1,
        made_at=now(),
    )


@use_case("plans.change_step", on="step")
def change_step(
    *,
    by: Viewer,
    step: Step,
    words: str,
    first_on: dt.date | None = None,
    company: str = "",
    with_whom: str = "",
    support: Iterable[str] = (),
    confidence: int | None = None,
) -> Step:
    """Say the step, its first day or its company differently."""
    step.words, step.first_on, step.company = said(words), first_on, company
    step.with_whom, step.support, step.confidence = with_whom or None, sorted(support), confidence
    step.save()
    return step


@use_case("plans.say_how_it_went", on="step")
def say_how_it_went(*, by: Viewer, step: Step, state: str, words: str = "", in_the_way: Iterable[str] = ()) -> Step:
    """Say how it stands with a step; going back is as good as going on."""
    if state != step.state:
        note(before=step.state, after=state)
        step.state = LADDER.after(step.state, state)
    step.how_it_went, step.in_the_way = words.strip() or None, sorted(in_the_way)
    step.save()
    return step


@use_case("plans.remove_step", on="step")
def remove_step(*, by: Viewer, step: Step) -> Step:
    """Take a step out of the plan; it can be brought back."""
    step.removed_at = now()
    step.save(update_fields=["removed_at"])
    return step


@use_case("plans.bring_back_step", on="step")
def bring_back_step(*, by: Viewer, step: Step) -> Step:
    """Bring back a step that was taken out."""
    step.removed_at = None
    step.save(update_fields=["removed_at"])
    return step


@use_case("plans.suggest_step", on="person")
def suggest_step(*, by: Viewer, person: Person, words: str) -> Step:
    """Suggest a step; it is no part of the plan until the person takes it up."""
    return Step.objects.create(
        person=person, words=said(words), suggested_by_id=by.id, order=_last_place(person, None) + 1, made_at=now()
    )


@use_case("plans.accept_step", on="step")
def accept_step(*, by: Viewer, step: Step) -> Step:
    """Take up a step that somebody suggested."""
    step.accepted_at = now()
    step.save(update_fields=["accepted_at"])
    return step


@use_case("plans.decline_step", on="step")
def decline_step(*, by: Viewer, step: Step) -> None:
    """Leave a suggestion; nobody is told."""
    step.delete()


def _open_steps(person: Person) -> QuerySet[Step]:
    return Step.objects.filter(person_id=person.pk, removed_at=None).exclude(
        state__in=[StepState.DID_IT, StepState.CHANGED_MY_MIND]
    )


def _last_place(person: Person, goal: Goal | None) -> int:
    last = (
        Step.objects.filter(person_id=person.pk, goal=goal).order_by("-order").values_list("order", flat=True).first()
    )
    return last if last is not None else -1
