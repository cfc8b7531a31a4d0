"""How somebody may be reached, and how pages look to them: asked by everything that sends or shows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from kith.domains.people.models import (
    Consent,
    ConsentKind,
    ContactRoute,
    DisplayChoice,
    Involvement,
    NoticeChoice,
    Person,
    RoleHeld,
)
from kith.domains.people.models.preferences_of_use import Digest, Format, Purpose, Route
from kith.kernel.access import Viewer
from kith.kernel.clock import now

__all__ = [
    "Digest",
    "Format",
    "Purpose",
    "Reach",
    "Route",
    "closes_at",
    "digest_readers",
    "display_of",
    "how_to_reach",
    "people_worked_with",
    "routes_in_words",
    "teams_that_have",
    "teams_working_with",
    "who_holds",
]

_WITHOUT_LOGIN = (Route.LETTER, Route.PHONE)
_FOR_ACCOUNT = (Route.EMAIL, Route.SMS, Route.LETTER, Route.PHONE)


@dataclass(frozen=True)
class Reach:
    """The ways to somebody, the ones they chose, and the hours they want quiet."""

    person_id: uuid.UUID
    name: str
    is_staff: bool
    language: str
    has_login: bool
    email: str = ""
    phone: str = ""
    address: str = ""
    letter_format: str = Format.STANDARD
    has_reminders: bool = False
    digest: str = Digest.NEVER
    quiet_from: dt.time = dt.time(21)
    quiet_until: dt.time = dt.time(8)
    has_team: bool = True
    """Somebody who prints, rings and meets them; an open account has nobody."""
    told: str = ""
    """The way they told their team, for all that they did not choose one for."""
    chosen: Mapping[str, str] = field(default_factory=dict)

    def route_for(self, purpose: str) -> str:
        """The chosen way where it can be used; without a choice the quietest that works."""
        wanted = self.chosen.get(purpose) or self.told
        if wanted:
            # A way we cannot use is never swapped for another outside the site, which they did not choose.
            return wanted if self.can_use(wanted) else self._inside()
        if purpose == Purpose.ACCOUNT:
            return self._first(_FOR_ACCOUNT)
        return Route.APP if self.has_login else self._first(_WITHOUT_LOGIN)

    def can_use(self, route: str) -> bool:
        """Whether we have what this way needs: a login, an address or number, somebody who does it."""
        needs = {
            Route.APP: self.has_login,
            Route.EMAIL: self.email,
            Route.SMS: self.phone,
            Route.PHONE: self.phone and self.has_team,
            # Without an address the letter waits in the team's list, and its page says to ask for one.
            Route.LETTER: self.has_team,
            Route.IN_PERSON: self.has_team,
        }
        return bool(needs[Route(route)])

    def _first(self, routes: tuple[Route, ...]) -> str:
        known = (route for route in routes if self.can_use(route) and (self.address or route != Route.LETTER))
        return next(known, self._inside())

    def _inside(self) -> str:
        return Route.APP if self.has_login else Route.IN_PERSON

    def is_quiet_at(self, at: dt.time) -> bool:
        """Whether this time of day lies in their quiet hours, which may run over midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def how_to_reach(viewer: Viewer, person_id: uuid.UUID) -> Reach | None:
    """How to reach this person; None once their account is closed, or when the viewer may not know."""
    person = Person.objects.visible_to(viewer).filter(pk=person_id, closed_at=None).select_related("account").first()
    if person is None:
        return None
    account = getattr(person, "account", None)
    contact = person.contact or {}
    choice = NoticeChoice.objects.filter(person=person).first() or NoticeChoice(person=person)
    return Reach(
        person_id=person.pk,
        name=person.name or "",
        is_staff=person.sphere == "staff",
        language=person.language,
        has_login=bool(account and account.is_active),
        email=contact.get("email") or (account.email if account else ""),
        phone=contact.get("phone", ""),
        address=contact.get("address", ""),
        letter_format=choice.letter_format,
        has_team=not person.is_open_account,
        told=_told(contact),
        has_reminders=bool(_last_word(person.pk, ConsentKind.REMINDERS)),
        digest=choice.digest,
        quiet_from=choice.quiet_from,
        quiet_until=choice.quiet_until,
        chosen=dict(ContactRoute.objects.filter(person=person).values_list("purpose", "route")),
    )


def routes_in_words(viewer: Viewer, person_id: uuid.UUID) -> list[tuple[str, str]]:
    """For each purpose the way somebody is reached now, in words: what a worker sees first (R003-9)."""
    reach = how_to_reach(viewer, person_id)
    if reach is None:
        return []
    return [(str(purpose.label), str(Route(reach.route_for(purpose)).label)) for purpose in Purpose]


def _told(contact: Mapping[str, str]) -> str:
    """The way they told their team. One we do not know is none we may guess: they are told in person."""
    told = contact.get("route", "")
    return told if not told or told in Route.values else Route.IN_PERSON


def _last_word(person_id: uuid.UUID, kind: str) -> bool | None:
    """What they last said about one thing; None when they were never asked."""
    said = Consent.objects.filter(person_id=person_id, kind=kind).order_by("-said_at")
    return said.values_list("is_given", flat=True).first()


def digest_readers(viewer: Viewer, how_often: str) -> list[uuid.UUID]:
    """Who asked to hear of new things this often; only the house asks."""
    rows = NoticeChoice.objects.visible_to(viewer).filter(digest=how_often, person__closed_at=None)
    return list(rows.values_list("person_id", flat=True)) if viewer.is_system else []


def display_of(viewer: Viewer) -> DisplayChoice:
    """How pages look to the viewer themselves; the quiet default when nothing was chosen."""
    return DisplayChoice.objects.filter(person_id=viewer.id).first() or DisplayChoice(person_id=viewer.id)


def people_worked_with(viewer: Viewer) -> QuerySet[Involvement, uuid.UUID]:
    """The ids of the people this worker, or their team, works with now: to narrow a neighbour's own query."""
    return Involvement.objects.of(viewer).values_list("person_id", flat=True)


def teams_working_with(viewer: Viewer, person_id: uuid.UUID) -> QuerySet[Involvement, uuid.UUID]:
    """The ids of all teams that work with this person now, for a worker who is one of them."""
    if not Involvement.objects.of(viewer).filter(person_id=person_id).exists():
        return Involvement.objects.none().values_list("team_id", flat=True)
    return Involvement.objects.active().filter(person_id=person_id).values_list("team_id", flat=True)


def who_holds(viewer: Viewer, *roles: str, team_id: uuid.UUID | None = None) -> list[uuid.UUID]:
    """Staff who hold one of these roles now, perhaps in one team; only the house asks, to tell them something."""
    if not viewer.is_system:
        return []
    held = _held(*roles)
    held = held.filter(team_id=team_id) if team_id else held
    return list(held.order_by("person_id").values_list("person_id", flat=True).distinct())


def teams_that_have(viewer: Viewer, *roles: str) -> list[uuid.UUID]:
    """The teams in which somebody holds one of these roles now; only the house asks, to say when they read."""
    if not viewer.is_system:
        return []
    return list(_held(*roles).order_by("team_id").values_list("team_id", flat=True).distinct())


def _held(*roles: str) -> QuerySet[RoleHeld]:
    held = RoleHeld.objects.filter(role__in=roles, from_at__lte=now(), person__closed_at=None)
    return held.filter(Q(until_at=None) | Q(until_at__gt=now()))


def closes_at(viewer: Viewer) -> dt.datetime | None:
    """When the viewer's own account will close, if they asked for that."""
    at = Person.objects.visible_to(viewer).filter(pk=viewer.id).values_list("closing_at", flat=True).first()
    return at if at and at > now() else None
