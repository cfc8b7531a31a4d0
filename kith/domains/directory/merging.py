"""Finding the same service in two lists: pairs are scored from names, places and numbers; a person decides."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from kith.domains.directory.geo import distance_km
from kith.domains.directory.models import Listing, MergeProposal, Phone, Service, ServiceAtLocation, Source
from kith.domains.directory.projection import project

PROPOSE_FROM = 75
SAME_NAME = 93
# Words that most names share and that tell nothing apart.
_COMMON = re.compile(
    r"\b(the|of|and|for|in|at|ltd|limited|trust|charity|charitable|association|service|services|centre|group|club|"
    r"company|organisation|edinburgh|scotland|uk|project|library|church)\b"
)
_SHARED = 8


@dataclass(frozen=True)
class Known:
    """What is compared of a service."""

    id: uuid.UUID
    source: uuid.UUID
    name: str
    postcodes: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()
    phones: frozenset[str] = frozenset()
    website: str = ""
    identifiers: frozenset[str] = frozenset()
    has_closed: bool = False


@dataclass
class Pair:
    """Two services and how much they look like one. `is_certain` needs the same identifier."""

    one: Known
    other: Known
    score: int
    reasons: list[str] = field(default_factory=list)
    is_certain: bool = False
    looks_same: bool = False


def compare(one: Known, other: Known) -> Pair | None:
    """Two services side by side; None when nothing speaks for their being one."""
    same_name = name_score(one.name, other.name)
    shared = one.identifiers & other.identifiers
    near = _nearest(one, other)
    reasons = [f"name {same_name}"]
    same_place = bool({p for p in one.postcodes & other.postcodes if " " in p}) or (near is not None and near <= 0.15)
    same_phone, same_site = bool(one.phones & other.phones), bool(one.website and one.website == other.website)
    reasons += [word for word, holds in (("place", same_place), ("phone", same_phone), ("website", same_site)) if holds]
    if shared and same_name >= 60:
        return Pair(one, other, 100, [*reasons, "identifier"], is_certain=True, looks_same=True)
    if near is not None and near > 1.5 and not (one.postcodes & other.postcodes):
        return None
    if not (same_place or same_phone or same_site) or one.has_closed != other.has_closed:
        return None
    score = min(99, round(0.75 * same_name + 12 * same_place + 9 * same_phone + 6 * same_site))
    if same_name < 70 or score < PROPOSE_FROM:
        return None
    looks_same = same_name >= SAME_NAME and same_place and not _contradict(one, other)
    return Pair(one, other, score, reasons, looks_same=looks_same)


def name_score(one: str, other: str) -> int:
    """How alike two names are, 0 to 100, with little weight on words that all names share."""
    a, b = _normal(one), _normal(other)
    if a == b:
        return 100
    whole = fuzz.token_sort_ratio(a, b)
    core_a, core_b = _core(a), _core(b)
    core = fuzz.token_sort_ratio(core_a, core_b) if core_a and core_b else 0
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        core = min(core, 60)
    return round(min(whole, core) * 0.6 + max(whole, core) * 0.4)


def _normal(name: str) -> str:
    name = name.lower().replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", name).split())


def _core(name: str) -> str:
    return " ".join(_COMMON.sub(" ", name).split())


def _nearest(one: Known, other: Known) -> float | None:
    return min((distance_km(*a, *b) for a in one.points for b in other.points), default=None)


def _contradict(one: Known, other: Known) -> bool:
    """Two numbers that differ, where both have one, are a reason to ask."""
    return bool(one.phones and other.phones and not one.phones & other.phones)


def pairs(new: Iterable[Known], all_known: Iterable[Known]) -> Iterator[Pair]:
    """Pairs of one of the new services and any other that shares a place, a number or a site with it."""
    everyone = {known.id: known for known in all_known}
    fresh = {known.id for known in new}
    asked = {key for pk in fresh for key in _keys(everyone[pk])}
    blocks: dict[str, list[uuid.UUID]] = defaultdict(list)
    for known in everyone.values():
        for key in asked.intersection(_keys(known)):
            blocks[key].append(known.id)
    seen: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for key, members in blocks.items():
        # A switchboard or a council's front page is shared by too many to mean anything.
        if len(members) > _SHARED and not key.startswith(("id ", "postcode ")):
            continue
        for a, b in combinations(sorted(members), 2):
            if (a in fresh or b in fresh) and (a, b) not in seen:
                seen.add((a, b))
                pair = _compare_if_comparable(everyone[a], everyone[b])
                if pair:
                    yield pair


def _keys(known: Known) -> list[str]:
    keys = [f"postcode {postcode}" for postcode in known.postcodes if " " in postcode]
    keys += [f"phone {phone}" for phone in known.phones]
    keys += [f"id {identifier}" for identifier in known.identifiers]
    keys += [f"site {known.website}"] if known.website else []
    return keys


def _compare_if_comparable(one: Known, other: Known) -> Pair | None:
    """Within one list, only the same name at the same place raises the question."""
    if one.source != other.source:
        return compare(one, other)
    if _normal(one.name) != _normal(other.name):
        return None
    pair = compare(one, other)
    if pair:
        pair.is_certain = False
    return pair


def known_services() -> list[Known]:
    """What there is to compare. Plain rows: every list that is read asks for all of them."""
    standing = Service.objects.filter(merged_into=None, is_withdrawn=False)
    at: dict[uuid.UUID, list[_Spot]] = defaultdict(list)
    spots = ServiceAtLocation.objects.values_list(
        "service", "location__postcode", "location__lat", "location__lon", "location__identifiers"
    )
    for service, *spot in spots.iterator(5000):
        at[service].append(_Spot(*spot))
    phones: dict[uuid.UUID, set[str]] = defaultdict(set)
    for service, number in Phone.objects.values_list("service", "number").iterator(5000):
        phones[service].add(re.sub(r"\D", "", number))
    rows = standing.values_list(
        "pk", "source", "source_key", "name", "url", "status", "organisation__name", "organisation__identifiers"
    )
    return [_known(row, at[row[0]], frozenset(phones[row[0]])) for row in rows.iterator(5000)]


class _Spot(NamedTuple):
    postcode: str
    lat: float | None
    lon: float | None
    identifiers: dict[str, str]


def _known(row: tuple[Any, ...], spots: list[_Spot], phones: frozenset[str]) -> Known:
    pk, source, key, name, url, status, organisation, about_organisation = row
    identifiers = {
        f"{scheme}:{value}" for spot in spots for scheme, value in spot.identifiers.items() if scheme != "UPRN"
    }
    if organisation == name:
        identifiers |= {f"{scheme}:{value}" for scheme, value in (about_organisation or {}).items()}
    if _is_uuid(key):
        identifiers.add(f"service:{key.lower()}")
    return Known(
        id=pk,
        source=source,
        name=name,
        postcodes=frozenset(spot.postcode for spot in spots if spot.postcode),
        points=tuple((spot.lat, spot.lon) for spot in spots if spot.lat is not None and spot.lon is not None),
        phones=phones,
        website=_site(url),
        identifiers=frozenset(identifiers),
        has_closed=status == Service.Status.DEFUNCT,
    )


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}".lower()


def proposals_for(source: Source, at: dt.datetime) -> int:
    """Write down each pair of this source once; join what is certain; fold what looks the same."""
    everyone = known_services()
    decided = set(MergeProposal.objects.values_list("keep", "other"))
    first = dict(Service.objects.values_list("pk", "first_read_at"))
    proposals = []
    for pair in pairs((known for known in everyone if known.source == source.pk), everyone):
        keep, other = sorted((pair.one.id, pair.other.id), key=lambda pk: (first[pk], pk))
        if (keep, other) in decided or (other, keep) in decided:
            continue
        proposals.append(
            MergeProposal(
                keep_id=keep,
                other_id=other,
                score=pair.score,
                reasons=pair.reasons,
                looks_same=pair.looks_same,
                state=MergeProposal.State.MERGED if pair.is_certain else MergeProposal.State.WAITING,
                is_automatic=pair.is_certain,
                proposed_at=at,
                decided_at=at if pair.is_certain else None,
            )
        )
    MergeProposal.objects.bulk_create(proposals, ignore_conflicts=True)
    for proposal in proposals:
        if proposal.is_automatic:
            join(proposal.keep_id, proposal.other_id)
    fold()
    return len(proposals)


def join(keep: uuid.UUID, other: uuid.UUID) -> None:
    """Make two services one: the second keeps its rows and its claims, and shows no listing of its own."""
    root = Service.objects.get(pk=keep)
    if other in {root.merged_into_id, root.pk}:
        return
    root_id = root.merged_into_id or root.pk
    Service.objects.filter(merged_into=other).update(merged_into=root_id)
    Service.objects.filter(pk=other).exclude(pk=root_id).update(merged_into=root_id)
    project([root_id, other])


def fold() -> None:
    """Show what looks the same once, under the entry that came first, until somebody decides."""
    waiting = MergeProposal.objects.filter(looks_same=True, state=MergeProposal.State.WAITING)
    under = dict(waiting.order_by("-score", "keep").values_list("other", "keep"))
    Listing.objects.exclude(twin_of=None).exclude(service__in=under).update(twin_of=None)
    first: dict[uuid.UUID, Listing] = {}
    for listing in Listing.objects.filter(service__in=set(under.values())).only("id", "service_id").order_by("id"):
        first.setdefault(listing.service_id, listing)
    folded = []
    for listing in Listing.objects.filter(service__in=under):
        keep = under[listing.service_id]
        while keep in under and under[keep] != listing.service_id:
            keep = under[keep]
        if keep in first and first[keep].pk != listing.pk:
            listing.twin_of = first[keep]
            folded.append(listing)
    Listing.objects.bulk_update(folded, ["twin_of"], batch_size=500)
