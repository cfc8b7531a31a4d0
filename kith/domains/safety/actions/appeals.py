"""A second look: by a colleague at what was hidden, and by somebody not involved where its writer asks for it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.domains.safety.actions.screening import Written, keep_screened
from kith.domains.safety.appeal_port import APPEALED
from kith.domains.safety.deciding import SETTLES, tell_writer, undo, wake
from kith.domains.safety.models import Appeal, Decision, Screened
from kith.domains.safety.models.decisions import APPEAL, CAN_BE_APPEALED
from kith.domains.safety.queries.reading import read_words
from kith.domains.safety.staffed import promise_at
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.use_cases import NotPossible, note, use_case


@use_case("safety.look_again", on="decision")
def look_again(*, by: Viewer, decision: Decision, agrees: bool, words: str = "") -> Decision:
    """Look a second time at what a colleague decided; who does not agree puts it back, and its writer is told."""
    if decision.second_at is not None:
        raise NotPossible(_("Somebody has taken a second look already."))
    decision.second_by_id, decision.second_at, decision.second_agrees = by.id, database_now(), agrees
    decision.save(update_fields=["second_by", "second_at", "second_agrees"])
    if not agrees:
        undo(by, decision, words)
    note(agrees=agrees, verb=decision.verb)
    return decision


@use_case("safety.appeal", on="decision", lock=False)
def appeal(*, by: Viewer, decision: Decision, words: str) -> Appeal:
    """Ask somebody else of the team to look again at what was decided about one's own words."""
    if decision.verb not in CAN_BE_APPEALED:
        raise NotPossible(_("There is nothing here to change."))
    if not words.strip():
        raise NotPossible(_("Write a few words first."), field="words")
    with acting_as(SETTLES):
        screened, at = decision.screened, database_now()
        if Appeal.objects.filter(decision=decision).exists():
            raise NotPossible(_("You have asked already. Somebody else of the team will look."))
        made = Appeal.objects.create(
            decision=decision,
            author_id=decision.author_id,
            words=words.strip(),
            at=at,
            due_at=promise_at(screened.team_id, at).by_at,
        )
        wake(screened)
    _notice(by, made, screened)
    note(verb=decision.verb)
    return made


def _notice(by: Viewer, made: Appeal, about: Screened) -> None:
    """What worries in these words is not left to wait for the answer; the rest is read with it."""
    verdict = read_words(by, made.words or "", team_id=about.team_id, author_id=made.author_id)
    if verdict.tier:
        written = Written(
            kind=APPEALED,
            contribution_id=made.pk,
            author_id=made.author_id,
            team_id=about.team_id,
            place_id=about.place_id,
            verdict=verdict,
            written_at=made.at,
            staff_id=about.staff_id,
        )
        keep_screened(by=by, written=written)


@use_case("safety.answer_appeal", on="asked")
def answer_appeal(*, by: Viewer, asked: Appeal, changes: bool, words: str) -> Appeal:
    """Answer an appeal, as somebody who had no hand in it; where it is right, what was decided is put back."""
    if not APPEAL.allows(asked.state, "uphold"):
        raise NotPossible(_("Somebody has answered this already."))
    if not words.strip():
        raise NotPossible(_("Write a few words. They go to the writer."), field="words")
    asked.state = APPEAL.after(asked.state, "uphold" if changes else "keep")
    asked.answer, asked.answered_by_id, asked.answered_at = words.strip(), by.id, database_now()
    asked.save()
    with acting_as(SETTLES):
        noticed = Screened.objects.filter(kind=APPEALED, contribution_id=asked.pk, seen_at=None)
        noticed.update(seen_at=asked.answered_at, seen_by_id=by.id)
    if changes:
        undo(by, asked.decision, words)
    tell_writer(asked.decision.screened, asked.answered_at)
    wake(asked.decision.screened)
    note(changes=changes, verb=asked.decision.verb)
    return asked
