"""The host's page: being there, hiding a line, slowing the room, a word to one member, handing over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.domains.rooms import actions
from kith.domains.rooms.forms.talk import SlowForm, TurnForm, WhisperForm
from kith.domains.rooms.models import Line, RoomKind
from kith.domains.rooms.queries.hosting import colleagues_here, own_hosting, state_of
from kith.domains.rooms.queries.lines import last_seq, line_of_room, lines_for_host
from kith.domains.rooms.queries.seats import Seat, seat_of
from kith.domains.rooms.talking import HOSTS
from kith.domains.rooms.views.entering import Inside, inside
from kith.domains.safety.queries.found import reasons
from kith.kernel.access import may
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

HOST = role(*HOSTS)
_DONE = {
    "hide": gettext_lazy("The line is hidden. Its writer is told why, and can ask somebody to look again."),
    "aside": gettext_lazy("The line waits for a moderator. Its writer is told why."),
    "show": gettext_lazy("The line is shown."),
}


@page(HOST)
@inside
@require_GET
def host(request: Request, inside: Inside) -> HttpResponse:
    """The room as its host sees it."""
    return show(request, "rooms/host.html", _around(request, inside))


@page(HOST)
@inside
@require_POST
def host_do(request: Request, inside: Inside, what: str) -> HttpResponse:
    """Sit down, stay, get up, hand over, slow the room."""
    verbs: dict[str, Callable[[Request, Inside], str | HttpResponse]] = {
        "here": _sit,
        "still-here": _stay,
        "leave": _leave,
        "hand-over": _hand_over,
        "slow": _slow,
    }
    if what not in verbs:
        raise Http404
    try:
        answer = verbs[what](request, inside)
    except NotPossible as no:
        answer = no.message
    if isinstance(answer, HttpResponse):
        return answer
    tell(request, answer)
    return redirect("rooms:host", inside.room.slug)


@page(HOST)
@inside
@require_POST
def host_line(request: Request, inside: Inside, seq: int, what: str) -> HttpResponse:
    """Hide a line, let it wait for a moderator, or show it again."""
    line, why = _line(request, inside, seq), request.POST.get("why", "")
    verbs: dict[str, Callable[[], None]] = {
        "hide": lambda: actions.hide_line(by=request.viewer, line=line, why=why),
        "aside": lambda: actions.put_line_aside(by=request.viewer, line=line, why=why),
        "show": lambda: actions.show_line(by=request.viewer, line=line),
    }
    if what not in verbs:
        raise Http404
    try:
        verbs[what]()
    except NotPossible as no:
        tell(request, no.message)
    else:
        tell(request, str(_DONE[what]))
    return redirect("rooms:host", inside.room.slug)


@page(HOST)
@inside
@require_http_methods(["GET", "POST"])
def host_whisper(request: Request, inside: Inside, seq: int) -> HttpResponse:
    """Say something to the writer of a line alone."""
    line = _line(request, inside, seq)
    form = WhisperForm(request.POST or None)
    if form.is_valid():
        actions.whisper(by=request.viewer, line=line, body=form.cleaned_data["body"])
        tell(request, _("Only they can see it. It is on their page now."))
        return redirect("rooms:host", inside.room.slug)
    return show_form(request, "rooms/whisper.html", form, {"room": inside.room, "line": line})


def _sit(request: Request, inside: Inside) -> str:
    form = TurnForm(request.POST)
    minutes = int(form.cleaned_data["minutes"]) if form.is_valid() else 0
    actions.begin_hosting(by=request.viewer, room=inside.room, minutes=minutes)
    return _("You are the host now. Everybody can see that. Keep this page open.")


def _stay(request: Request, inside: Inside) -> HttpResponse:
    """Asked by the page itself every few seconds."""
    is_here = actions.stay_here(by=request.viewer, room=inside.room)
    return JsonResponse({"here": is_here})


def _leave(request: Request, inside: Inside) -> str:
    actions.end_hosting(by=request.viewer, room=inside.room)
    return _("You have left the host's chair. The room says so.")


def _hand_over(request: Request, inside: Inside) -> str:
    actions.offer_hosting(by=request.viewer, room=inside.room, is_on=request.POST.get("off") is None)
    return _("When a colleague sits down, your turn ends 15 seconds later. Until then you are the host.")


def _slow(request: Request, inside: Inside) -> str:
    form = SlowForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.slow_down(by=request.viewer, room=inside.room, seconds=int(form.cleaned_data["seconds"]))
    return _("The room is told.")


def _line(request: Request, inside: Inside, seq: int) -> Line:
    line = line_of_room(request.viewer, _seat(request, inside), seq)
    if line is None:
        raise Http404
    return line


def _seat(request: Request, inside: Inside) -> Seat:
    return seat_of(request.viewer, inside.room, inside.me)


def _around(request: Request, inside: Inside) -> dict[str, Any]:
    viewer, room = request.viewer, inside.room
    if room.kind != RoomKind.LIVING_ROOM:
        raise Http404
    return {
        "room": room,
        "me": inside.me,
        "newest": last_seq(viewer, room.pk),
        "lines": lines_for_host(viewer, _seat(request, inside)),
        "state": state_of(viewer, room),
        "mine": own_hosting(viewer, room),
        "others": colleagues_here(viewer, room),
        "may_act": may(viewer, "rooms.slow_down", room),
        "may_hide": may(viewer, "rooms.hide_line", room),
        "reasons": reasons(),
        "turn_form": TurnForm(),
        "slow_form": SlowForm(),
    }
