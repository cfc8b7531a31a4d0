"""A break from writing: for a while somebody reads but does not write. It has a cause, an end, and a way back."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from kith.domains.safety.deciding import decided, end_break, must_be_as_seen
from kith.domains.safety.models import Decision, Sanction, Screened, Verb, Why
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

LENGTHS = {"1": dt.timedelta(days=1), "3": dt.timedelta(days=3), "7": dt.timedelta(days=7), "14": dt.timedelta(days=14)}
"""In days. There is no break without an end."""


@use_case("safety.cool_off", on="screened")
def cool_off(
    *, by: Viewer, screened: Screened, version: int, days: str, why: str, words: str, for_team: str = ""
) -> Sanction:
    """Ask its writer for a break from writing, with an end; they still read, get help and can appeal."""
    must_be_as_seen(by, screened, version)
    if days not in LENGTHS:
        raise NotPossible(_("Choose from the list."), field="days")
    if why not in Why.values or why == Why.NONE:
        raise NotPossible(_("Choose a reason. Its writer is told this."), field="why")
    if not words.strip():
        raise NotPossible(_("Write a kind word about why, and what would help."), field="words")
    decision = decided(by, screened, Verb.COOLED_OFF, why=why, words=words, for_team=for_team, is_looked_at_again=True)
    note(days=days)
    at = now()
    return Sanction.objects.create(
        author_id=screened.author_id, cause=decision, from_at=at, until_at=at + LENGTHS[days]
    )


@use_case("safety.lift", on="sanction")
def lift(*, by: Viewer, sanction: Sanction, words: str = "") -> Decision:
    """End a break from writing before its time, whoever asked for it."""
    if sanction.lifted_at is not None:
        raise NotPossible(_("Somebody has ended this break already."))
    return end_break(by, sanction, words)
