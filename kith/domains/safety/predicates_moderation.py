"""Predicates about what people wrote: who reads it, who may take something away, who had a hand in it."""

from __future__ import annotations

from typing import Any

from kith.domains.safety.models import Aftercare, Appeal, Decision, Sanction, Screened
from kith.domains.safety.queries.appeals import had_a_hand_in, is_told_of
from kith.domains.safety.queries.moderation import DECIDES, READS, is_open_to, of_desk, stands_before
from kith.kernel.access import Viewer, holds_role, predicate

reads_for_a_team = holds_role(*READS)
decides_for_a_team = holds_role(*DECIDES)


@predicate("they can see it where it stands")
def can_see_the_words(viewer: Viewer, thing: Any) -> bool:
    """As any reader of that place does."""
    return isinstance(thing, Screened) and viewer.is_signed_in and is_open_to(viewer, thing)


@predicate("it stands before them where they sit, and it is not about them")
def sits_before_it(viewer: Viewer, thing: Any) -> bool:
    """Somebody who hosts live talk: of whatever team its writer is, and whether or not others see it now."""
    return isinstance(thing, Screened) and viewer.id not in thing.away_from and stands_before(viewer, thing)


@predicate("it stands on their desk: they moderate for its team or work there as a peer, and it is not about them")
def reads_it(viewer: Viewer, thing: Any) -> bool:
    """Moderators, clinicians, safety officers and peer workers of its team; and who was called to it."""
    return _is_on_desk(viewer, thing, READS)


@predicate("they moderate for its team, not as a peer, and it is not about them")
def decides_about_it(viewer: Viewer, thing: Any) -> bool:
    """Moderators, clinicians and safety officers: peers hold no power to take away (R003-42)."""
    return _is_on_desk(viewer, thing, DECIDES)


@predicate("they had no hand in it")
def had_no_hand_in_it(viewer: Viewer, thing: Any) -> bool:
    """Nothing that was decided about these words was decided, or looked at again, by them."""
    decision = _decision_of(thing)
    return decision is not None and not had_a_hand_in(viewer, decision)


@predicate("somebody else decided it")
def somebody_else_decided(viewer: Viewer, thing: Any) -> bool:
    """A second look is another's."""
    return isinstance(thing, Decision) and thing.by_id != viewer.id


@predicate("it is about their own words, and they were told")
def is_about_their_words(viewer: Viewer, thing: Any) -> bool:
    """The decision is about what this member wrote under their handle, or one of the team under their name."""
    return isinstance(thing, Decision) and is_told_of(viewer, thing)


@predicate("a colleague of their team asked for a talk")
def was_asked_for_a_talk(viewer: Viewer, thing: Any) -> bool:
    """Clinicians and safety officers of the team; nobody talks with themselves."""
    if not isinstance(thing, Aftercare) or thing.person_id == viewer.id:
        return False
    return Aftercare.objects.visible_to(viewer).filter(pk=thing.pk, wants_a_talk=True).exists()


def _is_on_desk(viewer: Viewer, thing: Any, roles: tuple[str, ...]) -> bool:
    if not viewer.is_staff or viewer.on_behalf_of is not None:
        return False
    decision = _decision_of(thing)
    if decision is None and not isinstance(thing, Screened):
        return False
    screened_id = decision.screened_id if decision else thing.pk
    return of_desk(viewer, *roles).filter(pk=screened_id).exists()


def _decision_of(thing: Any) -> Decision | None:
    """What a decision, an appeal or a break rests on, as far as the database lets it be seen."""
    if isinstance(thing, Decision):
        return thing
    if isinstance(thing, Appeal):
        return Decision.objects.filter(pk=thing.decision_id).first()
    return Decision.objects.filter(pk=thing.cause_id).first() if isinstance(thing, Sanction) else None
