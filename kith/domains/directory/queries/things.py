"""One thing to do with all that is known of it: each fact, whose word it is and since when, and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.directory import words
from kith.domains.directory.models import FACTS, Access, Claim, Expect, Fit, Listing, Question, SaidBy
from kith.domains.directory.projection import Told, told
from kith.domains.directory.queries.cards import Card, card
from kith.kernel.clock import today

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

PRACTICAL = ("opening", "is_free", "formats", "languages")
WHO = ("open_to_everyone", "needs_referral", "minimum_age", "audiences")
GROUPS = (
    (gettext_lazy("When and how"), PRACTICAL),
    (gettext_lazy("For whom"), WHO),
    (gettext_lazy("Getting in and around"), tuple(Access.values)),
    (gettext_lazy("How the group is"), tuple(Fit.values)),
    (gettext_lazy("What to expect"), tuple(Expect.values)),
)
ASKABLE = frozenset(fact for _name, facts in GROUPS for fact in facts)


@dataclass(frozen=True)
class Known:
    """A fact in words, and whose word it is."""

    fact: str
    label: str
    lines: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class NotKnown:
    """A fact nobody told us, and whether somebody asked already."""

    fact: str
    label: str
    is_asked: bool


@dataclass(frozen=True)
class Group:
    """Facts that belong together."""

    name: str
    known: tuple[Known, ...]
    not_known: tuple[NotKnown, ...]


@dataclass(frozen=True)
class Thing:
    """One listing as its page shows it."""

    listing: Listing
    card: Card
    groups: tuple[Group, ...]
    reach: tuple[str, ...]
    checked_by: str

    @property
    def known_count(self) -> int:
        return sum(len(group.known) for group in self.groups)

    @property
    def not_known_count(self) -> int:
        return sum(len(group.not_known) for group in self.groups)


def thing(viewer: Viewer, slug: str, *, km: float | None = None) -> Thing | None:
    """One thing to do by the name in its address."""
    listings = Listing.objects.visible_to(viewer).select_related("service", "place__location", "source")
    it = listings.filter(slug=slug).first()
    if it is None:
        return None
    claims = _claims_of(it)
    counts = told(claims, it.place_id)
    asked = frozenset(Question.objects.filter(service=it.service_id, answered_at=None).values_list("fact", flat=True))
    return Thing(
        listing=it,
        card=card(it, km=km),
        groups=tuple(_group(str(name), facts, it, counts, asked) for name, facts in GROUPS),
        reach=tuple(_reach(it)),
        checked_by=it.service.assured_by if it.assured_on else "",
    )


def _claims_of(it: Listing) -> list[Claim]:
    """Every claim about a listing, also those of entries that were made one with it."""
    of_this = Claim.objects.filter(service=it.service_id) | Claim.objects.filter(service__merged_into=it.service_id)
    return list(of_this.select_related("source"))


def _group(name: str, facts: tuple[str, ...], it: Listing, counts: Told, asked: frozenset[str]) -> Group:
    known, not_known = [], []
    for fact in facts:
        lines = in_words(it, fact, counts)
        label = str(_LABELS.get(fact) or FACTS[fact])
        if lines:
            known.append(Known(fact, label, tuple(lines), said(counts.claims.get(fact), it)))
        else:
            not_known.append(NotKnown(fact, label, fact in asked))
    return Group(name, tuple(known), tuple(not_known))


_LABELS = {"is_free": gettext_lazy("What it costs"), "minimum_age": gettext_lazy("Ages")}


def in_words(it: Listing, fact: str, counts: Told) -> list[str]:
    """A fact as it stands on the listing; nothing where it is not known."""
    if fact in _SAYING:
        return [line for line in _SAYING[fact](it) if line]
    value = counts(fact)
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    return [str(value)] if value not in (None, "", []) else []


def _yes_or_no(value: bool | None) -> list[str]:
    return [] if value is None else [_("Yes") if value else _("No")]


def _opening(it: Listing) -> list[str]:
    own = [line.strip() for line in it.hours_words.splitlines() if line.strip()]
    return words.times(it.hours, it.days) or own


def _cost(it: Listing) -> list[str]:
    line = words.cost(it.is_free, it.price)
    return list(dict.fromkeys(filter(None, (line, it.cost_words))))


def _audiences(it: Listing) -> list[str]:
    names = ", ".join(words.labels(it.audiences))
    if not names:
        return []
    return [_("Only for: %(whom)s") % {"whom": names} if it.is_only_for_audiences else names]


_SAYING: dict[str, Callable[[Listing], list[str]]] = {
    "opening": _opening,
    "is_free": _cost,
    "formats": lambda it: [", ".join(words.labels(it.formats or []))],
    "languages": lambda it: [words.languages(it.languages or [])],
    "open_to_everyone": lambda it: _yes_or_no(it.open_to_everyone),
    "needs_referral": lambda it: _yes_or_no(it.needs_referral),
    "minimum_age": lambda it: [words.ages(it.minimum_age, it.maximum_age)],
    "audiences": _audiences,
}


def said(claim: Claim | None, it: Listing) -> str:
    """Whose word a fact is, and since when."""
    if claim is None:
        return _("From %(list)s") % {"list": it.source.name}
    who = str(SaidBy(claim.said_by).label)
    if claim.said_by == SaidBy.LIST and claim.source:
        who = _("From %(list)s") % {"list": claim.source.name}
    if claim.said_at is None:
        return _("%(who)s, no date given") % {"who": who}
    return f"{who}, {words.day_of(_on(claim.said_at), today())}"


def _on(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _reach(it: Listing) -> list[str]:
    """Where it is and how to get there, line by line."""
    location = it.place.location if it.place else None
    lines = [it.address, it.town if it.town not in it.address else "", it.postcode]
    if location and location.transport:
        lines.append(location.transport)
    if it.area:
        lines.append(_("It serves: %(area)s") % {"area": it.area})
    return [line for line in lines if line]


def service_of(viewer: Viewer, slug: str) -> Listing | None:
    """The listing to act on, with its service and place."""
    listings = Listing.objects.visible_to(viewer).select_related("service", "place")
    return listings.filter(slug=slug).first()


def value_now(viewer: Viewer, it: Listing, fact: str) -> Any:
    """The value of the claim that counts now, for the form that states another."""
    if not Listing.objects.visible_to(viewer).filter(pk=it.pk).exists():
        return None
    return told(_claims_of(it), it.place_id)(fact)
