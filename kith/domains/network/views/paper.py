"""The map on paper, once the person said how other people are named on it."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kith.domains.network import queries
from kith.domains.network.forms import OnPaper
from kith.kernel.clock import today
from kith.kernel.pages import MEMBERS, Request, page
from kith.ui.pages import show_form


@page(MEMBERS)
@require_GET
def paper(request: Request) -> HttpResponse:
    """First the question whose names may stand on it, then the sheet."""
    form = OnPaper(request.GET if "names" in request.GET else None)
    sheet = queries.sheet(request.viewer, form.cleaned_data["names"]) if form.is_bound and form.is_valid() else None
    others = queries.others_on_paper(request.viewer)
    return show_form(request, "network/print.html", form, {"sheet": sheet, "others": others, "today": today()})
