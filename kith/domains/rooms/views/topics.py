"""A room's topics, a topic's posts, and what can be done with a topic."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.domains.rooms import actions, queries
from kith.domains.rooms.drawing import Drawing, note_words
from kith.domains.rooms.forms.posts import ReplyForm, SearchForm
from kith.domains.rooms.models import RoomKind, Topic
from kith.domains.rooms.queries import ReadingFacts, TopicPage
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.rooms.views.writing import MET, topic_or_404
from kith.domains.safety.queries import free_to_write, panel
from kith.kernel.access import may
from kith.kernel.contributions import State
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.ui.pages import show, show_form, tell
from kith.ui.words import language


@page(SIGNED_IN)
@inside
@require_GET
def room(request: Request, inside: Inside) -> HttpResponse:
    """The topics of a room."""
    if inside.room.kind == RoomKind.LIVING_ROOM:
        return redirect("rooms:living-room")
    viewer, folding = request.viewer, queries.folding(request.viewer, inside.me)
    older = request.GET.get("before", "")
    known = {
        "room": inside.room,
        "me": inside.me,
        "topics": queries.topics_in(viewer, inside.room, inside.me, folding, older),
        "is_first_page": not older,
        "facts": queries.reading_facts(viewer, inside.room),
        "notices": queries.noticeboard(viewer, inside.room),
        "note_words": note_words,
    }
    return show(request, "rooms/room.html", known)


@page(SIGNED_IN)
@inside
@require_GET
def topic(request: Request, inside: Inside, topic_id: uuid.UUID) -> HttpResponse:
    """A topic with its posts, from where one chose to read on."""
    viewer, me = request.viewer, inside.me
    folding = queries.folding(viewer, me)
    seen = queries.topic_seen(viewer, inside.room, me, folding, topic_id)
    start, before = _number(request, "from"), _number(request, "before")
    shown = queries.topic_page(viewer, seen, me, folding, start=start, before=before) if seen else None
    if seen is None or shown is None:
        raise Http404
    if shown.last_seq > shown.read_seq:
        actions.mark_read(by=viewer, topic=seen, seq=shown.last_seq)
    known = {"room": inside.room, "me": me, "topic": seen, "page": shown, **_to_write(request, inside, seen)}
    known["watches"] = viewer.is_staff and may(viewer, "rooms.pin_topic", seen)
    known["posts"] = _drawn(request, inside, shown, known["facts"])
    return show(request, "rooms/topic.html", known)


@page(SIGNED_IN)
@inside
@require_POST
def follow(request: Request, inside: Inside, topic_id: uuid.UUID) -> HttpResponse:
    """Be told of what is new in it, or no longer."""
    is_on = request.POST.get("follow") == "on"
    actions.follow(by=request.viewer, topic=topic_or_404(request, inside, topic_id), is_on=is_on)
    on = _("You follow this topic. We tell you when there is something new, in the way you chose.")
    tell(request, on if is_on else _("You no longer follow this topic."))
    return redirect("rooms:topic", inside.room.slug, topic_id)


@page(SIGNED_IN)
@inside
@require_POST
def set_topic(request: Request, inside: Inside, topic_id: uuid.UUID, verb: str) -> HttpResponse:
    """Keep it at the top, or let it take no more replies: for the team."""
    act = {"pin": actions.pin_topic, "lock": actions.lock_topic}.get(verb)
    if act is None:
        raise Http404
    act(by=request.viewer, topic=topic_or_404(request, inside, topic_id), is_on=request.POST.get("to") == "on")
    tell(request, _("Done. Everybody in the room sees it so now."))
    return redirect("rooms:topic", inside.room.slug, topic_id)


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def search(request: Request, inside: Inside) -> HttpResponse:
    """Look for words in the rooms one holds keys for. They travel in the form: no address or history keeps them."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        folding = queries.folding(request.viewer, inside.me)
        within = inside.room if request.POST.get("where") == "here" else None
        found = queries.search_posts(request.viewer, form.cleaned_data["words"], inside.me, folding, within)
    known = {
        "room": inside.room,
        "found": found,
        "note_words": note_words,
        "is_here": request.POST.get("where") == "here",
    }
    return show_form(request, "rooms/search.html", form, known)


def _drawn(request: Request, inside: Inside, shown: TopicPage, facts: ReadingFacts) -> SafeString:
    """The posts; where help is stands once, under the words after which it was called for."""
    after = {}
    if MET in request.session:
        known = {"lines": panel(request.viewer), "lang": language(), "promise": facts.promise.words}
        panel_here = render_to_string("rooms/you_matter.html", known, request=request, using="jinja2")
        after = {uuid.UUID(request.session.pop(MET)): panel_here}
    waits = any(post.state == State.HELD for post in shown.posts)
    topic_page = reverse("rooms:topic", args=[inside.room.slug, shown.topic.pk])
    drawing = Drawing(
        request.viewer.is_staff, facts.promise.words if waits else "", f"{topic_page}/posts/", _new_from(shown), after
    )
    return drawing.draw(shown.posts)


def _new_from(shown: TopicPage) -> int:
    """The first post on the page that one has not read, when one has read others before."""
    fresh = [post.seq for post in shown.posts if post.seq > shown.read_seq and not post.is_mine]
    return fresh[0] if fresh and shown.read_seq else 0


def _to_write(request: Request, inside: Inside, topic: Topic) -> dict[str, Any]:
    """What stands around the box one writes in, with what was begun."""
    draft = queries.draft_of(request.viewer, inside.me, inside.room, topic)
    return {
        "facts": queries.reading_facts(request.viewer, inside.room),
        "form": ReplyForm(inside.room, initial=ReplyForm.first(draft)),
        "is_draft": draft is not None,
        "takes_replies": topic.state in {State.VISIBLE, State.WITHDRAWN},
        "writes_again_at": free_to_write(inside.me.pk),
    }


def _number(request: Request, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
