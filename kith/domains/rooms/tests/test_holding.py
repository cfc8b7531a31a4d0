"""What the rooms keep about one person: handed out whole, taken back when they close, and kept no longer than said."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.rooms import holding
from kith.domains.rooms.actions import forget_old, mute_words
from kith.domains.rooms.models import (
    Agreed,
    Block,
    Draft,
    Entry,
    Key,
    KeyKind,
    MutedWord,
    PlaceNotice,
    Post,
    Reaction,
    Wording,
)
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import Refused, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

HOUSE = system("tests")
DAY = dt.timedelta(days=1)


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Heron and Saffron in one room, each having written something that names them by a canary."""
    willow = make.make_room("willow", community=make.make_community("valley", team=cast.team))
    make.make_key(cast.heron, willow, reason="CANARY reason")
    heron, saffron = make.make_profile(cast.heron, about="CANARY about"), make.make_profile(cast.saffron)
    topic = make.make_topic(willow, heron, "CANARY title", "CANARY post")
    reply = make.make_post(topic, saffron, "OTHERS words")
    with acting_as(HOUSE):
        Reaction.objects.create(post=reply, profile=heron, kind="like")
        Draft.objects.create(profile=heron, place="room:1", body="CANARY draft", saved_at=now())
        Block.objects.create(profile=heron, other=saffron)
    mute_words(by=cast.heron, profile=heron, words=["canary"])
    return SimpleNamespace(willow=willow, heron=heron, saffron=saffron, topic=topic, reply=reply)


@pytest.mark.req("R004-73")
def test_everything_of_ones_own_is_handed_out_and_nothing_of_others(house: Any, cast: Any) -> None:
    with acting_as(HOUSE):
        told = json.dumps(holding.everything_about(cast.heron.id))
    for mine in ("reason", "about", "title", "post", "draft"):
        assert f"CANARY {mine}" in told
    assert "canary" in told
    assert "OTHERS words" not in told
    with acting_as(HOUSE):
        assert holding.everything_about(cast.arthur.id) == {"keys": [], "hosted": []}


def test_closing_takes_the_words_back_and_leaves_an_empty_seat(house: Any, cast: Any) -> None:
    with acting_as(HOUSE):
        holding.erase(cast.heron.id)
        posts = list(Post.objects.filter(author=house.heron))
        house.topic.refresh_from_db()
        house.heron.refresh_from_db()
        assert [(post.body, post.html, post.state) for post in posts] == [("", "", "withdrawn")]
        assert Post.objects.get(pk=house.reply.pk).body == "OTHERS words"
    assert house.topic.title == ""
    assert (house.heron.shown_name, house.heron.about) == ("", "")
    assert house.heron.left_at is not None
    for model in (Draft, MutedWord, Reaction, Agreed):
        assert not model.objects.filter(profile=house.heron).exists()
    assert not Block.objects.exists()
    assert Key.objects.get().ended_how == "given_back"
    wording = Wording.objects.get()
    assert wording.until_at > now() + 80 * DAY, "the team can still look, sealed"


def test_who_chose_it_leaves_their_words_without_a_name(house: Any, cast: Any) -> None:
    house.heron.leaves_words = True
    house.heron.save()
    with acting_as(HOUSE):
        holding.erase(cast.heron.id)
        assert Post.objects.get(author=house.heron).body == "CANARY post"
    house.heron.refresh_from_db()
    assert house.heron.shown_name == ""


def test_staff_leave_their_hours_and_their_profile_says_nothing(house: Any, cast: Any) -> None:
    profile = make.make_profile(cast.osei, shown_name="Kwame Osei")
    Entry.objects.create(room=house.willow, person_id=cast.osei.id, last_at=now())
    with acting_as(HOUSE):
        holding.erase(cast.osei.id)
    profile.refresh_from_db()
    assert profile.shown_name == ""
    assert not Entry.objects.exists()


def test_what_is_old_is_let_go_and_what_is_not_stays(house: Any, cast: Any) -> None:
    with acting_as(HOUSE):
        for days, until in ((1, -DAY), (2, DAY)):
            post = make.make_post(house.topic, house.saffron, f"Reply {days}")
            Wording.objects.create(post=post, author_id=house.saffron.pk, body="x", at=now(), until_at=now() + until)
        Draft.objects.create(profile=house.saffron, place="room:2", body="old", saved_at=now() - 100 * DAY)
        PlaceNotice.objects.create(room=house.willow, words="old", until_at=now() - 400 * DAY)
        old = now() - 3000 * DAY
        make.make_key(cast.saffron, house.willow, KeyKind.CARE, ended_at=old, ended_how="revoked", from_at=old)
    assert forget_old(by=HOUSE) == 4
    assert Wording.objects.count() == Draft.objects.count() == Key.objects.count() == 1
    with pytest.raises(Refused):
        forget_old(by=cast.sam)
