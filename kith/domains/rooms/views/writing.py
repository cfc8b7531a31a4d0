"""Writing: one way for a topic, a reply and another wording. Whatever happens, no word is lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kith.domains.rooms import actions, queries
from kith.domains.rooms.actions import Sent, SentBefore
from kith.domains.rooms.addresses import address
from kith.domains.rooms.forms.posts import ReplyForm, TopicForm, held_choice, id_of
from kith.domains.rooms.looking import HeldWords
from kith.domains.rooms.models import Topic
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.safety.queries import free_to_write
from kith.kernel.contributions import State
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell
from kith.ui.words import day_time

MET = "rooms_met"
"""In the visit: the post after which the next page shows where help is."""


@dataclass(frozen=True)
class Desk:
    """What somebody writes at: the page it is drawn on, and what sends it."""

    inside: Inside
    form: ReplyForm
    template: str
    context: Callable[[], dict[str, Any]]
    """What stands around the form, asked for only where it is drawn again."""
    send: Callable[..., Sent]
    topic: Topic | None = None
    is_edit: bool = False


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def start(request: Request, inside: Inside) -> HttpResponse:
    """Start a topic."""
    if request.method == "GET":
        draft = queries.draft_of(request.viewer, inside.me, inside.room)
        form = TopicForm(inside.room, initial=TopicForm.first(draft))
        return show(request, "rooms/start.html", {**_around(request, inside), "form": form, "is_draft": bool(draft)})

    def send(**said: Any) -> Sent:
        return actions.start_topic(by=request.viewer, room=inside.room, **said)

    def around() -> dict[str, Any]:
        return _around(request, inside)

    return at_desk(request, Desk(inside, TopicForm(inside.room, request.POST), "rooms/start.html", around, send))


@page(SIGNED_IN)
@inside
@require_http_methods(["GET", "POST"])
def reply(request: Request, inside: Inside, topic_id: uuid.UUID, quoted_id: uuid.UUID | None = None) -> HttpResponse:
    """Reply in a topic, perhaps to one of its posts."""
    topic = topic_or_404(request, inside, topic_id)
    if request.method == "GET":
        draft = queries.draft_of(request.viewer, inside.me, inside.room, topic)
        first = {**ReplyForm.first(draft), **({"quoted": quoted_id} if quoted_id else {})}
        form = ReplyForm(inside.room, initial=first)
        known = {**_around(request, inside, topic), "is_draft": bool(draft), **_quoting(request, inside, topic, form)}
        return show(request, "rooms/reply.html", {**known, "form": form})

    def send(**said: Any) -> Sent:
        return actions.reply(by=request.viewer, topic=topic, **said)

    form = ReplyForm(inside.room, request.POST)

    def around() -> dict[str, Any]:
        return {**_around(request, inside, topic), **_quoting(request, inside, topic, form)}

    return at_desk(request, Desk(inside, form, "rooms/reply.html", around, send, topic))


@page(SIGNED_IN)
@inside
@require_POST
def draft(request: Request, inside: Inside, topic_id: uuid.UUID | None = None) -> HttpResponse:
    """Keep what is written so far; the page asks for it by itself every few seconds."""
    topic = topic_or_404(request, inside, topic_id) if topic_id else None
    form = ReplyForm(inside.room, request.POST)
    actions.keep_draft(by=request.viewer, room=inside.room, topic=topic, **form.begun())
    return JsonResponse({})


def topic_or_404(request: Request, inside: Inside, topic_id: uuid.UUID) -> Topic:
    """The topic of this address, as far as it is there for whoever looks."""
    folding = queries.folding(request.viewer, inside.me)
    topic = queries.topic_seen(request.viewer, inside.room, inside.me, folding, topic_id)
    if topic is None:
        raise Http404
    return topic


def at_desk(request: Request, desk: Desk) -> HttpResponse:
    """Send what was written; else show it again, with what stands in its way."""
    if "keep" in request.POST:
        keep(request, desk)
        tell(request, _("Kept for you. It is here when you come back."))
        return redirect(back_of(desk))
    if not desk.form.is_valid():
        keep(request, desk)
        return show_form(request, desk.template, desk.form, desk.context())
    if request.POST.get("held") == "change":
        return show(request, desk.template, {**desk.context(), "form": desk.form})
    try:
        sent = desk.send(**desk.form.said(), about_held=held_choice(request.POST.get("held", "")))
    except HeldWords as found:
        keep(request, desk)
        return show(request, "rooms/held.html", {**desk.context(), "form": desk.form, "found": found}, status=422)
    except SentBefore as problem:
        desk.form.renew()
        desk.form.add_error(None, problem.message)
    except NotPossible as problem:
        desk.form.add_error(problem.field if problem.field in desk.form.fields else None, problem.message)
    else:
        return after(request, desk.inside, sent)
    keep(request, desk)
    return show_form(request, desk.template, desk.form, desk.context())


def after(request: Request, inside: Inside, sent: Sent) -> HttpResponse:
    """Back to the words where they stand, with the truth about when somebody reads them."""
    if sent.met:
        if sent.met.shows_help:
            request.session[MET] = str(sent.post.pk)
        tell(request, _met_words(sent, is_team=inside.me.is_team))
    return redirect(address(inside.room.slug, sent.post.topic_id, sent.post.seq))


def keep(request: Request, desk: Desk) -> None:
    """Keep the words as a draft; a change of what is posted already stays on the page alone."""
    if not desk.is_edit:
        begun = desk.form.begun()
        actions.keep_draft(by=request.viewer, room=desk.inside.room, topic=desk.topic, **begun)


def back_of(desk: Desk) -> str:
    """Where one came from."""
    slug = desk.inside.room.slug
    return reverse("rooms:topic", args=[slug, desk.topic.pk]) if desk.topic else reverse("rooms:room", args=[slug])


def _met_words(sent: Sent, *, is_team: bool) -> str:
    post, met = sent.post, sent.met
    if post.state == State.HELD:
        first = _("The team reads it first. You can see it here. You are not in trouble.")
    else:
        first = _("Your words are here now.")
    if met and met.worries and not met.shows_help:  # the panel comes once a day; a kind word comes each time
        first = f"{first} {_('Thank you for saying it here.')}"
    is_read_already = is_team and post.state == State.VISIBLE
    said = [first, met.promise.words if met and not is_read_already else ""]
    if post.is_first and post.welcome_due_at:
        said.append(_("Somebody writes back to you by %(when)s.") % {"when": day_time(post.welcome_due_at)})
    return " ".join(one for one in said if one)


def _around(request: Request, inside: Inside, topic: Topic | None = None) -> dict[str, Any]:
    facts = queries.reading_facts(request.viewer, inside.room)
    rests_until = free_to_write(inside.me.pk)
    return {"room": inside.room, "me": inside.me, "topic": topic, "facts": facts, "writes_again_at": rests_until}


def _quoting(request: Request, inside: Inside, topic: Topic, form: ReplyForm) -> dict[str, Any]:
    """The post that is answered, as far as it can be seen."""
    quoted_id = id_of(form["quoted"].value() or "")
    folding = queries.folding(request.viewer, inside.me)
    found = queries.post_seen(request.viewer, topic, inside.me, folding, quoted_id) if quoted_id else None
    return {"quoted": found if found and found.is_shown else None}
