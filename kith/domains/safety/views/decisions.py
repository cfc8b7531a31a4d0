"""Pages about what was decided: for whoever wrote it, and for those who look a second time."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kith.domains.safety import actions
from kith.domains.safety.forms_moderation import AnswerForm, AppealForm, LiftForm, SecondLookForm
from kith.domains.safety.models import Decision, Verb
from kith.domains.safety.queries import appeals as queries
from kith.domains.safety.queries import next_read
from kith.domains.safety.queries.contacts import panel
from kith.domains.safety.queries.moderation import DECIDES, Sheet, sheet
from kith.kernel.pages import SIGNED_IN, Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell
from kith.ui.words import language

DECIDERS = role(*DECIDES)
TITLES = {
    Verb.REPLIED: gettext_noop("We wrote to you"),
    Verb.NOTED: gettext_noop("We put a note on what you wrote"),
    Verb.HELD: gettext_noop("What you wrote waits until we have read it"),
    Verb.RELEASED: gettext_noop("What you wrote is shown now"),
    Verb.HID: gettext_noop("We hid something you wrote"),
    Verb.RESTORED: gettext_noop("What you wrote is shown again"),
    Verb.MOVED: gettext_noop("We moved what you wrote"),
    Verb.COOLED_OFF: gettext_noop("A break from writing"),
    Verb.LIFTED: gettext_noop("You can write again"),
}
"""What each decision is called where its writer reads of it."""


@page(SIGNED_IN)
def decisions(request: Request) -> HttpResponse:
    """About something one wrote, and what came of what one asked the team to look at."""
    viewer = request.viewer
    known = {
        "told": queries.about_my_words(viewer),
        "asked": queries.what_i_reported(viewer),
        "rest": queries.my_break(viewer),
        "lines": panel(),
        "code": language(),
        "titles": {verb: _(words) for verb, words in TITLES.items()},
    }
    return show(request, "safety/moderation/decisions.html", known)


@page(SIGNED_IN)
def appeal(request: Request, decision_id: uuid.UUID) -> HttpResponse:
    """Ask somebody not involved to look again."""
    told = queries.my_decision(request.viewer, decision_id)
    if told is None or not told.can_appeal:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.appeal(by=request.viewer, decision=told.decision, words=form.cleaned_data["words"])
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Thank you. Somebody who was not part of it will look, and answer you here."))
            return redirect("safety:decisions")
    known = {"told": told, "promise": next_read(request.viewer, told.team_id)}
    return show_form(request, "safety/moderation/appeal.html", form, known)


@page(DECIDERS)
def second_looks(request: Request) -> HttpResponse:
    """What colleagues decided and somebody else looks at."""
    rows = queries.second_looks(request.viewer)
    return show(request, "safety/moderation/second_looks.html", {"rows": rows})


@page(DECIDERS)
def second_look(request: Request, decision_id: uuid.UUID) -> HttpResponse:
    """One of them, with the words it is about."""
    row = queries.second_look(request.viewer, decision_id)
    if row is None:
        raise Http404
    form = SecondLookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.look_again(
                by=request.viewer, decision=row.decision, agrees=given["agrees"] == "yes", words=given["words"]
            )
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Thank you for the second look."))
            return redirect("safety:second-looks")
    known = {"row": row, "sheet": _sheet(request, row.decision)}
    return show_form(request, "safety/moderation/second_look.html", form, known)


@page(DECIDERS)
def appeals(request: Request) -> HttpResponse:
    """What writers ask to have looked at again."""
    return show(request, "safety/moderation/appeals.html", {"rows": queries.appeals(request.viewer)})


@page(DECIDERS)
def answer(request: Request, appeal_id: uuid.UUID) -> HttpResponse:
    """One of them, and its answer."""
    row = queries.appeal_of(request.viewer, appeal_id)
    if row is None or row.appeal is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_appeal(
                by=request.viewer, asked=row.appeal, changes=given["changes"] == "yes", words=given["words"]
            )
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("They are told that there is an answer."))
            return redirect("safety:appeals")
    known = {"row": row, "sheet": _sheet(request, row.decision)}
    return show_form(request, "safety/moderation/answer.html", form, known)


@page(DECIDERS)
def breaks(request: Request) -> HttpResponse:
    """Who has a break from writing now."""
    return show(request, "safety/moderation/breaks.html", {"rows": queries.breaks(request.viewer)})


@page(DECIDERS)
def break_end(request: Request, sanction_id: uuid.UUID) -> HttpResponse:
    """End a break before its time."""
    sanction = queries.sanction_of(request.viewer, sanction_id)
    if sanction is None:
        raise Http404
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.lift(by=request.viewer, sanction=sanction, words=form.cleaned_data["words"])
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("They can write again, and are told so."))
            return redirect("safety:breaks")
    return show_form(request, "safety/moderation/break_end.html", form, {"sanction": sanction})


def _sheet(request: Request, decision: Decision) -> Sheet:
    return sheet(request.viewer, decision.screened)
