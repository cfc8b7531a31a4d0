"""The map on screen. Each change is an ordinary form; a page with scripts asks for JSON and swaps the board."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.domains.network import actions, queries
from kith.domains.network.forms import AddTie, ChangeTie
from kith.domains.network.models import Circle, NetworkMap
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

_KEPT = gettext_lazy("This was changed in another window. Your words are still here. Press Save to keep them.")

Act = Callable[[NetworkMap, int], str]


@page(MEMBERS)
@require_GET
def map_page(request: Request) -> HttpResponse:
    """The map: add, list, picture."""
    return show(request, "network/map.html", {"board": queries.board(request.viewer), "form": AddTie()})


@page(MEMBERS)
@require_POST
def ties(request: Request) -> HttpResponse:
    """Add someone or something."""
    form = AddTie(request.POST)
    if form.is_valid():
        try:
            network_map = queries.own_map(request.viewer) or actions.start_map(by=request.viewer)
            actions.add_tie(by=request.viewer, network_map=network_map, **form.cleaned_data)
            words = _("%(who)s is on your map now.")
            return _answer(request, words, form.cleaned_data["name"])
        except NotPossible as problem:
            form.add_error(problem.field, problem.message)
    if _wants_json(request):
        return JsonResponse({"form": _draw(request, "network/parts/add.html", form=form)}, status=422)
    return show_form(request, "network/map.html", form, {"board": queries.board(request.viewer)})


@page(MEMBERS)
@require_http_methods(["GET", "POST"])
def tie(request: Request, tie_id: uuid.UUID) -> HttpResponse:
    """Say more about it, or something else."""
    known = queries.tie(request.viewer, tie_id)
    if known is None:
        raise Http404
    form = ChangeTie(request.POST) if request.method == "POST" else ChangeTie.of(known)
    is_outdated = False
    if form.is_bound and form.is_valid():
        version = _number(request.POST.get("version", ""))
        try:
            actions.change_tie(
                by=request.viewer, network_map=known.network_map, tie_id=tie_id, version=version, said=form.said()
            )
            return _answer(request, _("%(who)s: your change is saved."), form.said()["name"])
        except NotPossible as problem:
            is_outdated = isinstance(problem, actions.Outdated)
            form.add_error(problem.field, _KEPT if is_outdated else problem.message)
    answer = show_form(request, "network/tie.html", form, {"tie": known, "version": known.network_map.version})
    answer.status_code = 409 if is_outdated else answer.status_code
    return answer


@page(MEMBERS)
@require_POST
def circle(request: Request, tie_id: uuid.UUID) -> HttpResponse:
    """Move it to another circle."""

    def act(network_map: NetworkMap, version: int) -> str:
        to = request.POST.get("circle", "")
        actions.move_tie(by=request.viewer, network_map=network_map, tie_id=tie_id, circle=to, version=version)
        return _("%(who)s is now in “%(circle)s”.") % {"who": "%(who)s", "circle": Circle(to).label}

    return _do(request, act, tie_id)


@page(MEMBERS)
@require_POST
def privacy(request: Request, tie_id: uuid.UUID) -> HttpResponse:
    """Keep it off the screen and off print, or show it again."""

    def act(network_map: NetworkMap, version: int) -> str:
        said = actions.Said(is_private=request.POST.get("private") == "on")
        actions.change_tie(by=request.viewer, network_map=network_map, tie_id=tie_id, version=version, said=said)
        hidden = _("Kept private now. It is off the screen and off print.")
        return hidden if said["is_private"] else _("%(who)s is shown again.")

    return _do(request, act, tie_id)


@page(MEMBERS)
@require_POST
def removal(request: Request, tie_id: uuid.UUID) -> HttpResponse:
    """Take it off the map."""

    def act(network_map: NetworkMap, version: int) -> str:
        actions.remove_tie(by=request.viewer, network_map=network_map, tie_id=tie_id, version=version)
        return _("%(who)s is off your map. You can undo this.")

    return _do(request, act, tie_id)


@page(MEMBERS)
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back the last change."""

    def act(network_map: NetworkMap, version: int) -> str:
        change = actions.undo(by=request.viewer, network_map=network_map, version=version)
        if change.before is None or change.is_private:
            return _("Your last change is taken back.")
        return _("%(who)s is as it was before.").replace("%(who)s", _named(request, change.before["name"]))

    return _do(request, act)


@page(MEMBERS)
@require_POST
def finish(request: Request) -> HttpResponse:
    """That is my map for now; also when nothing is on it."""
    network_map = queries.own_map(request.viewer) or actions.start_map(by=request.viewer)
    actions.finish(by=request.viewer, network_map=network_map)
    return HttpResponseRedirect(f"{reverse('network:map')}#finished")


def _do(request: Request, act: Act, tie_id: uuid.UUID | None = None) -> HttpResponse:
    """Do one thing with the person's map, and answer with the map as it is then."""
    network_map = queries.own_map(request.viewer)
    if network_map is None:
        raise Http404
    known = queries.tie(request.viewer, tie_id) if tie_id else None
    try:
        words = act(network_map, _number(request.POST.get("version", "")))
    except NotPossible as problem:
        return _answer(request, problem.message, status=409 if isinstance(problem, actions.Outdated) else 422)
    return _answer(request, words, known.name if known else "")


def _answer(request: Request, words: str, who: str = "", *, status: int = 200) -> HttpResponse:
    """The new board for a page with scripts; else back to the map, with words that name nobody (they pass a cookie)."""
    if not _wants_json(request):
        tell(request, words.replace("%(who)s", _named(request, "")))
        return HttpResponseRedirect(reverse("network:map"))
    since = _number(request.POST.get("version", ""), None)
    board = queries.board(request.viewer, since if status == 409 else None)
    told = {
        "said": words.replace("%(who)s", who),
        "version": board.version,
        "board": _draw(request, "network/parts/board.html", board=board),
    }
    return JsonResponse(told, status=status)


def _named(request: Request, name: str) -> str:
    """The name, for a page with scripts; words for the next page pass a cookie and name nobody."""
    return name if _wants_json(request) else _("It")


def _draw(request: Request, template: str, **context: object) -> str:
    return render_to_string(template, {"viewer": request.viewer, **context}, request=request, using="jinja2")


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _number(text: str, otherwise: int | None = 0) -> int:
    return int(text) if text.isdecimal() else otherwise  # type: ignore[return-value]
