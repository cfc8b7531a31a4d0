"""Help numbers: for pages from the file beside the database, for the people who look after them from the database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kith.domains.safety import after_harm as harm
from kith.domains.safety import help_file
from kith.domains.safety.help_file import HelpLine, own_nation
from kith.domains.safety.models import CrisisContact, Kind, Nation
from kith.domains.safety.models.contacts import IN_A_PANEL
from kith.kernel.access import ANYONE, Viewer

KEEPERS = ("administrator", "safety_officer")


@dataclass(frozen=True)
class HelpIn:
    """All numbers of one nation, by urgency."""

    nation: str
    label: str
    emergency: list[HelpLine]
    urgent: list[HelpLine]
    listening: list[HelpLine]


def help_for(viewer: Viewer = ANYONE) -> list[HelpIn]:
    """Every nation's numbers, this service's own nation first. Asks no database."""
    lines = help_file.read()
    own = own_nation()
    nations = sorted(Nation, key=lambda nation: nation != own)
    return [_help_in(nation, [line for line in lines if line.nation == nation]) for nation in nations]


def panel(viewer: Viewer = ANYONE) -> list[HelpLine]:
    """At most three numbers for a panel beside a page's own words. Asks no database."""
    here = help_for(viewer)[0]
    return [*here.emergency, *here.urgent, *here.listening][:IN_A_PANEL]


def after_harm(viewer: Viewer, about: str) -> list[HelpLine]:
    """Whom to tell when somebody was hurt ("unsafe") or tricked ("money"), in this nation. Asks no database."""
    return [one.line for one in harm.read() if about in one.about and one.line.nation == own_nation()]


def numbers(viewer: Viewer) -> list[CrisisContact]:
    """All help numbers, in the order pages show them, for whoever looks after them."""
    return list(CrisisContact.objects.visible_to(viewer).in_order())


def number(viewer: Viewer, contact_id: uuid.UUID) -> CrisisContact | None:
    """One help number."""
    return CrisisContact.objects.visible_to(viewer).filter(pk=contact_id).first()


def overdue_numbers(viewer: Viewer) -> list[CrisisContact]:
    """Those that nobody has answered for in time, for whoever looks after them."""
    if not (viewer.is_system or viewer.has_role(*KEEPERS)):
        return []
    return list(CrisisContact.objects.visible_to(viewer).overdue().in_order())


def harm_numbers(viewer: Viewer) -> list[tuple[harm.HarmNumber, list[str]]]:
    """The numbers for after something bad, each with its nations in words, for whoever looks after them."""
    if not viewer.has_role(*KEEPERS):
        return []
    by_code: dict[str, list[harm.HarmNumber]] = {}
    for one in harm.read():
        by_code.setdefault(one.line.code, []).append(one)
    return [(same[0], [str(Nation(one.line.nation).label) for one in same]) for same in by_code.values()]


def _help_in(nation: Nation, lines: list[HelpLine]) -> HelpIn:
    by_kind = {kind: [line for line in lines if line.kind == kind] for kind in Kind.values}
    return HelpIn(nation.value, str(nation.label), *(by_kind[kind] for kind in Kind.values))
