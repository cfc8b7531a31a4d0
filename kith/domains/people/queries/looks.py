"""Who looked at what we know of somebody, and who did something for them: by day and by team, in words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.domains.people.models import Involvement, RoleHeld
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry

SHOWN_DAYS = 90


@dataclass(frozen=True)
class Look:
    """What one team did on one day."""

    on: dt.date
    team: str
    deeds: tuple[str, ...]


def who_looked(viewer: Viewer) -> list[Look]:
    """The last 90 days, the newest first."""
    return _looks(viewer, now() - dt.timedelta(days=SHOWN_DAYS))


def everyone_who_looked(viewer: Viewer) -> list[Look]:
    """All of it, for the copy of everything about oneself."""
    return _looks(viewer, None)


def _looks(viewer: Viewer, since: dt.datetime | None) -> list[Look]:
    if not viewer.is_signed_in:
        return []
    entries = AuditEntry.objects.filter(subject_id=viewer.subject, actor_sphere="staff", outcome="done")
    # What it would harm them to know is kept, and shown to who reviews it (safety, openings).
    entries = entries.exclude(actor_id=viewer.subject).exclude(facts__contains={"untold": True}).order_by("-at")
    if since:
        entries = entries.filter(at__gte=since)
    rows = list(entries.values_list("at", "actor_id", "use_case", "acting_how"))
    teams = _Teams({actor for _at, actor, _what, _how in rows}, viewer.subject)
    found: dict[tuple[dt.date, str], dict[str, None]] = defaultdict(dict)
    for at, actor, use_case, how in rows:
        deed = _deed(use_case, is_together=bool(how))
        found[timezone.localdate(at), teams.of(actor, at)].setdefault(deed)
    return [Look(on, team, tuple(deeds)) for (on, team), deeds in found.items()]


class _Teams:
    """For which team somebody acted at an instant: the one that works with this person, else one they were in."""

    def __init__(self, actors: set[uuid.UUID], person_id: uuid.UUID) -> None:
        held = RoleHeld.objects.filter(person_id__in=actors)
        self.held = list(held.values_list("person_id", "team_id", "team__name", "from_at", "until_at"))
        bonds = Involvement.objects.filter(Q(person_id=person_id))
        self.involved = set(bonds.values_list("team_id", flat=True))

    def of(self, actor: uuid.UUID, at: dt.datetime) -> str:
        then = [
            (team_id in self.involved, name)
            for person_id, team_id, name, begins, ends in self.held
            if person_id == actor and begins <= at and (ends is None or ends >= at)
        ]
        return max(then)[1] if then else _("Someone of the service")


def _deed(use_case: str, *, is_together: bool) -> str:
    """What was done, in words and without what it was about."""
    domain, _dot, verb = use_case.partition(".")
    if verb in {"look", "begin_on_behalf"}:
        return _("looked at what we know about you")
    if verb == "show_sheet":
        return _("opened your emergency sheet, because they feared for you or somebody else")
    if domain == "notices":
        return _("brought you a message")
    if verb in {"issue_key", "issue_return_key", "revoke_key"}:
        return _("made or took back a key for you")
    about = {"network": _("your map"), "plans": _("your plan"), "people": _("what we know about you")}
    what = about.get(domain, _("your record"))
    if is_together:
        return _("wrote on %(what)s with you") % {"what": what}
    return _("changed something in %(what)s") % {"what": what}
