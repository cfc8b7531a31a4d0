"""Pages about steps."""

import re
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.directory.queries import listing
from kith.domains.people.queries import person_of, person_seen, works_with
from kith.domains.plans import actions, queries
from kith.domains.plans.forms import REMEDIES, HowItWent, SplitForm, StepForm, SuggestForm
from kith.domains.plans.models import Step
from kith.kernel.pages import MEMBERS, STAFF, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

SAID = ("words", "first_on", "company", "with_whom", "support", "confidence")


@page(MEMBERS)
def new_step(request: Request, goal_id: uuid.UUID | None = None) -> HttpResponse:
    """Put a step into the plan."""
    goal = queries.goal(request.viewer, goal_id) if goal_id else None
    if goal_id and goal is None:
        raise Http404
    return _made(request, StepForm(request.POST or None), {"goal": goal})


@page(MEMBERS)
def step_from_idea(request: Request, listing_id: uuid.UUID) -> HttpResponse:
    """Put an idea into the plan: a press on its card brings the form, filled in."""
    idea = listing(request.viewer, listing_id)
    if idea is None:
        raise Http404
    was_sent = request.method == "POST" and "words" in request.POST
    already = None if was_sent else queries.open_step_for(request.viewer, listing_id)
    if already:
        tell(request, _("This is in your plan already. You can change it here."))
        return redirect("plans:step", already.pk)
    form = StepForm(request.POST if was_sent else None, initial={"words": idea.name})
    because = [code for code in request.POST.getlist("because") if re.fullmatch(r"[a-z_]{1,20}", code)]
    return _made(request, form, {"listing": idea, "because": because})


def _made(request: Request, form: StepForm, about: dict[str, Any]) -> HttpResponse:
    if form.is_valid():
        person = person_of(request.viewer)
        step = actions.add_step(by=request.viewer, person=person, **about, **form.cleaned_data)
        tell(request, _("This step is in your plan. We send no reminder unless you ask for one."))
        is_unsure = step.confidence is not None and step.confidence < UNSURE
        return redirect("plans:step", step.pk) if is_unsure else redirect("plans:plan")
    count = queries.open_steps_count(request.viewer)
    known = {"because": [], **about, "has_many": count >= queries.NEW_AT_ONCE, "count": count}
    return show_form(request, "plans/step_form.html", form, known)


UNSURE = 5  # R004-40: a confidence of 4 or less brings the offer of something smaller


@page(MEMBERS)
def step(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """One step: say how it went, make it smaller, keep it or let it go."""
    it = _step(request, step_id)
    form = HowItWent(
        request.POST or None, initial={"state": it.state, "words": it.how_it_went, "in_the_way": it.in_the_way}
    )
    if form.is_valid():
        actions.say_how_it_went(by=request.viewer, step=it, **form.cleaned_data)
        tell(request, _("Thank you for saying. It is in your plan."))
        return redirect("plans:step", it.pk)
    unsure = it.confidence is not None and it.confidence < UNSURE
    known = {"step": it, "unsure": unsure, "remedies": [REMEDIES[c] for c in it.in_the_way if c in REMEDIES]}
    return show_form(request, "plans/step.html", form, known)


@page(MEMBERS)
def change_step(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Say a step differently."""
    it = _step(request, step_id)
    form = StepForm(request.POST or None, initial={name: getattr(it, name) for name in SAID})
    if form.is_valid():
        actions.change_step(by=request.viewer, step=it, **form.cleaned_data)
        tell(request, _("Your step is changed."))
        return redirect("plans:step", it.pk)
    return show_form(request, "plans/step_form.html", form, {"step": it, "has_many": False})


@page(MEMBERS)
def split_step(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Make two smaller steps of one."""
    it = _step(request, step_id)
    form = SplitForm(request.POST or None, initial={"first": it.words})
    if form.is_valid():
        actions.split_step(by=request.viewer, step=it, **form.cleaned_data)
        tell(request, _("You made two smaller steps."))
        return redirect("plans:plan")
    return show_form(request, "plans/split_form.html", form, {"step": it})


@page(MEMBERS)
def do_with_step(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """One press on a step: up, down, join, take out, bring back, take up or leave a suggestion."""
    it = _step(request, step_id)
    if request.method != "POST":
        return redirect("plans:step", it.pk)
    what = request.POST.get("what", "")
    try:
        words = _done(request, it, what)
    except NotPossible as no:
        words = no.message
    if words:
        tell(request, words)
    return show(request, "plans/taken_out.html", {"step": it}) if what == "remove" else redirect("plans:plan")


def _done(request: Request, it: Step, what: str) -> str:
    by = request.viewer
    if what in {"up", "down"}:
        actions.move_step(by=by, step=it, up=what == "up")
        return ""
    verbs = {
        "join": (actions.join_step, _("The two steps are one now.")),
        "remove": (actions.remove_step, ""),
        "bring_back": (actions.bring_back_step, _("The step is back in your plan.")),
        "accept": (actions.accept_step, _("This step is in your plan now.")),
        "decline": (actions.decline_step, _("The suggestion is gone. Nobody is told why.")),
    }
    if what not in verbs:
        raise Http404
    verb, words = verbs[what]
    verb(by=by, step=it)
    return words


@page(STAFF)
def suggest_step(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Suggest a step to somebody one works with."""
    person = person_seen(request.viewer, person_id)
    if person is None or not works_with(request.viewer, person_id):
        raise Http404
    form = SuggestForm(request.POST or None)
    if form.is_valid():
        actions.suggest_step(by=request.viewer, person=person, **form.cleaned_data)
        tell(request, _("Suggested. It becomes part of the plan when the person takes it up."))
        return redirect(request.path)
    return show_form(request, "plans/suggest.html", form, {"person": person})


def _step(request: Request, step_id: uuid.UUID) -> Step:
    it = queries.step(request.viewer, step_id)
    if it is None:
        raise Http404
    return it
