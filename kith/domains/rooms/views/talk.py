"""The living room as a page: complete without scripts, which only let new lines come by themselves."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kith.domains.rooms import actions, queries
from kith.domains.rooms.forms.talk import LineForm
from kith.domains.rooms.queries.hosting import state_of
from kith.domains.rooms.queries.lines import HOUSE, last_lines, last_seq, line_of_room
from kith.domains.rooms.queries.seats import Seat, seat_of
from kith.domains.rooms.queries.whispers import own_whisper, whispers_to
from kith.domains.rooms.speaking import Answer, Spoken
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.rooms.wording import words_for
from kith.domains.safety.queries import free_to_write, panel
from kith.kernel.access import may
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.ui.avatars import PATTERNS, SHAPES
from kith.ui.pages import show, show_form, tell
from kith.ui.words import language

SLUG = "living-room"
MET = "talk_met"


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def living_room(request: Request, inside: Inside) -> HttpResponse:
    """Live chat: what was said lately, who is there, and a place to say something."""
    seat = seat_of(request.viewer, inside.room, inside.me)
    if request.method == "GET":
        draft = queries.draft_of(request.viewer, inside.me, inside.room)
        form = LineForm(initial={"body": draft.body or ""} if draft else None)
        return show(request, "rooms/living_room.html", {**_around(request, inside, seat), "form": form})
    form = LineForm(request.POST)
    if not form.is_valid():
        return show_form(request, "rooms/living_room.html", form, _around(request, inside, seat))
    choice = request.POST.get("held", "")
    held = choice if choice in {"mask", "wait"} else "ask"
    spoken = Spoken(seat, form.cleaned_data["body"], form.key, held)  # type: ignore[arg-type]
    answer = actions.say(by=HOUSE, room=inside.room, lines=[spoken])[0]
    return _after(request, inside, seat, form, answer)


@page(SIGNED_IN)
@inside
@require_POST
def take_back(request: Request, inside: Inside, seq: int) -> HttpResponse:
    """Take back what one said."""
    line = line_of_room(request.viewer, seat_of(request.viewer, inside.room, inside.me), seq)
    if line is None:
        raise Http404
    actions.take_back_line(by=request.viewer, line=line)
    return redirect("rooms:living-room")


@page(SIGNED_IN)
@inside
@require_POST
def put_away(request: Request, inside: Inside, whisper_id: uuid.UUID) -> HttpResponse:
    """Put a word from the host away."""
    whisper = own_whisper(request.viewer, seat_of(request.viewer, inside.room, inside.me), whisper_id)
    if whisper is None:
        raise Http404
    actions.read_whisper(by=request.viewer, whisper=whisper)
    return redirect("rooms:living-room")


def _after(request: Request, inside: Inside, seat: Seat, form: LineForm, answer: Answer) -> HttpResponse:
    """Back to the room, with the words where they were not kept."""
    if answer.fate in {"said", "held"}:
        if answer.met and answer.met.shows_help:
            request.session[MET] = answer.met.promise.words
        if answer.fate == "held":
            tell(request, words_for(answer))
        if not answer.is_again:
            actions.keep_draft(by=request.viewer, room=inside.room)
        return redirect(f"{reverse('rooms:living-room')}#say")
    if answer.fate == "gone":
        raise Http404
    known = {**_around(request, inside, seat), "answer": answer, "answer_words": words_for(answer)}
    if answer.fate != "ask":
        form.add_error("body", words_for(answer))
    return show_form(request, "rooms/living_room.html", form, known)


def _around(request: Request, inside: Inside, seat: Seat) -> dict[str, Any]:
    """Everything about the room that is not the line being written."""
    viewer = request.viewer
    # Before the lines: what is said in between comes by the stream, and never falls into a gap.
    newest = last_seq(viewer, seat.room_id)
    folding = queries.folding(viewer, inside.me)
    met = request.session.pop(MET, None)
    return {
        "room": inside.room,
        "me": inside.me,
        "newest": newest,
        "lines": last_lines(viewer, seat),
        "folding": folding,
        "fold_list": json.dumps({"people": sorted(map(str, folding.muted)), "words": list(folding.words)}),
        "state": state_of(viewer, inside.room),
        "facts": queries.reading_facts(viewer, inside.room),
        "writes_again_at": free_to_write(inside.me.pk),
        "whispers": whispers_to(viewer, seat),
        "is_host": may(viewer, "rooms.begin_hosting", inside.room),
        "met": met,
        "panel": panel(viewer),
        "code": language(),
        "shapes": SHAPES,
        "patterns": PATTERNS,
        "answer": None,
        "answer_words": "",
    }
