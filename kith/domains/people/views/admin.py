"""The team's own accounts: who they are, inviting, roles, teams, and leaving."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.people import actions
from kith.domains.people.forms.desk import InviteForm, RoleForm, TeamForm
from kith.domains.people.queries import staff, staff_member, teams, to_hand_over
from kith.domains.people.queries.staff import StaffRow
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

ADMINISTRATORS = role("administrator")
STANDINGS = {
    "invited": gettext_lazy("invited, not here yet"),
    "half": gettext_lazy("has a password, no phone yet"),
    "ready": gettext_lazy("signs in"),
    "left": gettext_lazy("has left"),
}


@page(ADMINISTRATORS)
def staff_list(request: Request) -> HttpResponse:
    """Everybody of the team."""
    return show(request, "people/admin/staff.html", {"rows": staff(request.viewer), "standings": STANDINGS})


@page(ADMINISTRATORS)
def staff_new(request: Request) -> HttpResponse:
    """Invite somebody to the team."""
    form = InviteForm(request.POST or None, teams=teams(request.viewer))
    if not form.is_valid():
        return show_form(request, "people/admin/staff_new.html", form)
    given = form.cleaned_data
    try:
        person = actions.invite_staff(
            by=request.viewer,
            team=form.chosen_team,
            name=given["name"],
            email=given["email"],
            role=given["role"],
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/admin/staff_new.html", form)
    tell(request, _("We send %(name)s a link. It works once, for 3 days.") % {"name": given["name"]})
    return redirect("people:staff-member", person.pk)


@page(ADMINISTRATORS)
def staff_page(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """One of the team: their roles, a new link, leaving."""
    row = _row(request, person_id)
    form = RoleForm(request.POST or None, teams=teams(request.viewer))
    if not form.is_valid():
        return show_form(request, "people/admin/staff_member.html", form, {"row": row, "standings": STANDINGS})
    given = form.cleaned_data
    actions.give_role(by=request.viewer, person=row.person, role=given["role"], team=form.chosen_team)
    tell(request, _("They hold this role from now on."))
    return redirect("people:staff-member", person_id)


@page(ADMINISTRATORS)
def role_end(request: Request, person_id: uuid.UUID, held_id: uuid.UUID) -> HttpResponse:
    """End a role, after one more question."""
    row = _row(request, person_id)
    held = next((one for one in row.roles if one.pk == held_id), None)
    if held is None:
        raise Http404
    if request.method != "POST":
        return show(request, "people/admin/role_end.html", {"row": row, "held": held})
    try:
        actions.end_role(by=request.viewer, person=row.person, held_id=held_id)
        tell(request, _("The role has ended. What it allowed has stopped."))
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("people:staff-member", person_id)


@page(ADMINISTRATORS)
def staff_link(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Send a fresh link, for a lost phone or password too."""
    row = _row(request, person_id)
    if request.method != "POST":
        return show(request, "people/admin/staff_link.html", {"row": row})
    try:
        actions.invite_again(by=request.viewer, person=row.person)
        tell(request, _("We send %(name)s a link. It works once, for 3 days.") % {"name": row.name})
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("people:staff-member", person_id)


@page(ADMINISTRATORS)
def staff_leave(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Somebody leaves the team: what is to be handed over, then one press."""
    row = _row(request, person_id)
    if person_id == request.viewer.id:
        raise Http404
    known = {"row": row, "to_hand_over": to_hand_over(request.viewer, person_id)}
    if request.method != "POST":
        return show(request, "people/admin/staff_leave.html", known)
    try:
        actions.disable_staff(by=request.viewer, person=row.person)
        tell(request, _("They are signed out everywhere, and cannot sign in again."))
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("people:staff-member", person_id)


@page(ADMINISTRATORS)
def team_list(request: Request) -> HttpResponse:
    """All teams, and a new one."""
    form = TeamForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/admin/teams.html", form, {"teams": teams(request.viewer)})
    try:
        actions.make_team(by=request.viewer, **form.cleaned_data)
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/admin/teams.html", form, {"teams": teams(request.viewer)})
    tell(request, _("The team is there. You can invite people to it now."))
    return redirect("people:teams")


def _row(request: Request, person_id: uuid.UUID) -> StaffRow:
    row = staff_member(request.viewer, person_id)
    if row is None:
        raise Http404
    return row
