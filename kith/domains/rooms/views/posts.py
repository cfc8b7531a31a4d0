"""One post: react, quote, say it otherwise, take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.domains.rooms import actions, queries
from kith.domains.rooms.actions import Sent
from kith.domains.rooms.addresses import address
from kith.domains.rooms.drawing import Drawing
from kith.domains.rooms.forms.posts import ReplyForm, TopicForm
from kith.domains.rooms.models import ReactionKind
from kith.domains.rooms.queries import ShownPost
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.rooms.views.writing import Desk, at_desk, topic_or_404
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.ui.pages import show, tell


@page(SIGNED_IN)
@inside
@require_GET
def post(request: Request, inside: Inside, topic_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """One post, with what one may do about it."""
    topic = topic_or_404(request, inside, topic_id)
    shown = _shown(request, inside, topic, post_id)
    known = {"room": inside.room, "me": inside.me, "topic": topic, "post": shown, "report": _report(post_id)}
    known["href"] = address(inside.room.slug, topic_id, shown.seq)
    promise = "" if shown.is_shown else queries.reading_facts(request.viewer, inside.room).promise.words
    known["drawn"] = Drawing(request.viewer.is_staff, promise).draw([shown])
    return show(request, "rooms/post.html", {**known, "kinds": ReactionKind.choices})


@page(SIGNED_IN)
@inside
@require_POST
def reaction(request: Request, inside: Inside, topic_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Say a kind word about it, or take it back."""
    topic = topic_or_404(request, inside, topic_id)
    shown, row = _shown(request, inside, topic, post_id), queries.post_in(request.viewer, topic, post_id)
    kind = request.POST.get("kind", "")
    if row is None or kind not in ReactionKind.values:
        raise Http404
    is_on = kind not in shown.mine
    actions.react(by=request.viewer, post=row, kind=kind, is_on=is_on)
    tell(request, _("Only the writer sees how many said so.") if is_on else _("Taken back."))
    return redirect(address(inside.room.slug, topic_id, shown.seq))


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def edit(request: Request, inside: Inside, topic_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Say what one wrote in other words."""
    topic = topic_or_404(request, inside, topic_id)
    own = queries.own_post(request.viewer, topic, inside.me, post_id)
    if own is None:
        raise Http404
    kind = TopicForm if own.seq == 1 else ReplyForm
    first = {"title": topic.title, "body": own.body, "notes": own.notes}
    known: dict[str, Any] = {"room": inside.room, "me": inside.me, "topic": topic, "post": own}
    known["facts"] = queries.reading_facts(request.viewer, inside.room)
    if request.method == "GET":
        return show(request, "rooms/edit.html", {**known, "form": kind(inside.room, initial=first)})

    def send(**said: Any) -> Sent:
        said = {name: said[name] for name in ("body", "title", "notes", "about_held") if name in said}
        return actions.edit(by=request.viewer, post=own, **said)

    form = kind(inside.room, request.POST)
    return at_desk(request, Desk(inside, form, "rooms/edit.html", lambda: known, send, topic, is_edit=True))


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def withdrawal(request: Request, inside: Inside, topic_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Take back what one wrote."""
    topic = topic_or_404(request, inside, topic_id)
    own = queries.own_post(request.viewer, topic, inside.me, post_id)
    if own is None:
        raise Http404
    if request.method == "GET":
        return show(request, "rooms/withdraw.html", {"room": inside.room, "topic": topic, "post": own})
    actions.withdraw(by=request.viewer, post=own)
    tell(request, _("Taken back. Nobody in the room can see it now."))
    if own.seq == 1:
        return redirect("rooms:room", inside.room.slug)
    return redirect("rooms:topic", inside.room.slug, topic_id)


def _shown(request: Request, inside: Inside, topic: Any, post_id: uuid.UUID) -> ShownPost:
    folding = queries.folding(request.viewer, inside.me)
    found = queries.post_seen(request.viewer, topic, inside.me, folding, post_id)
    if found is None:
        raise Http404
    return found


def _report(post_id: uuid.UUID) -> str:
    """Where to ask the team to look at it, once that page is built."""
    try:
        return reverse("safety:report", args=["rooms.post", post_id])
    except NoReverseMatch:
        return ""
