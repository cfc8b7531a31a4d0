"""The people a worker works with: the list, one person, a new person, doing things together, keys."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.forms.desk import ROUTES, ContactForm, InvolveForm, PersonForm, TogetherForm
from kith.domains.people.models import KeyState, Person, Team
from kith.domains.people.queries import caseload, colleagues, involvement_of, own_teams, person_file, team_of
from kith.domains.people.queries.caseload import PersonFile
from kith.domains.people.queries.reach import routes_in_words
from kith.domains.people.views.together import doors_to
from kith.kernel.access import may
from kith.kernel.pages import STAFF, Request, page, role
from kith.kernel.ports import doorways_for, person_doorways
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

CARE = role("link_worker", "facilitator", "clinician", "peer_worker")
A_PAGE, MOST_FOUND = 20, 100


@page(STAFF)
def people(request: Request) -> HttpResponse:
    """The people on one's caseload. A name to look for is posted, so that it stays out of addresses and histories."""
    words = request.POST.get("q", "").strip()[:80]
    size = MOST_FOUND if words else A_PAGE
    rows = Paginator(caseload(request.viewer, words), size).get_page(request.GET.get("page"))
    return show(
        request, "people/desk/people.html", {"rows": rows, "words": words, "may_add": CARE.admits(request.viewer)}
    )


@page(CARE)
def person_new(request: Request) -> HttpResponse:
    """Add a person one works with; they need no phone, no e-mail, no login."""
    form = PersonForm(request.POST or None, teams=own_teams(request.viewer))
    if not form.is_valid():
        return show_form(request, "people/desk/person_new.html", form)
    given = form.cleaned_data
    try:
        person = actions.add_person(
            by=request.viewer,
            team=form.chosen_team,
            name=given["name"],
            known_as=given["known_as"],
            contact=form.contact(),
            why=given["why"],
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/desk/person_new.html", form)
    tell(request, _("You added %(name)s. Next, give them a key or do something together.") % {"name": given["name"]})
    return redirect("people:person", person.pk)


@page(STAFF)
def person(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """What the team knows of one person. The person can see who looked."""
    known = _file(request, person_id)
    actions.look(by=request.viewer, person=known.person)
    acting = request.session.get("on_behalf", {}).get(str(person_id))
    around = {
        "acting": actions.WAYS.get(acting, acting),
        "doors": doors_to(person_id) if acting else [],
        "routes": dict(ROUTES),
        "standings": dict(KeyState.choices),
        "reached_by": routes_in_words(request.viewer, person_id),
        "doorways": doorways_for(request.viewer, person_doorways),
    }
    return show(request, "people/desk/person.html", {"file": known, **around})


@page(STAFF)
def together(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Say how the person takes part, then use their own pages with them."""
    known = _file(request, person_id)
    form = TogetherForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/desk/together.html", form, {"file": known})
    try:
        how = actions.begin_on_behalf(by=request.viewer, person=known.person, how=form.cleaned_data["how"])
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/desk/together.html", form, {"file": known})
    request.session["on_behalf"] = {str(person_id): how}
    return redirect("people:person", person_id)


@page(STAFF)
def together_end(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Stop doing things for the person."""
    known = _file(request, person_id)
    if request.method == "POST":
        request.session.pop("on_behalf", None)
        tell(request, _("You are yourself again. What you wrote together is kept in their pages."))
    return redirect("people:person", known.person.pk)


@page(STAFF)
def person_contact(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Correct how the person can be reached."""
    known = _file(request, person_id)
    form = ContactForm(request.POST or None, initial={**known.contact, "known_as": known.person.known_as})
    if not form.is_valid():
        return show_form(request, "people/desk/contact.html", form, {"file": known})
    actions.change_contact(
        by=request.viewer, person=known.person, contact=form.contact(), known_as=form.cleaned_data["known_as"]
    )
    tell(request, _("Saved. From now on the team sees the new details."))
    return redirect("people:person", person_id)


@page(STAFF)
def involve(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Let a colleague work with the person too."""
    known = _file(request, person_id)
    form = InvolveForm(request.POST or None, colleagues=colleagues(request.viewer))
    if not form.is_valid():
        return show_form(request, "people/desk/involve.html", form, {"file": known})
    try:
        actions.begin_involvement(
            by=request.viewer,
            person=known.person,
            team=_team(request, known.person),
            worker_id=uuid.UUID(form.cleaned_data["worker"]),
            why=form.cleaned_data["why"],
        )
    except NotPossible as refusal:
        form.add_error("worker", refusal.message)
        return show_form(request, "people/desk/involve.html", form, {"file": known})
    tell(request, _("They see each other's names from now on."))
    return redirect("people:person", person_id)


@page(STAFF)
def involvement_end(request: Request, person_id: uuid.UUID, involvement_id: uuid.UUID) -> HttpResponse:
    """Stop working with the person, after one more question."""
    known, involvement = _file(request, person_id), involvement_of(request.viewer, involvement_id)
    if involvement is None or involvement.person_id != person_id:
        raise Http404
    if not may(request.viewer, "people.end_involvement", involvement):
        raise Http404
    if request.method != "POST":
        return show(request, "people/desk/involvement_end.html", {"file": known, "involvement": involvement})
    actions.end_involvement(by=request.viewer, involvement=involvement)
    tell(request, _("This has ended. What was written stays with the person."))
    return redirect("people:people")


def _file(request: Request, person_id: uuid.UUID) -> PersonFile:
    known = person_file(request.viewer, person_id)
    if known is None:
        raise Http404
    return known


def _team(request: Request, person: Person) -> Team:
    found = team_of(request.viewer, person)
    if found is None:
        raise NotPossible(_("None of your teams works with this person."))
    return found
