"""What the rooms keep about one person: handed out whole; when they close, their words go, and the rooms live on.

Which keys somebody had is the team's own record and stays, without its words. Others' threads keep their places: where
somebody wrote who left, it says so. Who chose it beforehand leaves their words behind without a name.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from kith.domains.people.queries import own_handle
from kith.domains.rooms.changing import change_state, keep_wording
from kith.domains.rooms.models import (
    Agreed,
    Aside,
    Block,
    Draft,
    Entry,
    GroupWords,
    Hosting,
    Key,
    KeyEnd,
    Line,
    Mute,
    MutedWord,
    PlaceNotice,
    Post,
    Profile,
    Reaction,
    Read,
    Reader,
    Slowing,
    Whisper,
    Wording,
    WordsState,
)
from kith.kernel import bus
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import CONTRIBUTION
from kith.kernel.records import records
from kith.kernel.sealed import unlock

WORDING_KEPT = dt.timedelta(days=90)
_OF_STAFF: tuple[type[models.Model], ...] = (Hosting, Reader, Entry)
_OF_A_PROFILE: tuple[type[models.Model], ...] = (Agreed, MutedWord, Draft, Reaction, Read)


def register() -> None:
    """Take part in downloads and erasure."""
    held: list[type[models.Model]] = [Key, Profile, Post, Line, Wording, Draft, GroupWords]
    held += [Hosting, Slowing, Reader, Entry, PlaceNotice]
    records.register("rooms", everything_about=everything_about, erase=erase, models=held)


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """Keys, how they are seen, all they wrote, and what they chose not to see."""
    keys = list(Key.objects.filter(person_id=person_id).select_related("room").order_by("given_at"))
    unlock(keys)
    found: dict[str, Any] = {"keys": [_key(one) for one in keys], "hosted": _hosted(person_id)}
    profile = _profile(person_id)
    return found if profile is None else found | _seen_as(profile) | _written(profile) | _choices(profile)


def erase(person_id: uuid.UUID) -> None:
    """End the keys, take the words back, and leave an empty seat where a name was."""
    for key in Key.objects.filter(person_id=person_id, ended_at=None):
        key.ended_at, key.ended_how = now(), KeyEnd.GIVEN_BACK
        key.save(update_fields=["ended_at", "ended_how"])
    for model in _OF_STAFF:
        model._default_manager.filter(person_id=person_id).delete()
    bus.tell(f"doors:{person_id}")
    profile = _profile(person_id)
    if profile is None:
        return
    if not profile.leaves_words:
        _take_words_back(profile)
    for model in _OF_A_PROFILE:
        model._default_manager.filter(profile=profile).delete()
    Mute.objects.filter(Q(profile=profile) | Q(other=profile)).delete()
    Block.objects.filter(Q(profile=profile) | Q(other=profile)).delete()
    Whisper.objects.filter(to=profile).delete()
    Aside.objects.filter(to=profile).delete()
    profile.about = profile.likes = profile.pronouns = profile.shown_name = profile.avatar = ""
    profile.has_been_there, profile.away_until, profile.left_at = False, None, now()
    profile.save()


def _take_words_back(profile: Profile) -> None:
    """As if each had been taken back by its writer; the team can read it for a while, sealed."""
    for post in Post.objects.filter(author=profile).select_related("topic"):
        if not CONTRIBUTION.allows(post.state, "withdraw"):
            continue
        keep_wording(post.topic, post)
        change_state(post.topic, post, "withdraw")
        if post.seq == 1:
            post.topic.title = ""
            post.topic.save(update_fields=["title"])
    Post.objects.filter(author=profile).update(body="", html="")
    Wording.objects.filter(author_id=profile.pk, until_at=None).update(until_at=now() + WORDING_KEPT)
    said = Line.objects.filter(author=profile).exclude(body="")
    until = now() + WORDING_KEPT
    Wording.objects.bulk_create(
        Wording(line=one, author_id=profile.pk, body=one.body, at=now(), until_at=until) for one in said
    )
    Line.objects.filter(author=profile).update(body="", state="withdrawn", changed_at=now())
    GroupWords.objects.filter(author=profile, state=WordsState.PROPOSED).delete()


def _profile(person_id: uuid.UUID) -> Profile | None:
    handle = own_handle(Viewer(id=person_id, sphere="member"))
    return Profile.objects.filter(Q(pk=handle) | Q(person_id=person_id)).first()


def _key(key: Key) -> dict[str, Any]:
    return {
        "room": key.room.name,
        "for": key.kind,
        "why": key.reason,
        "why_both": key.both_reason,
        "given": _plain(key.given_at),
        "from": _plain(key.from_at),
        "until": _plain(key.until_at),
        "ended": _plain(key.ended_at),
        "how_it_ended": key.ended_how or None,
    }


def _hosted(person_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = Hosting.objects.filter(person_id=person_id).select_related("room").order_by("from_at")
    return [{"room": one.room.name, "from": _plain(one.from_at), "until": _plain(one.ended_at)} for one in rows]


def _seen_as(profile: Profile) -> dict[str, Any]:
    fields = ("shown_name", "avatar", "about", "likes", "pronouns", "has_been_there", "leaves_words")
    agreed = Agreed.objects.filter(profile=profile).select_related("agreement__community")
    return {
        "seen_as": {name: getattr(profile, name) for name in fields},
        "agreed_to": [{"house": a.agreement.community.name, "version": a.agreement.version} for a in agreed],
    }


def _written(profile: Profile) -> dict[str, Any]:
    posts = Post.objects.filter(author=profile).select_related("room", "topic").order_by("written_at")
    lines = Line.objects.filter(author=profile).select_related("room").order_by("seq")
    words = GroupWords.objects.filter(author=profile).select_related("room").order_by("written_at")
    earlier = list(Wording.objects.filter(author_id=profile.pk).order_by("at"))
    drafts = list(Draft.objects.filter(profile=profile).order_by("saved_at"))
    whispers = list(Whisper.objects.filter(to=profile).order_by("at"))
    asides = list(Aside.objects.filter(to=profile).order_by("at"))
    unlock([*earlier, *drafts, *whispers, *asides])
    return {
        "posts": [{"topic": p.topic.title, **_said(p, p.room.name), "notes": p.notes} for p in posts],
        "lines": [_said(line, line.room.name) for line in lines],
        "group_words": [{**_said(one, one.room.name), "state": one.state} for one in words],
        "earlier_wordings": [{"words": one.body, "until": _plain(one.at)} for one in earlier],
        "drafts": [{"title": one.title, "words": one.body, "saved": _plain(one.saved_at)} for one in drafts],
        "said_to_you_alone": [_alone(one) for one in whispers] + [_alone(one) for one in asides],
    }


def _choices(profile: Profile) -> dict[str, Any]:
    words = list(MutedWord.objects.filter(profile=profile))
    unlock(words)
    reactions = Reaction.objects.filter(profile=profile).values_list("kind", flat=True)
    follows = Read.objects.filter(profile=profile, follows=True).values_list("topic__title", flat=True)
    return {
        "words_you_do_not_want_to_read": [one.word for one in words],
        "muted": list(Mute.objects.filter(profile=profile).values_list("other__shown_name", flat=True)),
        "blocked": list(Block.objects.filter(profile=profile).values_list("other__shown_name", flat=True)),
        "break_until": _plain(profile.away_until),
        "kind_words_you_gave": list(reactions),
        "topics_you_follow": list(follows),
    }


def _said(thing: Any, room: str) -> dict[str, Any]:
    return {"room": room, "words": thing.body, "when": _plain(thing.written_at), "state": thing.state}


def _alone(one: Whisper | Aside) -> dict[str, Any]:
    return {"words": one.body, "when": _plain(one.at)}


def _plain(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None
