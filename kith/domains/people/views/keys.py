"""Giving a key to a person, and the sheet it is printed on."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.actions import IssuedKey
from kith.domains.people.forms.desk import KeyForm, ReturnKeyForm
from kith.domains.people.models import Team
from kith.domains.people.queries import key_of, person_file, team_of
from kith.domains.people.queries.caseload import PersonFile
from kith.kernel.pages import STAFF, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

_KEPT_AS = "issued_key"


@page(STAFF)
def key_new(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Give a key: to join, or to come back for somebody who has joined."""
    known, team = _file_and_team(request, person_id)
    form: Any = (ReturnKeyForm if known.has_login else KeyForm)(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/desk/key_new.html", form, {"file": known})
    given = form.cleaned_data
    try:
        if known.has_login:
            issued = actions.issue_return_key(
                by=request.viewer, person=known.person, team=team, checked=given["checked"]
            )
        else:
            issued = actions.issue_key(by=request.viewer, person=known.person, team=team, age_band=given["age_band"])
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/desk/key_new.html", form, {"file": known})
    request.session[_KEPT_AS] = _sheet(person_id, issued)
    return redirect("people:key-sheet", person_id)


@page(STAFF)
def key_sheet(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """The key and its PIN, to print or read out, until the worker says it is handed over."""
    known, _team = _file_and_team(request, person_id)
    sheet = request.session.get(_KEPT_AS)
    if not sheet or sheet["person"] != str(person_id):
        return redirect("people:person", person_id)
    if request.method == "POST":
        request.session.pop(_KEPT_AS)
        tell(request, _("The key is ready. It works once, for 14 days."))
        return redirect("people:person", person_id)
    return show(request, "people/desk/key_sheet.html", {"file": known, "sheet": sheet, "key": known.key})


@page(STAFF)
def key_revoke(request: Request, person_id: uuid.UUID, key_id: uuid.UUID) -> HttpResponse:
    """Take a key back, after one more question."""
    known, _team = _file_and_team(request, person_id)
    key = key_of(request.viewer, key_id)
    if key is None or key.person_id != person_id:
        raise Http404
    if request.method != "POST":
        return show(request, "people/desk/key_revoke.html", {"file": known, "key": key})
    try:
        actions.revoke_key(by=request.viewer, key=key)
        tell(request, _("The key opens nothing any more. You can give a new one."))
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("people:person", person_id)


def _file_and_team(request: Request, person_id: uuid.UUID) -> tuple[PersonFile, Team]:
    known = person_file(request.viewer, person_id)
    team = team_of(request.viewer, known.person) if known else None
    if known is None or team is None:
        raise Http404
    return known, team


def _sheet(person_id: uuid.UUID, issued: IssuedKey) -> dict[str, Any]:
    return {"person": str(person_id), "words": issued.words, "pin": issued.pin, "purpose": issued.grant.purpose}
