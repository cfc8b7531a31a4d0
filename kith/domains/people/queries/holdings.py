"""What is kept when an account closes and why, and what goes: from the retention schedule, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.kernel import retention
from kith.kernel.access import ANYONE, Viewer


@dataclass(frozen=True)
class Line:
    """One line of the list: what, why, how long."""

    what: str
    why: str
    how_long: str


def stays(viewer: Viewer = ANYONE) -> list[Line]:
    """What the law asks us to keep after an account is closed."""
    return [_line(row) for row in retention.kept() if row.by_law and _is_a_members(row)]


def goes(viewer: Viewer = ANYONE) -> list[Line]:
    """What is erased when an account closes."""
    rows = (row for row in retention.kept() if row.starts == "account_closed" and not row.by_law)
    return [_line(row) for row in rows if _is_a_members(row)]


def grace_days(viewer: Viewer = ANYONE) -> int:
    """How many days one can change one's mind."""
    return retention.grace().days


# What a member's page need not speak of: staff's own, and the machinery behind what is listed already.
_NOT_A_MEMBERS = ("directory.", "mfa.", "account.", "kernel.DataKey", "people.Team", "people.RoleHeld", "safety.")


def _is_a_members(row: retention.Kept) -> bool:
    return any(not label.startswith(_NOT_A_MEMBERS) for label in row.models)


def _line(row: retention.Kept) -> Line:
    return Line(_(row.what), _(row.basis), _how_long(row.keep_days))


def _how_long(days: int) -> str:
    if days < 0:
        return _("As long as your account is open")
    if days >= 365:
        years = round(days / 365.25)
        return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
