"""What moderators do about words: take them, read them, answer, note, hold, show, hide, move, bring to a clinician."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kith.domains.safety.actions.cases import bring_to_duty
from kith.domains.safety.deciding import (
    SETTLES,
    decided,
    give_back,
    hide_away,
    hold,
    is_taken_back,
    must_be_as_seen,
    show_hidden,
    show_waiting,
    take,
    through,
)
from kith.domains.safety.models import Decision, Report, Screened, Verb, Why
from kith.domains.safety.queries.moderation import of_desk
from kith.kernel.access import Viewer
from kith.kernel.contributions import ports
from kith.kernel.use_cases import NotPossible, note, use_case

MOST_AT_ONCE = 50
QUIET = 1


@use_case("safety.claim", on="screened")
def claim(*, by: Viewer, screened: Screened) -> Screened:
    """Take something that was written, so that nobody else decides about it meanwhile; it goes back by itself."""
    take(by, screened)
    return screened


@use_case("safety.unclaim", on="screened")
def unclaim(*, by: Viewer, screened: Screened) -> Screened:
    """Put something back for the others, undecided."""
    if screened.claimed_by_id == by.id:
        give_back(screened)
    return screened


@use_case("safety.end_turn")
def end_turn(*, by: Viewer) -> int:
    """Put back all that one has taken, at the end of a turn."""
    mine = list(of_desk(by).filter(claimed_by_id=by.id).select_for_update(of=("self",), no_key=True))
    for screened in mine:
        give_back(screened)
    note(rows=len(mine))
    return len(mine)


@use_case("safety.look", on="screened")
def look(*, by: Viewer, screened: Screened, version: int, for_team: str = "") -> Decision:
    """Say that somebody read it and that nothing is to be done."""
    must_be_as_seen(by, screened, version)
    if screened.is_held and is_taken_back(screened):
        screened.is_held = False
    if screened.is_held:
        raise NotPossible(_("Its writer waits to see it. Show it, or hide it with a reason."))
    return decided(by, screened, Verb.LOOKED, for_team=for_team)


@use_case("safety.read_up_to")
def read_up_to(*, by: Viewer, versions: Mapping[uuid.UUID, int]) -> int:
    """Say that all of a page was read and nothing in it needs more; what changed meanwhile stays in the queue."""
    if len(versions) > MOST_AT_ONCE:
        raise NotPossible(_("That is more than one page."))
    rows = of_desk(by).unseen().filter(pk__in=versions, tier__lte=QUIET, is_held=False, claimed_by=None)
    rows = rows.exclude(Exists(Report.objects.open().filter(screened=OuterRef("pk"))))
    read = [one for one in rows.select_for_update(of=("self",), no_key=True) if one.version == versions[one.pk]]
    for screened in read:
        decided(by, screened, Verb.LOOKED)
    note(rows=len(read), decision="", verb=Verb.LOOKED)
    return len(read)


@use_case("safety.reply_privately", on="screened")
def reply_privately(*, by: Viewer, screened: Screened, version: int, words: str) -> Decision:
    """Write to its writer alone, from the team."""
    must_be_as_seen(by, screened, version)
    if not words.strip():
        raise NotPossible(_("Write a few words first."), field="words")
    port = ports.get(screened.kind)
    if port is None:
        raise NotPossible(_("It is no longer there."))
    port.reply_privately(by, screened.contribution_id, words.strip())
    return decided(by, screened, Verb.REPLIED, words=words)


@use_case("safety.add_content_note", on="screened")
def add_content_note(
    *, by: Viewer, screened: Screened, version: int, notes: Sequence[str], words: str = ""
) -> Decision:
    """Put a note on it, so that readers can choose whether to open it."""
    must_be_as_seen(by, screened, version)
    if not notes:
        raise NotPossible(_("Choose at least one note."), field="notes")
    through(screened, lambda port: port.annotate(SETTLES, screened.contribution_id, notes))
    note(notes=list(notes))
    return decided(by, screened, Verb.NOTED, words=words)


@use_case("safety.put_aside", on="screened")
def put_aside(*, by: Viewer, screened: Screened, version: int, why: str, for_team: str = "") -> Decision:
    """Hold it until a moderator has looked: nobody but its writer and the team sees it meanwhile."""
    must_be_as_seen(by, screened, version)
    return hold(by, screened, why, for_team)


@use_case("safety.release", on="screened")
def release(*, by: Viewer, screened: Screened, version: int, words: str = "") -> Decision:
    """Show what waited."""
    must_be_as_seen(by, screened, version)
    return show_waiting(by, screened, words)


@use_case("safety.hide", on="screened")
def hide(*, by: Viewer, screened: Screened, version: int, why: str, words: str = "", for_team: str = "") -> Decision:
    """Hide it, with a reason that its writer is told; somebody else takes a second look."""
    must_be_as_seen(by, screened, version)
    return hide_away(by, screened, why, words, for_team)


@use_case("safety.restore", on="screened")
def restore(*, by: Viewer, screened: Screened, version: int, words: str = "") -> Decision:
    """Show again what was hidden."""
    must_be_as_seen(by, screened, version)
    return show_hidden(by, screened, words)


@use_case("safety.move", on="screened")
def move(*, by: Viewer, screened: Screened, version: int, place_id: uuid.UUID, words: str = "") -> Decision:
    """Move it to where it fits better."""
    must_be_as_seen(by, screened, version)
    through(screened, lambda port: port.move(SETTLES, screened.contribution_id, place_id))
    screened.place_id = place_id
    note(place=str(place_id))
    return decided(by, screened, Verb.MOVED, why=Why.OFF_PLACE, words=words)


@use_case("safety.escalate", on="screened")
def escalate(*, by: Viewer, screened: Screened, version: int, tier: int = 3, for_team: str = "") -> Decision:
    """Bring it to the duty clinician, whose clock starts now; its writer is not told that anybody worried."""
    must_be_as_seen(by, screened, version)
    bring_to_duty(by=by, screened=screened, tier=tier)
    screened.refresh_from_db()
    return decided(by, screened, Verb.ESCALATED, why=Why.CARE, for_team=for_team)
