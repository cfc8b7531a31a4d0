"""Looking for things to do: a form that is an address, a list, a simple map, and other ways in when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kith.domains.directory import queries
from kith.domains.directory.forms import ALL, DISTANCES, FILTERS, SearchForm
from kith.domains.directory.models import Kind
from kith.domains.directory.queries.search import Results
from kith.domains.directory.views.place import look_near, near
from kith.kernel.access import Viewer
from kith.kernel.pages import MEMBERS, PUBLIC, Request, also, page
from kith.kernel.ports import card_actions
from kith.ui.pages import show

ANYBODY = also(PUBLIC, MEMBERS)
FURTHEST_PAGE = 200
_COSTS = (("free", "free", gettext_lazy("Free")),)
_HOW = (
    ("in_person", gettext_lazy("In person")),
    ("online", gettext_lazy("Online")),
    ("phone", gettext_lazy("By phone")),
)
_WITHOUT = {
    "days": gettext_lazy("Any day"),
    "parts": gettext_lazy("Any time of day"),
    "cost": gettext_lazy("Any cost"),
    "access": gettext_lazy("Without the access filter"),
    "formats": gettext_lazy("In person, online or by phone"),
    "kinds": gettext_lazy("Any kind"),
}


@dataclass(frozen=True)
class Way:
    """A link to the same search with one thing changed."""

    words: str
    href: str
    count: int | None = None


@page(ANYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def things_to_do(request: Request) -> HttpResponse:
    """What there is near you, for everybody to look through. What is asked is an address, but never the postcode."""
    asked = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" or "near" in asked:
        look_near(request, asked.get("near", ""))
        return redirect(_address(asked))
    form = SearchForm(asked, near(request))
    number = min(_number(asked.get("page", "")), FURTHEST_PAGE)
    found = queries.search(request.viewer, form.search(number))
    known = {"form": form, "found": found, "number": number, "offered": offered(request.viewer)}
    known |= _shown(found, number) | _ways(form.asked, found, number)
    if not found.total:
        known |= _instead(request.viewer, form.asked, found)
    return show(request, "directory/things_to_do.html", known)


def _shown(found: Results, number: int) -> dict[str, Any]:
    """The cards, and where they stand on the map."""
    first = (number - 1) * found.search.size + 1
    cards = [queries.card(hit) for hit in found.hits]
    return {"cards": cards, "first": first, "picture": queries.picture(found.hits, found.here, first)}


def _ways(asked: QueryDict, found: Results, number: int) -> dict[str, Any]:
    """The same search with something changed."""
    return {
        "pages": _pages(asked, found, number),
        "chosen": _without(asked),
        "narrower": _narrower(asked, found),
        "everyone": Way(_("Show things for patients or by referral too"), _address(asked, who=ALL)),
    }


def _instead(viewer: Viewer, asked: QueryDict, found: Results) -> dict[str, Any]:
    """Other ways in when nothing fits."""
    other = queries.instead(viewer, found.search, found.here)
    nearest, from_home = ([queries.card(hit) for hit in hits] for hits in (other.nearest, other.from_home))
    return {"wider": _wider(asked), "nearest": nearest, "from_home": from_home}


def offered(viewer: Viewer) -> list[Any]:
    """What this viewer may do with a thing."""
    return [one for one in card_actions if one.is_for(viewer)]


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1


def _address(asked: QueryDict, **changes: str | int) -> str:
    """This search with some answers changed; always from its first page, and without the postcode."""
    query = QueryDict(mutable=True)
    for name in ("words", "who", *FILTERS):
        given = [str(changes[name])] if name in changes else asked.getlist(name)
        query.setlist(name, [value for value in given if value])
    return f"{reverse('directory:things-to-do')}?{query.urlencode()}".rstrip("?")


def _pages(asked: QueryDict, found: Results, number: int) -> dict[str, str]:
    base = _address(asked)
    page = f"{base}{'&' if '?' in base else '?'}page="
    pages = {"before": f"{page}{number - 1}"} if number > 1 else {}
    return pages | ({"after": f"{page}{number + 1}"} if number < min(found.pages, FURTHEST_PAGE) else {})


def _narrower(asked: QueryDict, found: Results) -> list[tuple[str, list[Way]]]:
    """How many there are of each kind, cost and way of taking part, as links."""
    kinds, cost, how = (found.facets.get(name, {}) for name in ("kinds", "cost", "format"))
    of_kind = [
        Way(str(Kind(code).label), _address(asked, kinds=code), count)
        for code, count in sorted(kinds.items(), key=lambda item: -item[1])
        if code in Kind.values
    ]
    free = [Way(str(label), _address(asked, cost=value), cost[code]) for code, value, label in _COSTS if cost.get(code)]
    ways = [Way(str(label), _address(asked, formats=code), how[code]) for code, label in _HOW if how.get(code)]
    groups = [(_("Kind"), [] if asked.getlist("kinds") else of_kind)]
    groups += [(_("Cost"), [] if asked.get("cost") else free), (_("How"), [] if asked.getlist("formats") else ways)]
    return [(name, found_ways) for name, found_ways in groups if found_ways]


def _wider(asked: QueryDict) -> list[Way]:
    """A larger circle, one filter less, and nothing but the words."""
    distance = asked.get("distance", "")
    ways = []
    if distance.isdecimal():
        larger = next((km for km in DISTANCES if km > int(distance)), None)
        if larger:
            ways.append(Way(_("Look within %(km)s km") % {"km": larger}, _address(asked, distance=larger)))
        ways.append(Way(_("Any distance"), _address(asked, distance="")))
    ways += _without(asked)
    if asked.get("who") != ALL:
        ways.append(Way(_("Show things for patients or by referral too"), _address(asked, who=ALL)))
    if asked.get("words"):
        ways.append(Way(_("Show everything near, without the words"), _address(asked, words="")))
    return ways


def _without(asked: QueryDict) -> list[Way]:
    """For each filter that is set, the same search without it."""
    chosen = [name for name in FILTERS if name in _WITHOUT and any(asked.getlist(name))]
    return [Way(str(_WITHOUT[name]), _address(asked, **{name: ""})) for name in chosen]
