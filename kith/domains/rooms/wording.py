"""What somebody is told of their line: that it is there, that it waits, or why it is not."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kith.domains.rooms.speaking import Answer
from kith.ui.words import day_time, time_of_day

_PLAIN = {
    "ask": _lazy(
        "One part of this could hurt or identify someone. We can hide that part and send the rest now. "
        "Or our team can read it first. You are not in trouble."
    ),
    "closed": _lazy("The living room is closed now. Your words are kept until it opens."),
    "gone": _lazy("This room is no longer open to you."),
    "empty": _lazy("Write a few words first."),
    "long": _lazy("This is too long for one line. Please make it shorter."),
}


def words_for(answer: Answer) -> str:
    """One or two sentences; nothing where the line simply stands there."""
    if answer.fate == "held":
        promise = answer.met.promise.words if answer.met else ""
        return " ".join(part for part in (_("Our team reads this before others see it."), promise) if part)
    if answer.fate == "slow" and answer.free_at:
        when = time_of_day(answer.free_at)
        return _("We go slowly for now. You can write again at %(time)s. Your words are kept.") % {"time": when}
    if answer.fate == "away" and answer.free_at:
        when = day_time(answer.free_at)
        return _("You can write again on %(when)s. Until then you can read everything.") % {"when": when}
    return str(_PLAIN.get(answer.fate, ""))


def as_json(answer: Answer) -> dict[str, object]:
    """The same for the page's script."""
    met, said = answer.met, answer.said
    return {
        "fate": answer.fate,
        "seq": said.seq if said else None,
        "words": words_for(answer),
        "pieces": [[text, is_held] for text, is_held in answer.pieces],
        "help": bool(met and met.shows_help),
        "promise": met.promise.words if met and met.shows_help else "",
    }
