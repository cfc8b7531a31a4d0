"""Profiles as others see them, and what somebody has asked not to see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.domains.rooms.models import Block, Key, KeyKind, Mute, MutedWord, Profile
from kith.domains.rooms.queries.doors import me
from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import unlock

if TYPE_CHECKING:
    import datetime as dt
    import uuid


@dataclass(frozen=True)
class Folding:
    """What stays out of somebody's sight: by whom (both ways when blocked), and which words."""

    muted: frozenset[uuid.UUID] = frozenset()
    blocked: frozenset[uuid.UUID] = frozenset()
    words: tuple[str, ...] = ()

    def hides(self, author_id: uuid.UUID) -> bool:
        """Whether what this other writes is not shown at all."""
        return author_id in self.blocked

    def folds(self, author_id: uuid.UUID, *texts: str) -> bool:
        """Whether it stays folded until its reader opens it."""
        return author_id in self.muted or self._has_word(texts)

    def _has_word(self, texts: tuple[str, ...]) -> bool:
        return bool(self.words) and _any_of(self.words).search("\n".join(texts)) is not None


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, whole, whatever their capitals."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


NOTHING_FOLDED = Folding()
_APART = b"""
SELECT ARRAY(SELECT other_id FROM rooms_mute WHERE profile_id = %(me)s),
  ARRAY(SELECT other_id FROM rooms_block WHERE profile_id = %(me)s
        UNION SELECT profile_id FROM rooms_block WHERE other_id = %(me)s),
  EXISTS (SELECT FROM rooms_mutedword WHERE profile_id = %(me)s)
"""


def folding(viewer: Viewer, profile: Profile | None) -> Folding:
    """What the viewer, seen as this profile, asked not to see. The team sees everything."""
    if profile is None or not viewer.is_member:
        return NOTHING_FOLDED
    ((muted, blocked, has_words),) = prepared.run(_APART, {"me": profile.pk}).fetchall()
    words = muted_words(viewer, profile) if has_words else []
    return Folding(frozenset(muted), frozenset(blocked), tuple(words))


def muted_words(viewer: Viewer, profile: Profile) -> list[str]:
    """The words that fold whatever holds them, in order."""
    rows = list(MutedWord.objects.filter(profile=profile)) if viewer.is_member else []
    unlock(rows)
    return sorted((row.word or "" for row in rows), key=str.casefold)


@dataclass(frozen=True)
class Seen:
    """A profile as this viewer sees it, and how they stand to it. Nobody else learns how."""

    profile: Profile
    is_me: bool
    is_muted: bool = False
    is_blocked: bool = False


def profile_seen(viewer: Viewer, profile_id: uuid.UUID) -> Seen | None:
    """One profile; None where it is not the viewer's to see, or where one of the two blocked the other."""
    mine = me(viewer)
    kept = Q(pk__in=Block.objects.filter(profile=mine).values("other")) if mine else Q(pk=None)
    seen = Q(pk__in=Profile.objects.visible_to(viewer).filter(pk=profile_id).values("pk"))
    profile = Profile.objects.filter(seen | kept, pk=profile_id, left_at=None).first()
    if profile is None:
        return None
    if mine is None or mine.pk == profile.pk:
        return Seen(profile, is_me=mine is not None)
    if Block.objects.filter(profile=profile, other=mine).exists():
        return None
    return Seen(
        profile,
        is_me=False,
        is_muted=Mute.objects.filter(profile=mine, other=profile).exists(),
        is_blocked=Block.objects.filter(profile=mine, other=profile).exists(),
    )


def kept_apart(viewer: Viewer) -> tuple[list[Profile], list[Profile]]:
    """Whom the viewer muted and whom they blocked, so that they can undo it."""
    mine = me(viewer)
    if mine is None:
        return [], []
    muted = Profile.objects.filter(pk__in=Mute.objects.filter(profile=mine).values("other"))
    blocked = Profile.objects.filter(pk__in=Block.objects.filter(profile=mine).values("other"))
    return list(muted.order_by("shown_name")), list(blocked.order_by("shown_name"))


def may_say_has_been_there(viewer: Viewer) -> bool:
    """Whether the viewer used the service and stayed: only then may their profile say so (R002-25)."""
    return Key.objects.visible_to(viewer).live().filter(kind=KeyKind.ALUMNI).exists()


def break_until(viewer: Viewer) -> dt.datetime | None:
    """Until when the viewer takes a break from the rooms."""
    mine = me(viewer)
    until = mine.away_until if mine else None
    return until if until and until > now() else None
