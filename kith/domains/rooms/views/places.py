"""Setting up houses and rooms, for administrators: nothing that was written inside is shown here."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries import team
from kith.domains.rooms import actions
from kith.domains.rooms.forms.places import (
    AgreementForm,
    ApartForm,
    HouseForm,
    NoticeForm,
    ReaderForm,
    RoomForm,
    RulesForm,
)
from kith.domains.rooms.queries import (
    House,
    RoomSetUp,
    free_teams,
    house,
    houses,
    notice_to_take_down,
    possible_readers,
    reader_to_end,
    room_set_up,
    shared_rooms,
)
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.forms import Form
from kith.ui.pages import show, show_form, tell

ADMINISTRATORS = role("administrator")


@page(ADMINISTRATORS)
def house_list(request: Request) -> HttpResponse:
    """All houses with their rooms."""
    known = {"houses": houses(request.viewer), "shared": shared_rooms(request.viewer)}
    return show(request, "rooms/admin/houses.html", known)


@page(ADMINISTRATORS)
def house_new(request: Request) -> HttpResponse:
    """Set up a house."""
    form = HouseForm(_posted(request), offered={"team": free_teams(request.viewer)})
    if form.is_valid():
        given = form.cleaned_data
        starter = "" if given["starter"] == "none" else given["starter"]
        about = {"name": given["name"], "look": given["look"], "team": team(request.viewer, given["team"])}
        if _done(form, lambda: actions.set_up_community(by=request.viewer, starter=starter, **about)):
            tell(request, _("The house is set up. It stays closed until you open it."))
            return redirect("rooms:houses")
    return show_form(request, "rooms/admin/house_new.html", form)


@page(ADMINISTRATORS)
def house_page(request: Request, code: str) -> HttpResponse:
    """One house: its rooms, what it agrees on, and opening it."""
    known = _house(request, code)
    form = Form(_posted(request))
    if form.is_valid() and _done(form, lambda: actions.open_community(by=request.viewer, community=known.community)):
        tell(request, _("The house is open. Everybody with a key can come in."))
        return redirect("rooms:house", code)
    return show_form(request, "rooms/admin/house.html", form, {"house": known})


@page(ADMINISTRATORS)
def house_look(request: Request, code: str) -> HttpResponse:
    """Change the colour of a house."""
    known, look = _house(request, code), request.POST.get("look", "")
    if request.method != "POST" or look not in dict(HouseForm.base_fields["look"].choices):  # type: ignore[attr-defined]
        raise Http404
    actions.change_look(by=request.viewer, community=known.community, look=look)
    tell(request, _("Saved."))
    return redirect("rooms:house", code)


@page(ADMINISTRATORS)
def agreement_new(request: Request, code: str) -> HttpResponse:
    """Write the next version of what members agree on."""
    known = _house(request, code)
    now = known.agreement
    first = {"lines": "\n".join(now.lines), "lines_cy": "\n".join(now.lines_cy)} if now else {}
    form = AgreementForm(_posted(request), initial=first)
    if form.is_valid() and _done(
        form, lambda: actions.write_agreement(by=request.viewer, community=known.community, **form.said())
    ):
        tell(request, _("Saved. Everybody reads it before they next come in."))
        return redirect("rooms:house", code)
    return show_form(request, "rooms/admin/agreement.html", form, {"house": known})


@page(ADMINISTRATORS)
def room_new(request: Request, code: str) -> HttpResponse:
    """Add a room to a house."""
    known = _house(request, code)
    first = {"slow_seconds": 0, "quiet_slow_seconds": 0, "reply_hours": 24, "is_open": True}
    form = RoomForm(_posted(request), initial=first)
    if form.is_valid():
        about = {"name": form.cleaned_data["name"], "for_whom": form.cleaned_data["for_whom"], "rules": form.rules()}
        if _done(form, lambda: actions.add_room(by=request.viewer, community=known.community, **about)):
            tell(request, _("The room is there. Give keys from the pages of the people it is for."))
            return redirect("rooms:house", code)
    return show_form(request, "rooms/admin/room_new.html", form, {"house": known})


@page(ADMINISTRATORS)
def room_page(request: Request, slug: str) -> HttpResponse:
    """One room: its noticeboard, who reads it, what it is kept apart from, and its rules."""
    known = _room(request, slug)
    forms = {
        "notice": NoticeForm(),
        "reader": ReaderForm(offered={"person": possible_readers(request.viewer)}),
        "apart": ApartForm(offered={"other": [(one.slug, one.name) for one in known.others]}),
    }
    return show(request, "rooms/admin/room.html", {"known": known, "room": known.room, "forms": forms})


@page(ADMINISTRATORS)
def room_rules(request: Request, slug: str) -> HttpResponse:
    """Change what stands on a door and the rules of a room."""
    known = _room(request, slug)
    form = RulesForm(_posted(request), room=known.room, initial=RulesForm.first(known.room))
    if form.is_valid():
        actions.change_room(by=request.viewer, room=known.room, rules=form.rules())
        tell(request, _("Saved."))
        return redirect("rooms:room-setup", slug)
    return show_form(request, "rooms/admin/room_rules.html", form, {"room": known.room})


@page(ADMINISTRATORS)
def room_notice(request: Request, slug: str) -> HttpResponse:
    """Hang a line on the noticeboard."""
    known, form = _room(request, slug), NoticeForm(_posted(request))
    if not form.is_valid():
        return show_form(request, "rooms/admin/room_form.html", form, {"room": known.room, "back": slug})
    actions.put_up_notice(by=request.viewer, room=known.room, words=form.cleaned_data["words"])
    return _said(request, slug, _("It hangs on the noticeboard."))


@page(ADMINISTRATORS)
def notice_end(request: Request, slug: str, notice_id: uuid.UUID) -> HttpResponse:
    """Take a line off the noticeboard."""
    notice = notice_to_take_down(request.viewer, notice_id)
    if notice is None or request.method != "POST":
        raise Http404
    actions.take_down_notice(by=request.viewer, notice=notice)
    return _said(request, slug, _("It hangs there no longer."))


@page(ADMINISTRATORS)
def room_clinicians(request: Request, slug: str) -> HttpResponse:
    """Let clinicians read a room, after it was announced, or no longer."""
    known = _room(request, slug)
    if request.method != "POST":
        raise Http404
    may_read = not known.room.clinicians_read
    actions.let_clinicians_read(by=request.viewer, room=known.room, may_read=may_read)
    words = _("The noticeboard says so now. They can read it in two days.") if may_read else _("They no longer can.")
    return _said(request, slug, words)


@page(ADMINISTRATORS)
def room_reader(request: Request, slug: str) -> HttpResponse:
    """Name one more reader."""
    known = _room(request, slug)
    form = ReaderForm(_posted(request), offered={"person": possible_readers(request.viewer)})
    if form.is_valid():
        about = {"person_id": uuid.UUID(form.cleaned_data["person"]), "why": form.cleaned_data["why"]}
        if _done(form, lambda: actions.name_reader(by=request.viewer, room=known.room, **about)):
            return _said(request, slug, _("The noticeboard says so now. They can read it in two days."))
    return show_form(request, "rooms/admin/room_form.html", form, {"room": known.room, "back": slug})


@page(ADMINISTRATORS)
def reader_end(request: Request, slug: str, reader_id: uuid.UUID) -> HttpResponse:
    """Let a named reader read no longer."""
    reader = reader_to_end(request.viewer, reader_id)
    if reader is None or request.method != "POST":
        raise Http404
    actions.end_reader(by=request.viewer, reader=reader)
    return _said(request, slug, _("They no longer can."))


@page(ADMINISTRATORS)
def room_apart(request: Request, slug: str) -> HttpResponse:
    """Keep two rooms apart, or allow both keys again."""
    known, other = _room(request, slug), room_set_up(request.viewer, request.POST.get("other", ""))
    if request.method != "POST" or other is None:
        raise Http404
    is_apart = "together" not in request.POST
    try:
        actions.keep_rooms_apart(by=request.viewer, room=known.room, other=other.room, is_apart=is_apart)
    except NotPossible as refusal:
        return _said(request, slug, refusal.message)
    return _said(request, slug, _("Saved."))


def _house(request: Request, code: str) -> House:
    found = house(request.viewer, code)
    if found is None:
        raise Http404
    return found


def _room(request: Request, slug: str) -> RoomSetUp:
    found = room_set_up(request.viewer, slug)
    if found is None:
        raise Http404
    return found


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _done(form: Any, act: Callable[[], object]) -> bool:
    """Do it; what is not possible is said on the form."""
    try:
        act()
    except NotPossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _said(request: Request, slug: str, words: str) -> HttpResponse:
    tell(request, words)
    return redirect("rooms:room-setup", slug)
