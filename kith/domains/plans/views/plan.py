"""The plan as one page, on the screen and on paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kith.domains.network.queries import others_on_paper, sheet
from kith.domains.people.queries import vocabulary
from kith.domains.plans import queries
from kith.domains.plans.forms import OnPaper
from kith.kernel.clock import today
from kith.kernel.pages import MEMBERS, Request, page
from kith.ui.pages import show, show_form


@page(MEMBERS)
def plan(request: Request) -> HttpResponse:
    """Steps, hopes with their ladders, what was suggested, what is done."""
    known = {"plan": queries.plan(request.viewer), "areas": dict(vocabulary.Area.choices)}
    return show(request, "plans/plan.html", known)


@page(MEMBERS)
@require_GET
def print_plan(request: Request) -> HttpResponse:
    """The map and the plan on paper, once it is said how others are named; hidden hopes only when asked for."""
    whole = queries.plan(request.viewer)
    with_hidden = request.GET.get("hidden") == "yes"
    ladders = [ladder for ladder in whole.ladders if with_hidden or not ladder.goal.is_hidden]
    has_hidden = any(ladder.goal.is_hidden for ladder in whole.ladders)
    form = OnPaper(request.GET if "names" in request.GET else None)
    map_sheet = sheet(request.viewer, form.cleaned_data["names"]) if form.is_bound and form.is_valid() else None
    known = {"plan": whole, "ladders": ladders, "has_hidden": has_hidden, "with_hidden": with_hidden}
    around = {"sheet": map_sheet, "others": others_on_paper(request.viewer), "today": today()}
    return show_form(request, "plans/print.html", form, {**known, **around})
