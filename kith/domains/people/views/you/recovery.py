"""You: a fresh recovery sheet, with one's password."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.forms.signing_in import PasswordForm
from kith.domains.people.models import Person
from kith.domains.people.queries import address_of, recovery_codes_left, who_am_i
from kith.domains.people.queries.privacy import self_of
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.ui.pages import show, show_form, tell

_KEPT_AS = "recovery_sheet"


@page(SIGNED_IN)
def recovery(request: Request) -> HttpResponse:
    """Ask for the password, then make eight new codes in the place of the old ones."""
    me = _member(request)
    form = PasswordForm(request.POST or None)
    known = {"left": recovery_codes_left(request.viewer)}
    if not form.is_valid():
        return show_form(request, "people/you/recovery.html", form, known)
    codes = actions.renew_recovery_sheet(
        by=request.viewer, person=me, password=form.cleaned_data["password"], address=address_of(request)
    )
    if codes is None:
        form.add_error("password", _("This is not your password, or there were too many tries this hour."))
        return show_form(request, "people/you/recovery.html", form, known)
    request.session[_KEPT_AS] = codes
    return redirect("people:recovery-sheet")


@page(SIGNED_IN)
def recovery_sheet(request: Request) -> HttpResponse:
    """The new codes, until they are kept; they lie in the sealed visit and nowhere else."""
    _member(request)
    codes = request.session.get(_KEPT_AS)
    if not codes:
        return redirect("people:recovery")
    if request.method != "POST":
        known = {"codes": codes, "handle": who_am_i(request.viewer).handle}
        return show(request, "people/you/recovery_sheet.html", known)
    del request.session[_KEPT_AS]
    tell(request, _("Your new sheet works. The codes of the old one do not."))
    return redirect("people:you")


def _member(request: Request) -> Person:
    """Who has a sheet: a member. The team has a phone and spare codes."""
    person = self_of(request.viewer) if request.viewer.is_member else None
    if person is None:
        raise Http404
    return person
