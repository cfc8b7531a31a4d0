"""Bringing in whole houses at once: for the demo, for tests, and for a service that moves in with its history."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kith.domains.people.queries import own_handle, viewer_of_person, who_am_i
from kith.domains.rooms.models import (
    Agreed,
    Agreement,
    Community,
    Exclusion,
    Key,
    Line,
    LineCount,
    PlaceNotice,
    Post,
    Profile,
    Reaction,
    Read,
    Room,
    Side,
    Topic,
)
from kith.domains.rooms.written import to_html
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@dataclass(frozen=True)
class House:
    """A community with what it agreed on, version by version."""

    code: str
    name: str
    team_id: uuid.UUID
    look: str
    opened_at: dt.datetime
    agreements: Sequence[tuple[dt.datetime, Sequence[str]]]


@dataclass(frozen=True)
class Door:
    """A room: whose it is, what stands on its door, and its rules as the model names them."""

    slug: str
    house: str | None
    name: str
    opening: str
    inside: str
    rules: Mapping[str, object] = field(default_factory=dict)
    board: tuple[uuid.UUID, dt.datetime, str] | None = None


@dataclass(frozen=True)
class Holder:
    """Who holds which key, since when."""

    person_id: uuid.UUID
    room: str
    kind: str
    since_at: dt.datetime


@dataclass(frozen=True)
class Said:
    """One text of a thread, or one line of live talk."""

    by: uuid.UUID
    at: dt.datetime
    body: str
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    notes: Sequence[str] = ()
    quotes: uuid.UUID | None = None
    state: str = "visible"
    reactions: Mapping[str, Sequence[uuid.UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Thread:
    """A topic with all that was said in it; the first text is its own."""

    room: str
    title: str
    said: Sequence[Said]
    is_pinned: bool = False


@dataclass(frozen=True)
class BroughtIn:
    """What is there now: the profile of each person, and each text as it was kept."""

    rooms: Mapping[str, Room]
    profiles: Mapping[uuid.UUID, Profile]
    posts: Sequence[Post]
    lines: Sequence[Line]


@use_case("rooms.bring_in")
def bring_in(
    *,
    by: Viewer,
    houses: Iterable[House],
    doors: Sequence[Door],
    apart: Iterable[tuple[str, str]],
    holders: Sequence[Holder],
    members: Mapping[uuid.UUID, str],
    threads: Sequence[Thread],
    talk: Mapping[str, Sequence[Said]],
) -> BroughtIn:
    """Bring in communities, rooms, keys and what was said there. `members`: the side of everybody who wrote."""
    rooms = _rooms({house.code: _house(house) for house in houses}, doors)
    for one, other in apart:
        low, high = sorted((rooms[one], rooms[other]), key=lambda room: str(room.pk))
        Exclusion.objects.create(one=low, other=high)
    Key.objects.bulk_create(_key(one, rooms) for one in holders)
    profiles = {person_id: _profile(person_id, sphere) for person_id, sphere in members.items()}
    Profile.objects.bulk_create(profiles.values())
    _agree(profiles.values())
    posts = _threads(threads, rooms, profiles)
    lines = [line for slug, said in talk.items() for line in _talk(rooms[slug], said, profiles)]
    note(rooms=len(rooms), posts=len(posts), lines=len(lines))
    return BroughtIn(rooms, profiles, posts, lines)


def _house(house: House) -> Community:
    made = Community.objects.create(
        code=house.code,
        name=house.name,
        team_id=house.team_id,
        look=house.look,
        opened_at=house.opened_at,
        position=Community.objects.count(),
    )
    Agreement.objects.bulk_create(
        Agreement(community=made, version=version, lines=list(lines), from_at=from_at)
        for version, (from_at, lines) in enumerate(house.agreements, 1)
    )
    return made


def _rooms(houses: Mapping[str, Community], doors: Sequence[Door]) -> dict[str, Room]:
    rooms = Room.objects.bulk_create(
        Room(
            slug=one.slug,
            community=houses[one.house] if one.house else None,
            name=one.name,
            opening=one.opening,
            inside=one.inside,
            position=place,
            **one.rules,
        )
        for place, one in enumerate(doors)
    )
    found = {room.slug: room for room in rooms}
    PlaceNotice.objects.bulk_create(
        PlaceNotice(room=found[one.slug], by_id=one.board[0], at=one.board[1], words=one.board[2])
        for one in doors
        if one.board
    )
    return found


def _key(one: Holder, rooms: Mapping[str, Room]) -> Key:
    return Key(
        person_id=one.person_id, room=rooms[one.room], kind=one.kind, given_at=one.since_at, from_at=one.since_at
    )


def _profile(person_id: uuid.UUID, sphere: str) -> Profile:
    viewer = viewer_of_person(person_id, sphere)
    known = who_am_i(viewer)
    if viewer.is_staff:
        role = next((role for role in ("moderator", "peer_worker", "clinician") if role in viewer.roles), "reader")
        return Profile(side=Side.TEAM, person_id=person_id, shown_name=known.name, role=role, avatar=person_id.hex[:8])
    handle_id = own_handle(viewer)
    if handle_id is None:
        raise LookupError(f"person {person_id} has no handle to write under")
    return Profile(id=handle_id, side=Side.MEMBER, shown_name=known.handle, avatar=known.avatar)


def _agree(profiles: Iterable[Profile]) -> None:
    agreements = list(Agreement.objects.all())
    Agreed.objects.bulk_create(
        Agreed(profile=profile, agreement=one)
        for profile in profiles
        if profile.side == Side.MEMBER
        for one in agreements
    )


def _threads(threads: Sequence[Thread], rooms: Mapping[str, Room], profiles: Mapping[uuid.UUID, Profile]) -> list[Post]:
    topics = [_topic(thread, rooms, profiles) for thread in threads]
    Topic.objects.bulk_create(topics)
    posts = [
        _post(topic, seq, said, profiles)
        for topic, thread in zip(topics, threads, strict=True)
        for seq, said in enumerate(thread.said, 1)
    ]
    _mark_first(posts, {profile.pk for profile in profiles.values() if profile.side == Side.MEMBER})
    Post.objects.bulk_create(posts)
    Reaction.objects.bulk_create(
        Reaction(post_id=said.id, profile=profiles[who], kind=kind)
        for thread in threads
        for said in thread.said
        for kind, people in said.reactions.items()
        for who in people
        if who in profiles
    )
    _mark_read(topics, posts)
    return posts


def _topic(thread: Thread, rooms: Mapping[str, Room], profiles: Mapping[uuid.UUID, Profile]) -> Topic:
    first, last = thread.said[0], thread.said[-1]
    return Topic(
        room=rooms[thread.room],
        author=profiles[first.by],
        title=thread.title,
        state=first.state,
        notes=list(first.notes),
        opened_at=first.at,
        last_at=last.at,
        last_seq=len(thread.said),
        is_pinned=thread.is_pinned,
    )


def _post(topic: Topic, seq: int, said: Said, profiles: Mapping[uuid.UUID, Profile]) -> Post:
    return Post(
        id=said.id,
        room=topic.room,
        topic=topic,
        author=profiles[said.by],
        seq=seq,
        body=said.body,
        html=to_html(said.body),
        notes=list(said.notes),
        quoted_id=said.quotes,
        state=said.state,
        written_at=said.at,
    )


def _mark_first(posts: Sequence[Post], members: set[uuid.UUID]) -> None:
    """Each member's first post of all, and when somebody first answered below it."""
    seen: set[uuid.UUID] = set()
    for post in sorted(posts, key=lambda one: one.written_at):
        if post.author_id in members and post.author_id not in seen:
            seen.add(post.author_id)
            answers = [p.written_at for p in posts if p.topic_id == post.topic_id and p.seq > post.seq]
            post.is_first, post.welcomed_at = True, min(answers, default=post.written_at)


def _mark_read(topics: Sequence[Topic], posts: Sequence[Post]) -> None:
    """Whoever wrote in a topic has read it up to there."""
    furthest: dict[tuple[uuid.UUID, uuid.UUID], int] = {}
    for post in posts:
        place = (post.author_id, post.topic_id)
        furthest[place] = max(furthest.get(place, 0), post.seq)
    Read.objects.bulk_create(
        Read(profile_id=author_id, topic_id=topic_id, seq=seq) for (author_id, topic_id), seq in furthest.items()
    )


def _talk(room: Room, said: Sequence[Said], profiles: Mapping[uuid.UUID, Profile]) -> list[Line]:
    lines = [
        Line(
            id=one.id,
            room=room,
            author=profiles[one.by],
            seq=seq,
            sent_key=one.id,
            body=one.body,
            written_at=one.at,
        )
        for seq, one in enumerate(said, 1)
    ]
    Line.objects.bulk_create(lines)
    LineCount.objects.update_or_create(room=room, defaults={"last_seq": len(lines)})
    return lines
