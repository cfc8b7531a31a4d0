"""The first steps in a room, a group's own page, and topics about something one knows oneself."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.rooms import actions
from kith.domains.rooms.forms.belonging import AboutForm, SimilarForm, WordsForm
from kith.domains.rooms.queries import (
    experiences_of,
    folding,
    group_page,
    me,
    open_rooms,
    reading_facts,
    similar,
    words_seen,
)
from kith.domains.rooms.queries.reading import answered_by
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.rooms.views.writing import topic_or_404
from kith.kernel.access import may
from kith.kernel.clock import now
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell


@page(SIGNED_IN)
@inside
def welcome(request: Request, inside: Inside) -> HttpResponse:
    """The first steps in a room: what the group says of itself, and that reading is enough."""
    known = {
        "room": inside.room,
        "group": group_page(request.viewer, inside.room, inside.me),
        "facts": reading_facts(request.viewer, inside.room),
        "answered_by": answered_by(request.viewer, inside.room, now()),
    }
    return show(request, "rooms/welcome.html", known)


@page(SIGNED_IN)
@inside
def group(request: Request, inside: Inside) -> HttpResponse:
    """The group's own page; members propose its words, and the team agrees."""
    seen = group_page(request.viewer, inside.room, inside.me)
    first = {"body": seen.shown.body if seen.shown else ""}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            actions.propose_words(by=request.viewer, room=inside.room, body=form.cleaned_data["body"])
        except NotPossible as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            tell(request, _("Thank you. Somebody of the team reads it, then it stands on the page."))
            return redirect("rooms:group", inside.room.slug)
    known = {"room": inside.room, "group": seen, "facts": reading_facts(request.viewer, inside.room)}
    return show_form(request, "rooms/group.html", form, known)


@page(SIGNED_IN)
@inside
def group_words(request: Request, inside: Inside, words_id: uuid.UUID, verb: str) -> HttpResponse:
    """Agree to a wording, or leave it out."""
    words, act = words_seen(request.viewer, inside.room, words_id), _DECIDE.get(verb)
    if words is None or act is None or request.method != "POST":
        raise Http404
    try:
        act(by=request.viewer, words=words)
        tell(request, _("Done."))
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("rooms:group", inside.room.slug)


@page(SIGNED_IN)
def find_similar(request: Request) -> HttpResponse:
    """Topics about something one knows oneself. What was asked stands in no address and is kept nowhere."""
    if not open_rooms(request.viewer):
        raise Http404
    form = SimilarForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show_form(request, "rooms/similar.html", form, {"found": None})
    folded = folding(request.viewer, me(request.viewer))
    found = similar(request.viewer, folded, form.cleaned_data["experiences"])
    return show_form(request, "rooms/similar.html", form, {"found": found})


@page(SIGNED_IN)
@inside
def topic_about(request: Request, inside: Inside, topic_id: uuid.UUID) -> HttpResponse:
    """Say which experiences a topic is about."""
    topic = topic_or_404(request, inside, topic_id)
    if not may(request.viewer, "rooms.name_experiences", topic):
        raise Http404
    first = {"experiences": experiences_of(request.viewer, topic)}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            actions.name_experiences(by=request.viewer, topic=topic, experiences=form.cleaned_data["experiences"])
        except NotPossible as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            tell(request, _("Saved. Others can find this topic by it."))
            return redirect("rooms:topic", inside.room.slug, topic_id)
    return show_form(request, "rooms/topic_about.html", form, {"room": inside.room, "topic": topic})


@page(SIGNED_IN)
def slipping(request: Request) -> HttpResponse:
    """When things slip, also long after treatment: what to look out for, and whom to tell."""
    rooms = open_rooms(request.viewer)
    if not rooms:
        raise Http404
    return show(request, "rooms/slipping.html", {"rooms": rooms})


_DECIDE = {"agree": actions.agree_to_words, "decline": actions.decline_words}
