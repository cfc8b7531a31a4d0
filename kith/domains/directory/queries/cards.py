"""A thing to do as its card shows it, whether it was found by a search, suggested as an idea, or opened by name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kith.domains.directory import words
from kith.domains.directory.matching.freshness import Freshness, freshness
from kith.domains.directory.models import Access, PlaceKind
from kith.kernel.clock import today

if TYPE_CHECKING:
    import datetime as dt

    from kith.domains.directory.matching.candidate import Candidate
    from kith.domains.directory.models import Listing
    from kith.domains.directory.queries.search import Hit

TIMES_SHOWN = 2


@dataclass(frozen=True)
class Label:
    """A word on a card, and the colour it stands on."""

    words: str
    tone: str = "grey"


@dataclass(frozen=True)
class Card:
    """What a card says. An empty `when` or `cost` is drawn as "not known: ask"."""

    id: uuid.UUID
    slug: str
    name: str
    organisation: str
    summary: str
    where: str
    when: tuple[str, ...]
    cost: str
    labels: tuple[Label, ...]
    access: tuple[str, ...]
    freshness: str
    is_checked: bool
    cautions: tuple[str, ...]
    is_on_the_map: bool


def card(thing: Hit | Listing | Candidate, *, km: float | None = None, as_of: dt.date | None = None) -> Card:
    """The card of a search hit, a listing, or the candidate of an idea (give its `km` with it)."""
    day = as_of or today()
    yes = frozenset(_either(thing, "known_yes", "yes") or ())
    organisation = str(_either(thing, "organisation_name", "organisation") or "")
    return Card(
        id=thing.id if isinstance(thing.id, uuid.UUID) else uuid.UUID(thing.id),
        slug=thing.slug,
        name=thing.name,
        organisation="" if organisation == thing.name else organisation,
        summary=thing.summary,
        where=", ".join(filter(None, _where(thing, getattr(thing, "km", None) if km is None else km))),
        when=_when(thing),
        cost=words.cost(thing.is_free, thing.price, str(_either(thing, "cost_words") or "")),
        labels=tuple(_labels(thing)),
        access=tuple(words.labels([code for code in Access.values if code in yes])),
        freshness=words.checked(thing.assured_on, day),
        is_checked=freshness(thing.assured_on, day) is Freshness.CHECKED,
        cautions=tuple(_cautions(thing, day)),
        is_on_the_map=thing.place_kind == PlaceKind.VENUE and thing.lat is not None,
    )


def _either(thing: Any, *names: str) -> Any:
    return next((getattr(thing, name) for name in names if hasattr(thing, name)), None)


def _where(thing: Any, km: float | None) -> list[str]:
    """The town, and how far: only a venue has a distance, an office is where the letters go."""
    formats = set(thing.formats or ())
    if thing.place_kind == PlaceKind.VENUE:
        town = getattr(thing, "town", "") or thing.postcode or thing.address
        return [town, words.distance(km) if km is not None else ""]
    if formats and formats <= {"online", "phone", "at_home"}:
        return [", ".join(words.labels(sorted(formats)))]
    if thing.scope == "national":
        return [_("Anywhere in the country")]
    if getattr(thing, "area", ""):
        return [_("In this area: %(area)s") % {"area": thing.area}]
    return [_("Ask where it happens")]


def _when(thing: Any) -> tuple[str, ...]:
    lines = words.times(getattr(thing, "hours", None) or (), sorted(thing.days or ()))
    own_words = str(_either(thing, "hours_words") or "")
    if not lines:
        lines = [line.strip()[:120] for line in own_words.splitlines() if line.strip()]
    if len(lines) > TIMES_SHOWN:
        return (*lines[:TIMES_SHOWN], _("and at other times"))
    return tuple(lines)


def _labels(thing: Any) -> list[Label]:
    found = []
    if thing.sector == "statutory":
        found.append(Label(_("Run by the council"), "sky"))
    elif thing.sector == "clinical":
        found.append(Label(_("Health service"), "sky"))
    if thing.needs_referral:
        found.append(Label(_("For patients: somebody refers you"), "sand"))
    elif thing.open_to_everyone:
        found.append(Label(_("Open to everyone"), "sage"))
    elif thing.open_to_everyone is False:
        found.append(Label(_("Not for everyone: see for whom"), "sand"))
    return found


def _cautions(thing: Any, day: dt.date) -> list[str]:
    found = words.cautions(sorted(thing.cautions))
    ends = getattr(thing, "runs_until", None)
    if thing.place_kind == PlaceKind.OFFICE:
        found.append(_("The address is an office. Ask where it happens."))
    if ends and ends < day:
        found.append(_("The times we know ended on %(day)s. Ask if it goes on.") % {"day": words.day_of(ends, day)})
    if getattr(thing, "has_closed", False):
        found.append(_("It is closed."))
    return found
