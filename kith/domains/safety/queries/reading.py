"""Reading what somebody is about to show others: the lexicon, the service's own phrases, and what stands around."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.utils import timezone

from kith.domains.people.queries import own_names
from kith.domains.safety.models import Phrase, PhraseState, Sanction, UnstaffedPolicy
from kith.kernel import prepared
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.screening import Context, PhraseBook, Verdict, screen
from kith.screening import Phrase as Words
from kith.screening import would_add as tried

READS = system("safety reads")
FRESH = dt.timedelta(seconds=30)
BURST, BURST_WITHIN = 4, dt.timedelta(minutes=10)
MOST_REMEMBERED = 5000
NIGHT = range(1, 5)

_RESTING = b"""
SELECT author_id, max(until_at) FROM safety_sanction
WHERE author_id = ANY(%(authors)s) AND from_at <= %(at)s AND until_at > %(at)s AND lifted_at IS NULL GROUP BY author_id
"""
_own: dict[str, tuple[dt.datetime, PhraseBook | None, frozenset[uuid.UUID]]] = {}
_lately: dict[uuid.UUID, list[dt.datetime]] = {}


def read_words(
    viewer: Viewer,
    text: str,
    *,
    team_id: uuid.UUID,
    subjects: Iterable[str] = (),
    is_first: bool = False,
    author_id: uuid.UUID | None = None,
) -> Verdict:
    """What worries in these words, and how soon somebody has to look: what the room is about never counts alone."""

    book, mentions_only = own_phrases(viewer)
    is_night = timezone.localtime(now()).hour in NIGHT
    return screen(
        text,
        room_subjects=frozenset(subjects),
        context=Context(is_first_post=is_first, is_night=is_night, is_burst=_is_burst(author_id)),
        extra_phrases=book,
        mentions_only=team_id in mentions_only,
        own_names=own_names(viewer),
    )


def own_phrases(viewer: Viewer) -> tuple[PhraseBook | None, frozenset[uuid.UUID]]:
    """The phrases in use, and the teams that asked for mentions by time only; asked of the database twice a minute."""
    found = _own.get("all")
    if found is None or abs(now() - found[0]) >= FRESH:
        rows = Phrase.objects.filter(state=PhraseState.IN_USE).order_by("words")
        found = (now(), _book(rows), _mentions_only())
        _own["all"] = found
    return found[1], found[2]


def would_add(texts: Iterable[tuple[dt.datetime, str]], phrase: Phrase) -> float:
    """How many flags a week this phrase would have added to these texts."""

    return tried(texts, Words(phrase.words, phrase.family, phrase.tier)).a_week


def forget_phrases() -> None:
    """Phrases have changed: ask again."""
    _own.clear()


def free_to_write(author_id: uuid.UUID) -> dt.datetime | None:
    """Until when this handle is asked not to write; None when it is free to."""
    return sanctioned_until(READS, author_id)


def sanctioned_until(viewer: Viewer, author_id: uuid.UUID) -> dt.datetime | None:
    """The end of the longest break from writing that holds now."""
    rows = Sanction.objects.filter(author_id=author_id, from_at__lte=now(), until_at__gt=now(), lifted_at=None)
    return rows.order_by("-until_at").values_list("until_at", flat=True).first()


def resting(author_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
    """Those of these handles who are asked not to write now, and until when; asked in one go, for each line of talk."""
    return dict(prepared.run(_RESTING, {"authors": list(author_ids), "at": now()}).fetchall())


def _book(rows: Iterable[Phrase]) -> PhraseBook | None:

    found = [Words(row.words, row.family, row.tier, f"own.{row.pk.hex[:8]}") for row in rows]
    return PhraseBook(found) if found else None


def _mentions_only() -> frozenset[uuid.UUID]:
    """Teams whose newest signed policy switches tiers off."""
    with acting_as(READS):
        newest = UnstaffedPolicy.objects.exclude(signed_at=None).order_by("team_id", "-version").distinct("team_id")
        return frozenset(row.team_id for row in newest if row.mentions_only)


def _is_burst(author_id: uuid.UUID | None) -> bool:
    """Several in a few minutes by one writer: a reason to show, so what this process alone has seen will do."""
    if author_id is None:
        return False
    at = now()
    seen = [one for one in _lately.pop(author_id, ()) if at - BURST_WITHIN < one <= at][-BURST:]
    _lately[author_id] = [*seen, at]  # the newest at the end
    while len(_lately) > MOST_REMEMBERED:
        _lately.pop(next(iter(_lately)))
    return len(seen) >= BURST
