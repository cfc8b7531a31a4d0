"""What writers read about their own words, what waits for a second look, and who has a break from writing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.domains.people.queries import names_of, own_handle
from kith.domains.people.queries.apart import handles_of
from kith.domains.safety.alarms import everybody_of
from kith.domains.safety.models import Aftercare, Appeal, AppealState, Decision, Report, Sanction, Screened
from kith.domains.safety.models.decisions import CAN_BE_APPEALED
from kith.domains.safety.queries.moderation import DECIDES, of_desk
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports
from kith.kernel.sealed import unlock

_HOUSE = system("safety shows")
MOST = 50


@dataclass(frozen=True)
class Told:
    """One thing that was decided about one's own words: the reason, the words given back, and what one can do."""

    decision: Decision
    own_words: str
    appeal: Appeal | None = None
    sanction: Sanction | None = None

    @property
    def team_id(self) -> uuid.UUID:
        return self.decision.screened.team_id

    @property
    def can_appeal(self) -> bool:
        return self.appeal is None and self.decision.verb in CAN_BE_APPEALED


@dataclass(frozen=True)
class ToLookAt:
    """Something a colleague decided, or that its writer asks to have looked at again, with the words it is about."""

    decision: Decision
    handle: str
    by: str
    appeal: Appeal | None = None
    sanction: Sanction | None = None


@dataclass(frozen=True)
class Lists:
    """What waits beside the queue, as numbers for its doors."""

    second_looks: int = 0
    appeals: int = 0
    breaks: int = 0
    talks: int = 0


def about_my_words(viewer: Viewer) -> list[Told]:
    """All that was decided about what one wrote and that one is told, newest first."""
    with acting_as(_HOUSE):
        told = Decision.objects.told_to(viewer).select_related("screened", "appeal", "sanction")
        rows = list(told.order_by("-at")[:MOST])
        unlock([*rows, *(row.appeal for row in rows if hasattr(row, "appeal"))])
        words = _words(rows)
    return [
        Told(row, words.get(row.screened_id, ""), getattr(row, "appeal", None), getattr(row, "sanction", None))
        for row in rows
    ]


def my_decision(viewer: Viewer, decision_id: uuid.UUID) -> Told | None:
    """One of them."""
    return next((one for one in about_my_words(viewer) if one.decision.pk == decision_id), None)


def is_told_of(viewer: Viewer, decision: Decision) -> bool:
    """Whether it is about the viewer's own words, and they were told."""
    with acting_as(_HOUSE):
        return Decision.objects.told_to(viewer).filter(pk=decision.pk).exists()


def what_i_reported(viewer: Viewer) -> list[Report]:
    """What one asked the team to look at, and what one was told; never what the words were, or whose."""
    asks = own_handle(viewer) or (viewer.id if viewer.is_staff else None)
    with acting_as(_HOUSE):
        return list(Report.objects.filter(reporter_id=asks).order_by("-at")[:MOST]) if asks else []


def my_break(viewer: Viewer) -> Sanction | None:
    """The break from writing that the viewer has now, with its cause."""
    with acting_as(_HOUSE):
        mine = Sanction.objects.filter(cause__in=Decision.objects.told_to(viewer)).in_force().select_related("cause")
        return mine.order_by("-until_at").first()


def team_names(viewer: Viewer, screened: Screened) -> list[tuple[uuid.UUID, str]]:
    """Who of the team a report may be about: they are in the rooms by name."""
    people = everybody_of(screened.team_id) if viewer.is_signed_in else []
    return sorted(names_of(_HOUSE, people).items(), key=lambda one: one[1])


def second_looks(viewer: Viewer) -> list[ToLookAt]:
    """What colleagues decided and somebody else looks at, the oldest first; never one's own."""
    return _to_look_at(viewer, list(_second_looks(viewer).order_by("at")[:MOST]))


def second_look(viewer: Viewer, decision_id: uuid.UUID) -> ToLookAt | None:
    """One of them."""
    found = _to_look_at(viewer, list(_second_looks(viewer).filter(pk=decision_id)))
    return found[0] if found else None


def appeals(viewer: Viewer) -> list[ToLookAt]:
    """What writers ask to have looked at again, for those who had no hand in it."""
    return _to_look_at(viewer, [one.decision for one in _appeals(viewer).order_by("at")[:MOST]])


def appeal_of(viewer: Viewer, appeal_id: uuid.UUID) -> ToLookAt | None:
    """One of them."""
    found = _to_look_at(viewer, [one.decision for one in _appeals(viewer).filter(pk=appeal_id)])
    return found[0] if found else None


def breaks(viewer: Viewer) -> list[ToLookAt]:
    """Who has a break from writing now: until when, why, and who asked for it."""
    rows = list(_breaks(viewer).select_related("cause").order_by("until_at")[:MOST])
    return _to_look_at(viewer, [row.cause for row in rows])


def sanction_of(viewer: Viewer, sanction_id: uuid.UUID) -> Sanction | None:
    """One of them."""
    return _breaks(viewer).filter(pk=sanction_id).first()


def talks_asked_for(viewer: Viewer) -> list[tuple[Aftercare, str]]:
    """Colleagues who would like to talk to somebody today, with their names."""
    rows = list(_talks(viewer).order_by("at")[:MOST])
    names = names_of(_HOUSE, [row.person_id for row in rows])
    return [(row, names.get(row.person_id, "")) for row in rows]


def talk_of(viewer: Viewer, asked_id: uuid.UUID) -> Aftercare | None:
    """One of them."""
    return _talks(viewer).filter(pk=asked_id).first()


def own_notes(viewer: Viewer) -> list[Aftercare]:
    """One's own notes for supervision, newest first."""
    rows = list(Aftercare.objects.visible_to(viewer).filter(person_id=viewer.id).order_by("-at")[:MOST])
    unlock(rows)
    return rows


def lists(viewer: Viewer) -> Lists:
    """How much waits in each list beside the queue."""
    return Lists(
        second_looks=_second_looks(viewer).count(),
        appeals=_appeals(viewer).count(),
        breaks=_breaks(viewer).count(),
        talks=_talks(viewer).count(),
    )


def had_a_hand_in(viewer: Viewer, decision: Decision) -> bool:
    """Whether they decided anything about these words, or looked at it a second time."""
    same = Decision.objects.filter(screened_id=decision.screened_id)
    return same.filter(Q(by_id=viewer.id) | Q(second_by_id=viewer.id)).exists()


def _second_looks(viewer: Viewer) -> QuerySet[Decision]:
    mine = Decision.objects.visible_to(viewer).filter(screened__in=of_desk(viewer, *DECIDES))
    return mine.for_a_second_look().exclude(by_id=viewer.id)


def _appeals(viewer: Viewer) -> QuerySet[Appeal]:
    hand = Decision.objects.filter(screened_id=OuterRef("decision__screened_id"))
    hand = hand.filter(Q(by_id=viewer.id) | Q(second_by_id=viewer.id))
    rows = Appeal.objects.visible_to(viewer).filter(state=AppealState.WAITING)
    return rows.filter(~Exists(hand), decision__screened__in=of_desk(viewer, *DECIDES)).select_related("decision")


def _breaks(viewer: Viewer) -> QuerySet[Sanction]:
    return Sanction.objects.visible_to(viewer).in_force().filter(cause__screened__in=of_desk(viewer, *DECIDES))


def _talks(viewer: Viewer) -> QuerySet[Aftercare]:
    asked = Aftercare.objects.visible_to(viewer).filter(wants_a_talk=True, talked_at=None)
    return asked.exclude(person_id=viewer.id)


def _to_look_at(viewer: Viewer, decisions: Sequence[Decision]) -> list[ToLookAt]:
    """With handles, names and words, in as many queries for many as for one."""
    unlock(decisions)
    handles = handles_of(_HOUSE, [one.author_id for one in decisions])
    names = names_of(_HOUSE, [one.by_id for one in decisions if one.by_id])
    ids = [one.pk for one in decisions]
    asked = {one.decision_id: one for one in Appeal.objects.filter(decision__in=ids)}
    unlock(asked.values())
    held = {one.cause_id: one for one in Sanction.objects.filter(cause__in=ids)}
    return [
        ToLookAt(
            decision=one,
            handle=handles.get(one.author_id, ("", ""))[0],
            by=names.get(one.by_id, "") if one.by_id else "",
            appeal=asked.get(one.pk),
            sanction=held.get(one.pk),
        )
        for one in decisions
    ]


def _words(rows: Sequence[Decision]) -> dict[uuid.UUID, str]:
    """Their own words, given back: for the writer, also where nobody else sees them any more."""
    found: dict[uuid.UUID, str] = {}
    for kind, port in ports.items():
        wanted = {row.screened.contribution_id: row.screened_id for row in rows if row.screened.kind == kind}
        if wanted:
            found |= {wanted[one.id]: one.body for one in port.many(_HOUSE, list(wanted)).values()}
    return found
