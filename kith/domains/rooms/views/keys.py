"""The keys of somebody one works with: see, give, change into another, take back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries import person_file
from kith.domains.rooms import actions
from kith.domains.rooms.forms.keys import ConvertForm, GiveForm
from kith.domains.rooms.models import Key, KeyKind
from kith.domains.rooms.queries import keys_of, room_key, rooms_to_give
from kith.kernel.access import may
from kith.kernel.pages import STAFF, Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

GIVERS = role("clinician", "link_worker")


@page(STAFF)
def keys(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Which rooms somebody has keys to. It does not say whether they ever went in."""
    person = _person(request, person_id)
    known = {
        "person": person,
        "rows": keys_of(request.viewer, person_id),
        "may_give": may(request.viewer, "rooms.give_key", person),
    }
    return show(request, "rooms/desk/keys.html", known)


@page(GIVERS)
def key_give(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Give a key, after both names were read back."""
    person = _person(request, person_id)
    form = GiveForm(request.POST or None, rooms=rooms_to_give(request.viewer, person_id))
    known = {"person": person}
    if not form.is_valid():
        return show_form(request, "rooms/desk/key_give.html", form, known)
    if "sure" not in request.POST:
        return show(request, "rooms/desk/key_check.html", {**known, "form": form, "typed": _typed(request)})
    try:
        actions.give_key(by=request.viewer, person=person, **form.given())
    except NotPossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return show_form(request, "rooms/desk/key_give.html", form, known)
    tell(request, _("The door of %(room)s is open for them from that day on.") % {"room": form.chosen_room.name})
    return redirect("rooms:keys", person_id)


@page(GIVERS)
def key_convert(request: Request, person_id: uuid.UUID, key_id: uuid.UUID) -> HttpResponse:
    """Change a key into another, so that nobody stands outside in between."""
    person, key = _person(request, person_id), _key(request, person_id, key_id)
    first = {"room": key.room.slug, "kind": KeyKind.ALUMNI if key.kind == KeyKind.CARE else ""}
    form = ConvertForm(request.POST or None, rooms=rooms_to_give(request.viewer, person_id), initial=first)
    known = {"person": person, "key": key}
    if not form.is_valid():
        return show_form(request, "rooms/desk/key_convert.html", form, known)
    try:
        actions.convert_key(by=request.viewer, key=key, **form.given())
    except NotPossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return show_form(request, "rooms/desk/key_convert.html", form, known)
    tell(request, _("Their key to %(room)s became the new one.") % {"room": key.room.name})
    return redirect("rooms:keys", person_id)


@page(GIVERS)
def key_end(request: Request, person_id: uuid.UUID, key_id: uuid.UUID) -> HttpResponse:
    """Take a key back, after one more question."""
    person, key = _person(request, person_id), _key(request, person_id, key_id)
    known = {"person": person, "key": key, "is_waiting": key.kind == KeyKind.WAITING}
    if request.method != "POST":
        return show(request, "rooms/desk/key_end.html", known)
    try:
        actions.take_back_key(by=request.viewer, key=key, is_mistake="mistake" in request.POST)
    except NotPossible as refusal:
        return show(request, "rooms/desk/key_end.html", {**known, "refusal": refusal.message}, status=422)
    tell(request, _("The door of %(room)s is closed for them now.") % {"room": key.room.name})
    return redirect("rooms:keys", person_id)


def _person(request: Request, person_id: uuid.UUID) -> Any:
    known = person_file(request.viewer, person_id)
    if known is None:
        raise Http404
    return known.person


def _key(request: Request, person_id: uuid.UUID, key_id: uuid.UUID) -> Key:
    key = room_key(request.viewer, key_id)
    if key is None or key.person_id != person_id:
        raise Http404
    return key


def _typed(request: Request) -> list[tuple[str, str]]:
    """What was typed, to be posted again unchanged."""
    return [(name, str(value)) for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "sure"}]
