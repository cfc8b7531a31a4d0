"""Is everything in place to open rooms: what is settled, what is signed, and what is missing in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.domains.people.queries import names_of
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.models import Family, RecordKind, SafetyRecord, TeamHours, UnstaffedPolicy
from kith.kernel.access import Viewer, system

_HOUSE = system("safety keeps promises")


@dataclass(frozen=True)
class Missing:
    """One thing that stands between a service and its open rooms."""

    code: str
    words: str


@dataclass(frozen=True)
class Away:
    """What members read while nobody is there, and its language where that is not the page's."""

    words: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Record:
    """One of the records, as it was signed last."""

    kind: str
    label: str
    newest: SafetyRecord | None
    signed_by: str


def ready_to_open(viewer: Viewer, team_id: uuid.UUID) -> list[Missing]:
    """What is missing before this team's rooms may open; nothing, when all is signed."""
    signed = set(SafetyRecord.objects.values_list("kind", flat=True))
    rows = (
        (
            policy_in_force(_HOUSE, team_id) is None,
            "policy",
            _("Nobody has signed what happens while nobody is there."),
        ),
        (not TeamHours.objects.filter(team_id=team_id).exists(), "hours", _("Nobody has said when the team reads.")),
        (not who_holds(_HOUSE, "safety_officer"), "officer", _("Nobody holds the role of safety officer.")),
        (RecordKind.SAFETY_OFFICER not in signed, "safety_officer", _("The safety officer has not signed.")),
        (RecordKind.PURPOSE not in signed, "purpose", _("What the flags are for is not on record.")),
        (RecordKind.DEVICE not in signed, "device", _("Whether this is a medical device is not on record.")),
    )
    return [Missing(code, words) for is_missing, code, words in rows if is_missing]


def policy_in_force(viewer: Viewer, team_id: uuid.UUID) -> UnstaffedPolicy | None:
    """The newest that was signed."""
    signed = UnstaffedPolicy.objects.visible_to(viewer).filter(team_id=team_id).exclude(signed_at=None)
    return signed.order_by("-version").first()


def policy_to_sign(viewer: Viewer, team_id: uuid.UUID) -> UnstaffedPolicy | None:
    """The newest, where nobody has signed it yet."""
    newest = UnstaffedPolicy.objects.visible_to(viewer).filter(team_id=team_id).order_by("-version").first()
    return newest if newest and newest.signed_at is None else None


def policy_of(viewer: Viewer, policy_id: uuid.UUID) -> UnstaffedPolicy | None:
    """One version."""
    return UnstaffedPolicy.objects.visible_to(viewer).filter(pk=policy_id).first()


def unstaffed_words(viewer: Viewer, team_id: uuid.UUID) -> Away:
    """What members read where they write while nobody is there; empty where nobody has signed anything."""
    policy = policy_in_force(_HOUSE, team_id)
    if policy is None:
        return Away()
    in_welsh = policy.words_cy if (reads := (get_language() or "")[:2]) == "cy" else ""
    return Away(in_welsh or policy.words, "" if in_welsh or reads == "en" else "en")


def records(viewer: Viewer) -> list[Record]:
    """The three records, each as it was signed last."""
    rows = list(SafetyRecord.objects.order_by("kind", "-version").distinct("kind"))
    names = names_of(viewer, [row.signed_by_id for row in rows])
    newest = {row.kind: row for row in rows}
    return [
        Record(kind.value, str(kind.label), row, names.get(row.signed_by_id, "") if row else "")
        for kind in RecordKind
        for row in [newest.get(kind)]
    ]


def families() -> list[tuple[str, str]]:
    """What words may be about, with the words for each: a room names its own subjects from these."""
    return [(one.value, str(one.label)) for one in Family]
