"""A room with people in it who may write, and a screener that says what a test wants it to say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.rooms.tests import factories as make
from kith.domains.safety.tests.factories import make_hours
from kith.screening import Hit, Span, Verdict


@pytest.fixture
def willow(cast: SimpleNamespace) -> SimpleNamespace:
    """A room with two members and a moderator, none of whom has written yet."""
    here = make.make_community("valley", team=cast.team)
    room = make.make_room("willow", community=here)
    make.make_key(cast.heron, room)
    make.make_key(cast.saffron, room)
    return SimpleNamespace(
        room=room,
        heron=make.make_profile(cast.heron),
        saffron=make.make_profile(cast.saffron),
        osei=make.make_profile(cast.osei),
    )


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What would be held, by word: `verdicts["forty"] = "method"`; the screener itself has its own tests."""
    held: dict[str, str] = {}

    def read(_viewer: Any, text: str, **_about: Any) -> Verdict:
        spans = [Span(text.index(w), text.index(w) + len(w), family, "test") for w, family in held.items() if w in text]
        return Verdict(0, (), (), tuple(sorted(spans)), "test-1")

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", read)
    return held


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Willow and Rowan of one house, Aspen of another; Heron and Saffron in Willow, Leah in Aspen."""
    here, there = make.make_community("valley", team=cast.team), make.make_community("harbour")
    rooms = {slug: make.make_room(slug, community=here) for slug in ("willow", "rowan")}
    rooms["aspen"] = make.make_room("aspen", community=there)
    for viewer, slug in ((cast.heron, "willow"), (cast.saffron, "willow"), (cast.leah_member, "aspen")):
        make.make_key(viewer, rooms[slug])
    who = {name: make.make_profile(getattr(cast, name)) for name in ("heron", "saffron", "leah_member", "osei")}
    return SimpleNamespace(**rooms, **who)


@pytest.fixture
def pages(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Heron and Saffron hold the key of Willow; "forty" would wait, "dark" is of tier 3."""
    make_hours(cast.team)
    here = make.make_community("valley", team=cast.team)
    room = make.make_room("willow", community=here, inside="For people who like to talk.")
    other = make.make_room("aspen", community=make.make_community("harbour"))
    for viewer in (cast.heron, cast.saffron):
        make.make_key(viewer, room)
    make.make_key(cast.leah_member, other)

    def read(_viewer: Any, text: str, **_about: Any) -> Verdict:
        at = text.find("forty")
        held = (Span(at, at + 5, "encouragement", "test"),) if at >= 0 else ()
        hits = (Hit("dark", "suicide", 3, 0, 4),) if "dark" in text else ()
        return Verdict(3 if hits else 0, ("suicide",) if hits else (), hits, held, "test-1")

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", read)
    who = {name: make.make_profile(getattr(cast, name)) for name in ("heron", "saffron", "leah_member", "osei")}
    return SimpleNamespace(room=room, other=other, **who)
