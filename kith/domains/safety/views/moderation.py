"""Pages of the moderators' desk: the queue, one thing of it, deciding, and the end of a turn."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kith.domains.people.queries.staff import teams
from kith.domains.safety import actions
from kith.domains.safety.forms_moderation import FORMS, AftercareForm, DecisionForm, MoveForm, number
from kith.domains.safety.marking import marked
from kith.domains.safety.models import Screened
from kith.domains.safety.queries import appeals as lists
from kith.domains.safety.queries import moderation as queries
from kith.kernel.access import may
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

READERS = role(*queries.READS)
HARDEST = 4
MANY = 3
"""So many hard ones a day, and a break is offered."""

Act = Callable[..., Any]
ACTS: Mapping[str, tuple[Act, str]] = {
    "reply": (actions.reply_privately, gettext_noop("Write to them")),
    "note": (actions.add_content_note, gettext_noop("Add a note for readers")),
    "hold": (actions.put_aside, gettext_noop("Hold it for a moderator")),
    "escalate": (actions.escalate, gettext_noop("Bring it to the duty clinician")),
    "release": (actions.release, gettext_noop("Show it")),
    "hide": (actions.hide, gettext_noop("Hide it")),
    "restore": (actions.restore, gettext_noop("Show it again")),
    "move": (actions.move, gettext_noop("Move it")),
    "break": (actions.cool_off, gettext_noop("Ask for a break from writing")),
}


@page(READERS)
def queue(request: Request, lane: str = "") -> HttpResponse:
    """What people wrote and nobody has read, the most pressing first."""
    if lane and lane not in queries.LANES:
        raise Http404
    viewer = request.viewer
    known = {
        "lane": lane,
        "queue": queries.queue(viewer, lane, request.GET.get("after", "")),
        "counts": queries.lanes(viewer),
        "unread": queries.unread(viewer),
        "lists": lists.lists(viewer),
        "hard": queries.hard_today(viewer),
        "many": MANY,
        "is_further": bool(request.GET.get("after")),
    }
    return show(request, "safety/moderation/queue.html", known)


@page(READERS)
def read_up_to(request: Request) -> HttpResponse:
    """One press says that a page was read."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = (one.partition(":") for one in request.POST.getlist("row"))
    versions = {key: number(version) for ref, _colon, version in rows if (key := _uuid(ref))}
    try:
        read = actions.read_up_to(by=request.viewer, versions=versions)
    except NotPossible as error:
        tell(request, error.message)
    else:
        left = len(versions) - read
        words = _("Thank you. %(count)s were read by you.") % {"count": read}
        tell(request, f"{words} {_('What changed meanwhile is still here.')}" if left else words)
    lane = request.POST.get("lane", "")
    return redirect("safety:queue-lane", lane) if lane in queries.LANES else redirect("safety:queue")


@page(READERS)
def item(request: Request, screened_id: uuid.UUID) -> HttpResponse:
    """One thing that somebody wrote, with all that helps to decide."""
    return _sheet(request, _row(request, screened_id))


@page(READERS)
def take(request: Request, screened_id: uuid.UUID) -> HttpResponse:
    """Take it, and go to it."""
    return _claiming(request, screened_id, actions.claim, "safety:item")


@page(READERS)
def put_back(request: Request, screened_id: uuid.UUID) -> HttpResponse:
    """Put it back for the others."""
    return _claiming(request, screened_id, actions.unclaim, "")


@page(READERS)
def looked(request: Request, screened_id: uuid.UUID) -> HttpResponse:
    """It was read, and nothing is to be done."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    screened = _row(request, screened_id)
    try:
        actions.look(by=request.viewer, screened=screened, version=number(request.POST.get("version", "")))
    except NotPossible as error:
        return _sheet(request, _row(request, screened_id), error.message)
    return _onwards(request, screened, _("You have read it. Nothing more happens."))


@page(READERS)
def decide(request: Request, screened_id: uuid.UUID, verb: str) -> HttpResponse:
    """One of the things that can be done about it, with what its writer and the team are told."""
    screened = _row(request, screened_id)
    if verb not in ACTS or not _may(request, verb, screened):
        raise Http404
    act, words = ACTS[verb]
    sheet = queries.sheet(request.viewer, screened)
    form = _form(request, verb, sheet)
    if form.is_valid():
        try:
            act(by=request.viewer, screened=screened, **form.given())
        except NotPossible as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return _onwards(request, screened, _("It is done. Its writer is told where there is something to tell."))
    known = {"sheet": sheet, "screened": screened, "verb": verb, "words": _(words)}
    return show_form(request, "safety/moderation/decide.html", form, known)


@page(READERS)
def turn(request: Request) -> HttpResponse:
    """The end of a turn: what I have, and what the next one needs to know."""
    viewer = request.viewer
    if request.method == "POST":
        count = actions.end_turn(by=viewer)
        tell(request, _("%(count)s went back to the queue. Thank you for today.") % {"count": count})
        return redirect("safety:aftercare")
    known = {"mine": queries.mine(viewer), "held": queries.held(viewer), "lists": lists.lists(viewer)}
    return show(request, "safety/moderation/turn.html", {**known, "unread": queries.unread(viewer)})


@page(READERS)
def aftercare(request: Request) -> HttpResponse:
    """After hard words: a note for supervision, a talk, and who of the team asked for one."""
    viewer = request.viewer
    mine = teams(viewer)
    form = AftercareForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and mine:
        try:
            actions.look_after_oneself(by=viewer, team_id=mine[0].pk, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            asked = form.cleaned_data["wants_a_talk"]
            tell(request, _("It is noted. Somebody will come to you today.") if asked else _("Your note is kept."))
            return redirect("safety:aftercare")
    known = {"hard": queries.hard_today(viewer), "notes": lists.own_notes(viewer), "many": MANY}
    known["talks"] = lists.talks_asked_for(viewer)
    return show_form(request, "safety/moderation/aftercare.html", form, known)


@page(READERS)
def talk(request: Request, asked_id: uuid.UUID) -> HttpResponse:
    """Say that one talks with a colleague."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = lists.talk_of(request.viewer, asked_id)
    if asked is None:
        raise Http404
    actions.take_talk(by=request.viewer, asked=asked)
    tell(request, _("Thank you. The others see that you talk with them."))
    return redirect("safety:aftercare")


def _sheet(request: Request, screened: Screened, problem: str = "") -> HttpResponse:
    sheet = queries.sheet(request.viewer, screened)
    known = {
        "sheet": sheet,
        "screened": screened,
        "pieces": marked(sheet.around.it.body, sheet.flags) if sheet.around else (),
        "verbs": [(verb, _(words)) for verb, (_act, words) in ACTS.items() if _fits(request, verb, sheet, screened)],
        "problem": problem,
    }
    return show(request, "safety/moderation/item.html", known, status=409 if problem else 200)


def _fits(request: Request, verb: str, sheet: queries.Sheet, screened: Screened) -> bool:
    """Whether this can be done now: by this viewer, and from the state that the words are in."""
    state = sheet.around.it.state if sheet.around else "gone"
    fits = {
        "release": screened.is_held,
        "hold": state == "visible",
        "hide": state in {"visible", "held"},
        "restore": state == "hidden",
        "move": bool(sheet.places),
        "note": state in {"visible", "held"},
        "reply": state != "gone",
    }
    return fits.get(verb, True) and _may(request, verb, screened)


def _may(request: Request, verb: str, screened: Screened) -> bool:
    return may(request.viewer, f"safety.{ACTS[verb][0].__name__}", screened)


def _form(request: Request, verb: str, sheet: queries.Sheet) -> DecisionForm:
    given = request.POST if request.method == "POST" else None
    form = FORMS[verb](given, initial={"version": str(sheet.item.row.version)})
    if isinstance(form, MoveForm):
        form.offer(sheet.places)
    return form


def _claiming(request: Request, screened_id: uuid.UUID, act: Act, to: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act(by=request.viewer, screened=_row(request, screened_id))
    except NotPossible as error:
        tell(request, error.message)
        return redirect("safety:queue")
    return redirect(to, screened_id) if to else redirect("safety:queue")


def _onwards(request: Request, screened: Screened, words: str) -> HttpResponse:
    """Back to the queue; after the hardest words first to oneself."""
    tell(request, words)
    return redirect("safety:aftercare" if screened.tier >= HARDEST else "safety:queue")


def _row(request: Request, screened_id: uuid.UUID) -> Screened:
    found = queries.screened_of(request.viewer, screened_id)
    if found is None:
        raise Http404
    return found


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
