"""Deciding about words where they stand, as whoever hosts live talk: at once, whatever team their writer is of.

What is said in a room where all sit together belongs to the writer's team; whoever hosts may be of another. Their own
domain has asked whether they host. All that follows is as at the desk: a reason, a record, a writer who is told.
"""

from __future__ import annotations

from kith.domains.safety.deciding import SETTLES, hide_away, hold, not_ones_own, show_hidden, show_waiting
from kith.domains.safety.models import Decision, Screened
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.use_cases import use_case


@use_case("safety.hide_on_the_spot", on="screened", lock=False)
def hide_on_the_spot(*, by: Viewer, screened: Screened, why: str) -> Decision:
    """Hide words in the room where one sits, with a reason that their writer is told."""
    with acting_as(SETTLES):
        return hide_away(by, _as_it_is(by, screened), why)


@use_case("safety.put_aside_on_the_spot", on="screened", lock=False)
def put_aside_on_the_spot(*, by: Viewer, screened: Screened, why: str) -> Decision:
    """Let words in the room where one sits wait for a moderator."""
    with acting_as(SETTLES):
        return hold(by, _as_it_is(by, screened), why)


@use_case("safety.show_on_the_spot", on="screened", lock=False)
def show_on_the_spot(*, by: Viewer, screened: Screened) -> Decision:
    """Show words in the room where one sits that waited, or were hidden."""
    with acting_as(SETTLES):
        row = _as_it_is(by, screened)
        return show_waiting(by, row, "") if row.is_held else show_hidden(by, row, "")


def _as_it_is(by: Viewer, screened: Screened) -> Screened:
    """Locked before the words themselves, as at the desk. A colleague who only reads it there loses no decision."""
    row = Screened.objects.select_for_update(no_key=True).get(pk=screened.pk)
    not_ones_own(by, row)
    return row
