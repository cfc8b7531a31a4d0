"""Asking the team to look at something: one page, two taps."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.safety.actions import report as ask
from kith.domains.safety.forms_moderation import ReportForm
from kith.domains.safety.models import ReportReason
from kith.domains.safety.queries import next_read
from kith.domains.safety.queries.appeals import team_names
from kith.domains.safety.queries.moderation import reported
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell


@page(SIGNED_IN)
def report(request: Request, ref: uuid.UUID, kind: str = "") -> HttpResponse:
    """What somebody wrote, and why one wants the team to look; whoever wrote it never learns who asked."""
    found = reported(request.viewer, ref)
    if found is None or (kind and found[0].kind != kind):
        raise Http404
    screened, shown = found
    people = team_names(request.viewer, screened)
    form = ReportForm(request.POST if request.method == "POST" else None, people=people)
    known = {"shown": shown, "promise": next_read(request.viewer, screened.team_id)}
    if request.POST.get("reason") == ReportReason.STAFF and "about" not in request.POST:
        return show(request, "safety/moderation/report_team.html", {**known, "form": ReportForm(people=people)})
    if form.is_valid():
        given = form.cleaned_data
        about_id = uuid.UUID(given["about"]) if given["about"] else None
        try:
            ask(by=request.viewer, screened=screened, reason=given["reason"], words=given["words"], about_id=about_id)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Thank you. We will look. We will not say who told us."))
            return redirect("safety:decisions")
    return show_form(request, "safety/moderation/report.html", form, {**known, "reasons": ReportReason.choices})
