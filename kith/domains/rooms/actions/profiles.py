"""How one is seen, and what one would rather not see: lines about oneself, mute, block, words, a break."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.rooms.lone_ports import PROFILE
from kith.domains.rooms.looking import held_spans
from kith.domains.rooms.models import Block, Mute, MutedWord, Profile
from kith.domains.rooms.queries import may_say_has_been_there, own_team
from kith.domains.safety.actions import Written, screen_again
from kith.domains.safety.queries import read_words
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, use_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kith.kernel.access import Viewer
    from kith.screening import Verdict

MOST_WORDS = 50
LONGEST_BREAK = dt.timedelta(days=366)


@use_case("rooms.describe_oneself", on="profile", recorded=False)
def describe_oneself(*, by: Viewer, profile: Profile, about: str, likes: str, pronouns: str) -> Profile:
    """Write a few lines that others see beside one's name; what could show who one is stays out."""
    verdict = _looked_through(by, profile, about=about, likes=likes, pronouns=pronouns)
    profile.about, profile.likes, profile.pronouns = about, likes, pronouns
    profile.save(update_fields=["about", "likes", "pronouns"])
    team_id = own_team(by)
    if verdict is not None and team_id is not None:
        screen_again(
            by=by,
            written=Written(
                kind=PROFILE,
                contribution_id=profile.pk,
                author_id=profile.pk,
                team_id=team_id,
                place_id=profile.pk,
                verdict=verdict,
                written_at=now(),
            ),
        )
    return profile


@use_case("rooms.mute", on="profile", lock=False, recorded=False)
def mute(*, by: Viewer, profile: Profile, other: Profile) -> None:
    """Keep what somebody writes folded for oneself. They never learn."""
    _another(profile, other)
    Mute.objects.get_or_create(profile=profile, other=other)


@use_case("rooms.unmute", on="profile", lock=False, recorded=False)
def unmute(*, by: Viewer, profile: Profile, other: Profile) -> None:
    """See again what somebody writes."""
    Mute.objects.filter(profile=profile, other=other).delete()


@use_case("rooms.block", on="profile", lock=False, recorded=False)
def block(*, by: Viewer, profile: Profile, other: Profile) -> None:
    """Let neither see what the other writes. They are not told."""
    _another(profile, other)
    if other.is_team:
        raise NotPossible(_("Somebody of the team cannot be blocked, as they keep the room safe. You can mute them."))
    Block.objects.get_or_create(profile=profile, other=other)


@use_case("rooms.unblock", on="profile", lock=False, recorded=False)
def unblock(*, by: Viewer, profile: Profile, other: Profile) -> None:
    """See each other again, if the other has not blocked too."""
    Block.objects.filter(profile=profile, other=other).delete()


@use_case("rooms.mute_words", on="profile", recorded=False)
def mute_words(*, by: Viewer, profile: Profile, words: Iterable[str]) -> list[str]:
    """Choose the words that fold whatever holds them, for oneself alone."""
    wanted = {word.casefold(): word for word in (" ".join(one.split()) for one in words) if word}
    if len(wanted) > MOST_WORDS:
        raise NotPossible(_("There is room for %(count)s words.") % {"count": MOST_WORDS}, field="words")
    if any(len(word) > 40 for word in wanted):
        raise NotPossible(_("A word has 40 letters or fewer. Write each on a line of its own."), field="words")
    MutedWord.objects.filter(profile=profile).delete()
    for word in wanted.values():
        MutedWord.objects.create(profile=profile, word=word)
    return list(wanted.values())


@use_case("rooms.take_a_break", on="profile", recorded=False)
def take_a_break(*, by: Viewer, profile: Profile, until_at: dt.datetime) -> None:
    """Stay away from the rooms for a while: nothing reaches one, the keys are kept, and nobody sees why."""
    if not now() < until_at <= now() + LONGEST_BREAK:
        raise NotPossible(_("Choose a day within the next year."), field="until")
    profile.away_until = until_at
    profile.save(update_fields=["away_until"])


@use_case("rooms.come_back_early", on="profile", recorded=False)
def come_back_early(*, by: Viewer, profile: Profile) -> None:
    """End one's break now. Nothing is late."""
    profile.away_until = None
    profile.save(update_fields=["away_until"])


@use_case("rooms.show_that_one_has_been_there", on="profile", recorded=False)
def show_that_one_has_been_there(*, by: Viewer, profile: Profile, shows: bool) -> None:
    """Let one's profile say that one used the service before, or no longer: by choice, and without a name (R002-25)."""
    if shows and not may_say_has_been_there(by):
        raise NotPossible(_("Only people who finished with a service and kept their key can show this."))
    profile.has_been_there = shows
    profile.save(update_fields=["has_been_there"])


@use_case("rooms.choose_what_stays", on="profile", recorded=False)
def choose_what_stays(*, by: Viewer, profile: Profile, leaves_words: bool) -> None:
    """Choose what becomes of one's words when one closes the account: taken back, or left without a name."""
    profile.leaves_words = leaves_words
    profile.save(update_fields=["leaves_words"])


def _another(profile: Profile, other: Profile) -> None:
    if profile.pk == other.pk:
        raise NotPossible(_("This is you."))


def _looked_through(by: Viewer, profile: Profile, **lines: str) -> Verdict | None:
    """What the screener says of each line. Raises NotPossible for the first that shows too much."""
    team_id, seen = own_team(by), None
    if team_id is None or profile.is_team:
        return None
    for name, line in lines.items():
        verdict = read_words(by, line, team_id=team_id, author_id=profile.pk)
        for span in held_spans(verdict):
            words = _("Part of this could hurt or identify someone: “%(part)s”. Please leave it out here.")
            raise NotPossible(words % {"part": line[span.start : span.end]}, field=name)
        seen = verdict if seen is None or verdict.tier > seen.tier else seen
    return seen
