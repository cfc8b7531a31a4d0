"""The emergency sheet: how to find me when it cannot wait."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.forms.sheet import SheetForm
from kith.domains.people.queries import person_of
from kith.domains.people.queries.sheet import own_sheet
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show_form, tell


@page(MEMBERS)
def emergency_sheet(request: Request) -> HttpResponse:
    """Fill it in, or say that it is still right."""
    person, sheet = person_of(request.viewer), own_sheet(request.viewer)
    if person.is_open_account:
        raise Http404
    form = SheetForm(request.POST if request.method == "POST" else None, initial=sheet.said)
    if form.is_valid():
        try:
            actions.keep_sheet(by=request.viewer, person=person, said=form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Kept. We ask you again in three months."))
            return redirect("people:you")
    return show_form(request, "people/you/sheet.html", form, {"sheet": sheet})
