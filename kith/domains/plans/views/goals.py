"""Pages about hopes."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries import person_of
from kith.domains.plans import actions, queries
from kith.domains.plans.forms import GoalForm
from kith.domains.plans.models import Goal
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show_form, tell


@page(MEMBERS)
def new_goal(request: Request) -> HttpResponse:
    """Say a hope."""
    form = GoalForm(request.POST or None)
    if form.is_valid():
        person = person_of(request.viewer)
        actions.add_goal(by=request.viewer, person=person, **form.cleaned_data)
        tell(request, _("Your hope is in your plan. You can add small steps to it whenever you like."))
        return redirect("plans:plan")
    return show_form(request, "plans/goal_form.html", form)


@page(MEMBERS)
def change_goal(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Say it differently."""
    goal = _goal(request, goal_id)
    said = {name: getattr(goal, name) for name in ("words", "area", "own_area", "importance")}
    form = GoalForm(request.POST or None, initial=said)
    if form.is_valid():
        actions.change_goal(by=request.viewer, goal=goal, **form.cleaned_data)
        tell(request, _("Your hope is changed."))
        return redirect("plans:plan")
    return show_form(request, "plans/goal_form.html", form, {"goal": goal})


@page(MEMBERS)
def do_with_goal(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """One press on a hope: up, down, hide, show, let go, bring back."""
    goal = _goal(request, goal_id)
    if request.method != "POST":
        return redirect("plans:plan")
    try:
        words = _done(request, goal, request.POST.get("what", ""))
    except NotPossible as no:
        words = no.message
    if words:
        tell(request, words)
    return redirect("plans:plan")


def _done(request: Request, goal: Goal, what: str) -> str:
    by = request.viewer
    if what in {"up", "down"}:
        actions.move_goal(by=by, goal=goal, up=what == "up")
        return ""
    verbs = {
        "hide": (actions.hide_goal, _("Only you can see this hope now.")),
        "show": (actions.show_goal, _("People who help with your plan can see this hope again.")),
        "remove": (actions.remove_goal, _("You let this hope go. You can bring it back from the list below.")),
        "bring_back": (actions.bring_back_goal, _("This hope is back in your plan.")),
    }
    if what not in verbs:
        raise Http404
    verb, words = verbs[what]
    verb(by=by, goal=goal)
    return words


def _goal(request: Request, goal_id: uuid.UUID) -> Goal:
    goal = queries.goal(request.viewer, goal_id)
    if goal is None:
        raise Http404
    return goal
