"""Ideas: three at a time, each with its reasons; "not for me" teaches at once and can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kith.domains.directory.queries import Card, Idea, card, listing, listings_by_id
from kith.domains.network import actions
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of, what_matters
from kith.kernel.access import Viewer
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.ports import CardAction, card_actions
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, tell

AT_ONCE, FURTHEST = 3, 60
NOT_FOR_ME = CardAction(
    label=lambda: _("Not for me"),
    address=lambda listing_id: reverse("network:not-for-me", args=[listing_id]),
    is_for=lambda viewer: viewer.is_member or viewer.on_behalf_of is not None,
)


@page(MEMBERS)
@require_GET
def ideas(request: Request) -> HttpResponse:
    """Three ideas, and three more."""
    skip = min(_number(request.GET.get("after", "")), FURTHEST)
    is_low_day = request.GET.get("day") == "low"
    found = actions.look_for_ideas(by=request.viewer, count=AT_ONCE, skip=skip, is_low_day=is_low_day)
    about = {
        "ideas": _with_cards(request.viewer, found.ideas),
        "instead": _with_cards(request.viewer, found.instead),
        "offered": [one for one in [*card_actions, NOT_FOR_ME] if one.is_for(request.viewer)],
        "known": what_matters(request.viewer),
    }
    where = {"skip": skip, "following": skip + AT_ONCE, "is_low_day": is_low_day}
    return show(request, "network/ideas.html", {"found": found, **about, **where})


def _with_cards(viewer: Viewer, found: Sequence[Idea]) -> list[tuple[Idea, Card]]:
    """Each idea with the directory's card of it, which says the idea's own cautions.

    A candidate holds what decides; only the listing has its town and its times.
    """
    known = listings_by_id(viewer, [uuid.UUID(idea.candidate.id) for idea in found])
    things = [(idea, known.get(uuid.UUID(idea.candidate.id), idea.candidate)) for idea in found]
    return [(idea, _with_cautions(card(thing, km=idea.distance_km), idea)) for idea, thing in things]


def _with_cautions(it: Card, idea: Idea) -> Card:
    """What the card says of its last check is not said twice."""
    return replace(it, cautions=tuple(words for words in idea.cautions if words.rstrip(".") != it.freshness))


@page(MEMBERS)
@require_POST
def not_for_me(request: Request, listing_id: uuid.UUID) -> HttpResponse:
    """Never suggest this again."""
    thing = listing(request.viewer, listing_id)
    if thing is None:
        raise Http404
    done = _("We will not suggest that again. You can bring it back on this page.")
    return _refuse(request, [*_refused(request), thing.name], done)


@page(MEMBERS)
@require_POST
def for_me_again(request: Request) -> HttpResponse:
    """It may be suggested after all."""
    words = request.POST.get("words", "")
    return _refuse(request, [one for one in _refused(request) if one != words], _("We may suggest it again."))


def _refused(request: Request) -> list[str]:
    return [said.words for said in what_matters(request.viewer).not_for_me]


def _refuse(request: Request, words: list[str], done: str) -> HttpResponse:
    try:
        say_what_matters(by=request.viewer, person=person_of(request.viewer), answers={"not_for_me": words})
    except NotPossible:
        done = _("You have said that many things are not for you. Take one back first, further down on this page.")
    tell(request, done)
    return HttpResponseRedirect(reverse("network:ideas"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0
