"""A group's own page, the first steps of somebody new, topics by experience, and what helps when things slip."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.rooms import queries
from kith.domains.rooms.actions import agree_to_words, decline_words, name_experiences, propose_words
from kith.domains.rooms.lone_ports import GroupWordsPort, ProfilePort
from kith.domains.rooms.models import Experience, GroupWords, Naming, Profile
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.models import Screened
from kith.kernel.access import Refused, system
from kith.kernel.acting import acting_as
from kith.kernel.use_cases import NotPossible

HOUSE = system("tests")


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Willow with Heron and Saffron in it, Aspen elsewhere."""
    willow = make.make_room("willow", community=make.make_community("valley", team=cast.team))
    aspen = make.make_room("aspen", community=make.make_community("harbour"))
    for member in (cast.heron, cast.saffron):
        make.make_key(member, willow)
    return SimpleNamespace(
        willow=willow, aspen=aspen, heron=make.make_profile(cast.heron), saffron=make.make_profile(cast.saffron)
    )


def proposed() -> GroupWords:
    with acting_as(HOUSE):
        return GroupWords.objects.get(state="proposed")


# A group's own page


@pytest.mark.req("R004-78")
def test_members_write_their_page_and_the_team_agrees(house: Any, cast: Any) -> None:
    client, desk = cast.client(cast.heron), cast.client(cast.osei)
    page = "/rooms/willow/group"
    assert b"belongs to the people in this room" in client.get(page).content
    assert client.post(page, {"body": "We sew on Thursdays.\n\nEverybody brings a cup."})["Location"] == page
    assert b"waits for somebody of the team" in client.get(page).content
    assert b"We sew" not in cast.client(cast.saffron).get(page).content, "not before the team has read it"
    assert b"Put it on the page" in desk.get(page).content
    desk.post(f"{page}/{proposed().pk}/agree")
    for reader in (client, cast.client(cast.saffron)):
        assert b"We sew on Thursdays." in reader.get(page).content
    assert house.heron.shown_name.encode() not in cast.client(cast.saffron).get(page).content


@pytest.mark.req("R004-78")
def test_a_new_wording_replaces_the_one_before_and_one_can_be_left_out(house: Any, cast: Any) -> None:
    for body in ("First words.", "Second words."):
        propose_words(by=cast.heron, room=house.willow, body=body)
        agree_to_words(by=cast.osei, words=proposed())
    propose_words(by=cast.saffron, room=house.willow, body="Third words.")
    words = proposed()
    decline_words(by=cast.osei, words=words)
    with acting_as(HOUSE):
        states = dict(GroupWords.objects.values_list("body", "state"))
    assert states == {"First words.": "replaced", "Second words.": "shown", "Third words.": "declined"}
    for again in (agree_to_words, decline_words):
        with pytest.raises(NotPossible):
            again(by=cast.osei, words=words)


@pytest.mark.req("R004-78")
def test_what_is_proposed_is_screened_and_stands_in_the_queue(house: Any, cast: Any) -> None:
    propose_words(by=cast.heron, room=house.willow, body="We are glad of each other.")
    words = proposed()
    with acting_as(HOUSE):
        row = Screened.objects.get(contribution_id=words.pk)
    assert (row.kind, row.author_id) == ("rooms.group_words", house.heron.pk)
    with pytest.raises(NotPossible):
        propose_words(by=cast.heron, room=house.willow, body="Ring me on 07700 900123, I am Hannah.")
    with pytest.raises(NotPossible):
        propose_words(by=cast.heron, room=house.willow, body=" ")


def test_whoever_is_not_inside_or_not_of_the_team_decides_nothing(house: Any, cast: Any) -> None:
    propose_words(by=cast.heron, room=house.willow, body="Words.")
    words = proposed()
    for other in (cast.leah_member, cast.priya, cast.tom):
        with pytest.raises(Refused):
            propose_words(by=other, room=house.willow, body="Mine.")
    for act in (agree_to_words, decline_words):
        for other in (cast.heron, cast.priya, cast.tom):
            with pytest.raises(Refused):
                act(by=other, words=words)
    desk = cast.client(cast.osei)
    for address in (f"{uuid.uuid4()}/agree", f"{words.pk}/nonsense"):
        assert desk.post(f"/rooms/willow/group/{address}").status_code == 404
    assert desk.get(f"/rooms/willow/group/{words.pk}/agree").status_code == 404


@pytest.mark.req("R004-78")
def test_somebody_new_is_welcomed_with_the_groups_words_and_may_just_read(house: Any, cast: Any) -> None:
    propose_words(by=cast.heron, room=house.willow, body="We sew on Thursdays.")
    agree_to_words(by=cast.osei, words=proposed())
    shown = cast.client(cast.saffron).get("/rooms/willow/welcome").content.decode()
    for words in ("Welcome", "We sew on Thursdays.", "Reading is being here too", "A person answers your first words"):
        assert words in shown
    assert cast.client(cast.leah_member).get("/rooms/willow/welcome").status_code == 404


# Topics by experience


def asked(viewer: Any, profile: Any) -> list[str]:
    """The titles found for one experience."""
    with acting_as(viewer):
        return [one.title for one in queries.similar(viewer, queries.folding(viewer, profile), ["nights"])]


@pytest.mark.req("R004-74")
def test_topics_are_found_by_experience_and_the_question_is_kept_nowhere(house: Any, cast: Any) -> None:
    mine = make.make_topic(house.willow, house.heron, "Night feeds and night thoughts")
    make.make_topic(house.willow, house.heron, "Something else")
    name_experiences(by=cast.heron, topic=mine, experiences=["nights", "parent"])
    client = cast.client(cast.saffron)
    assert b"Topics like mine" in client.get("/rooms/similar").content
    before = str(list(Profile.objects.order_by("pk").values()))
    found = client.post("/rooms/similar", {"experiences": ["nights", "money"]}).content.decode()
    assert "Night feeds" in found
    assert "Something else" not in found
    assert str(list(Profile.objects.order_by("pk").values())) == before
    assert "nights" not in str(dict(client.session))
    assert not {f.name for f in Naming._meta.fields} & {"profile", "person", "author"}
    assert b"Nobody has named this yet" in client.post("/rooms/similar", {"experiences": ["faith"]}).content


@pytest.mark.req("R004-74")
@pytest.mark.req("R002-6")
def test_experience_never_crosses_into_a_room_that_is_closed(house: Any, cast: Any) -> None:
    there = make.make_topic(house.aspen, make.make_profile(cast.leah_member), "Elsewhere at night")
    with acting_as(HOUSE):
        Naming.objects.create(topic=there, experience="nights")
    assert asked(cast.saffron, house.saffron) == []
    make.make_key(cast.saffron, house.aspen)
    assert asked(cast.saffron, house.saffron) == ["Elsewhere at night"], "the control: with the key it is found"


def test_only_its_writer_and_the_team_say_what_a_topic_is_about(house: Any, cast: Any) -> None:
    topic = make.make_topic(house.willow, house.heron)
    address = f"/rooms/willow/{topic.pk}/about"
    assert cast.client(cast.heron).post(address, {"experiences": ["work"]})["Location"] == f"/rooms/willow/{topic.pk}"
    with acting_as(cast.heron):
        assert queries.experiences_of(cast.heron, topic) == ["work"]
    assert cast.client(cast.heron).get(address).status_code == 200
    assert cast.client(cast.heron).post(address, {"experiences": Experience.values[:4]}).status_code == 422
    name_experiences(by=cast.osei, topic=topic, experiences=[])
    assert not Naming.objects.exists()
    with pytest.raises(Refused):
        name_experiences(by=cast.saffron, topic=topic, experiences=["work"])
    assert cast.client(cast.saffron).get(address).status_code == 404


def test_however_many_topics_the_questions_stay_the_same(house: Any, cast: Any, constant_queries: Any) -> None:
    def one_more() -> None:
        topic = make.make_topic(house.willow, house.heron)
        name_experiences(by=cast.heron, topic=topic, experiences=["nights"])

    def fetch() -> None:
        with acting_as(cast.saffron):
            queries.similar(cast.saffron, queries.NOTHING_FOLDED, ["nights"])

    constant_queries(one_more, fetch)


@pytest.mark.req("R002-32")
def test_when_things_slip_there_is_a_page_for_everybody_with_a_key(house: Any, cast: Any) -> None:
    shown = cast.client(cast.heron).get("/rooms/slipping").content.decode()
    assert "Tell one person today" in shown
    assert "/rooms/willow" in shown
    for address in ("/rooms/slipping", "/rooms/similar"):
        assert cast.client(cast.leah_member).get(address).status_code == 404
        assert address in cast.client(cast.heron).get("/rooms").content.decode()


# As the desk sees them


def test_what_stands_alone_can_be_looked_at_and_hidden(house: Any, cast: Any) -> None:
    propose_words(by=cast.heron, room=house.willow, body="We sew.")
    words, port = proposed(), GroupWordsPort()
    with acting_as(cast.osei):
        around = port.surroundings(cast.osei, words.pk)
        assert (around.place, around.it.body, around.it.state) == ("Willow", "We sew.", "held")
        assert [one.body for one in port.of_author(cast.osei, house.heron.pk, 5)] == ["We sew."]
        assert set(port.many(cast.osei, [words.pk, uuid.uuid4()])) == {words.pk}
        port.change(cast.osei, words.pk, "hide")
        with pytest.raises(NotPossible):
            port.change(cast.osei, words.pk, "hide")
    with acting_as(cast.tom):
        assert port.surroundings(cast.tom, words.pk) is None
    house.heron.about = "Up early."
    house.heron.save()
    make.make_topic(house.willow, house.heron)
    lines = ProfilePort()
    with acting_as(cast.osei):
        assert lines.surroundings(cast.osei, house.heron.pk).it.body == "Up early."
        assert [one.body for one in lines.of_author(cast.osei, house.heron.pk, 5)] == ["Up early."]
        lines.change(cast.osei, house.heron.pk, "hide")
        assert lines.many(cast.osei, [house.heron.pk])[house.heron.pk].body == ""
        for refused in (
            lambda: lines.change(cast.osei, house.heron.pk, "release"),
            lambda: lines.annotate(cast.osei, house.heron.pk, ["food"]),
            lambda: lines.move(cast.osei, house.heron.pk, house.aspen.pk),
            lambda: lines.reply_privately(cast.osei, house.heron.pk, "Hello"),
        ):
            with pytest.raises(NotPossible):
                refused()
        assert lines.places(cast.osei, house.heron.pk) == []
