"""The plan as one page, on the screen and on paper."""

from django.http import HttpResponse

from kith.domains.people.queries import vocabulary
from kith.domains.plans import queries
from kith.kernel.pages import MEMBERS, Request, page
from kith.ui.pages import show


@page(MEMBERS)
def plan(request: Request) -> HttpResponse:
    """Steps, hopes with their ladders, what was suggested, what is done."""
    known = {"plan": queries.plan(request.viewer), "areas": dict(vocabulary.Area.choices)}
    return show(request, "plans/plan.html", known)


@page(MEMBERS)
def print_plan(request: Request) -> HttpResponse:
    """The same on one sheet of paper; hidden hopes only when asked for."""
    whole = queries.plan(request.viewer)
    with_hidden = request.GET.get("hidden") == "yes"
    ladders = [ladder for ladder in whole.ladders if with_hidden or not ladder.goal.is_hidden]
    has_hidden = any(ladder.goal.is_hidden for ladder in whole.ladders)
    known = {"plan": whole, "ladders": ladders, "has_hidden": has_hidden, "with_hidden": with_hidden}
    return show(request, "plans/print.html", known)
