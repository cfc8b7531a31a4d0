"""The note for the record: made from the outcome, ready to be copied, under the handle and without what was written."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from kith.domains.safety.models import Outcome
from kith.domains.safety.queries.cases import CaseRow
from kith.ui.words import long_day, time_of_day


def record_note(row: CaseRow, outcome: Outcome) -> str:
    """A few lines of plain text: when, how soon it was met, what was done, in whose words."""
    lines = (
        _("Peer rooms, alert about %(handle)s") % {"handle": row.handle},
        _("First words: %(when)s. Asked for: %(soon)s.") % {"when": _when(row.opened_at), "soon": row.how_soon},
        _("About: %(about)s. Alerts: %(count)s.") % {"about": row.about, "count": row.alerts},
        _("Outcome on %(when)s: %(what)s.") % {"when": _when(outcome.at), "what": _small(outcome.get_code_display())},
        outcome.words or "",
    )
    return "\n".join(line for line in lines if line)


def _when(at: dt.datetime) -> str:
    return f"{long_day(at)}, {time_of_day(at)}"


def _small(label: str) -> str:
    """As it stands inside a sentence."""
    return label[:1].lower() + label[1:]
