"""Setting up houses and rooms: by administrators, from sets, and never a new reader before the noticeboard said so."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from kith.domains.people.tests import factories as people
from kith.domains.rooms import queries
from kith.domains.rooms.actions import (
    add_room,
    change_look,
    change_room,
    end_reader,
    keep_rooms_apart,
    let_clinicians_read,
    name_reader,
    open_community,
    put_up_notice,
    set_up_community,
    show_oneself,
    take_down_notice,
    write_agreement,
)
from kith.domains.rooms.models import Agreement, Community, Exclusion, PlaceNotice, Room
from kith.domains.rooms.starters import STARTERS, TITLES
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.models import Family
from kith.kernel.access import Refused
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible

DAY = dt.timedelta(days=1)


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """An open house with two rooms."""
    here = make.make_community("valley", team=cast.team)
    willow, rowan = make.make_room("willow", community=here), make.make_room("rowan", community=here)
    return SimpleNamespace(here=here, willow=willow, rowan=rowan)


def board(room: Room) -> list[str]:
    return list(PlaceNotice.objects.filter(room=room).order_by("at").values_list("words", flat=True))


# Houses


@pytest.mark.req("R002-29")
@pytest.mark.req("R002-30")
@pytest.mark.req("R002-31")
@pytest.mark.parametrize("code", sorted(TITLES))
def test_each_set_brings_rooms_rules_and_an_agreement(cast: Any, code: str) -> None:
    team = people.make_team("A team of its own")
    made = set_up_community(by=cast.sam, name="Meadow", team=team, look="sage", starter=code)
    rooms = list(made.rooms.all())
    assert made.opened_at is None
    assert len(rooms) == len(STARTERS[code].rooms)
    assert all(room.opening and room.inside for room in rooms)
    assert all(set(room.subjects) <= set(Family.values) for room in rooms)
    assert len(made.agreements.get().lines) >= 8
    whom = {room.for_whom for room in rooms}
    assert whom >= {"carers"} if code != "autism" else whom == {"carers", "waiting"}
    assert Exclusion.objects.count() == len(STARTERS[code].apart) == (1 if code == "eating" else 0)
    assert Room.objects.filter(kind="living_room").count() == 1


def test_a_second_house_of_the_same_set_gets_names_of_its_own(cast: Any) -> None:
    for name in ("Meadow", "Harbour"):
        set_up_community(by=cast.sam, name=name, team=people.make_team(name), look="sky", starter="birth")
    assert Room.objects.count() == 5
    assert Room.objects.filter(kind="living_room").count() == 1


@pytest.mark.req("R002-29")
def test_the_words_of_the_sets_are_short_and_name_no_illness() -> None:
    for starter in STARTERS.values():
        doors = [str(room.rules["opening"]) for room in starter.rooms]
        for sentence in [*starter.agreement, *doors, *(str(room.rules["inside"]) for room in starter.rooms)]:
            assert all(len(one.split()) <= 20 for one in sentence.split(". ")), sentence
        for door in [*doors, *starter.names]:
            assert not {"anorexia", "bulimia", "psychosis", "autism", "eating", "birth"} & set(door.lower().split())


def test_a_name_and_a_team_are_used_once(house: Any, cast: Any) -> None:
    for about in ({"name": "Valley", "team": people.make_team("Another")}, {"name": "Meadow", "team": cast.team}):
        with pytest.raises(NotPossible):
            set_up_community(by=cast.sam, look="sage", **about)


@pytest.mark.req("R002-36")
def test_a_house_has_its_own_look_and_versions_of_what_it_agrees_on(house: Any, cast: Any) -> None:
    change_look(by=cast.sam, community=house.here, look="lilac")
    two = write_agreement(
        by=cast.sam, community=house.here, lines=["We listen.", " "], because="Members asked.", lines_cy=["Gwrandawn."]
    )
    assert Community.objects.get(pk=house.here.pk).look == "lilac"
    assert (two.version, two.lines, two.said) == (2, ["We listen."], ["We listen."])
    assert Agreement.objects.filter(community=house.here, version=1).exists(), "the version before stays"
    with pytest.raises(NotPossible):
        write_agreement(by=cast.sam, community=house.here, lines=["  "])


def test_a_house_opens_once_nothing_is_missing(cast: Any, monkeypatch: Any) -> None:
    closed = make.make_community("meadow", opened_at=None)
    with pytest.raises(NotPossible) as refusal:
        open_community(by=cast.sam, community=closed)
    assert "A room." in refusal.value.message
    assert len(refusal.value.message) > 80, "what safety misses is named too"
    make.make_room("willow", community=closed)
    monkeypatch.setattr("kith.domains.rooms.actions.places.ready_to_open", lambda _viewer, _team: [])
    open_community(by=cast.sam, community=closed)
    closed.refresh_from_db()
    assert closed.opened_at is not None


# Rooms


def test_rooms_are_added_and_changed(house: Any, cast: Any) -> None:
    rules = {"opening": "A room.", "inside": "For some.", "slow_seconds": 60, "slug": "not-a-rule"}
    made = add_room(by=cast.sam, community=house.here, name="Silver Fir", for_whom="carers", rules=rules)
    assert (made.slug, made.slow_seconds, made.for_whom) == ("silver-fir", 60, "carers")
    change_room(by=cast.sam, room=made, rules={"is_open": False, "reads_first": True, "kind": "living_room"})
    made.refresh_from_db()
    assert (made.is_open, made.reads_first, made.kind) == (False, True, "topics")
    with pytest.raises(NotPossible):
        add_room(by=cast.sam, community=house.here, name="Willow", for_whom="members", rules=rules)


@pytest.mark.req("R002-6")
def test_rooms_are_kept_apart_whichever_is_named_first(house: Any, cast: Any) -> None:
    keep_rooms_apart(by=cast.sam, room=house.willow, other=house.rowan, is_apart=True)
    keep_rooms_apart(by=cast.sam, room=house.rowan, other=house.willow, is_apart=True)
    assert Exclusion.objects.count() == 1
    keep_rooms_apart(by=cast.sam, room=house.rowan, other=house.willow, is_apart=False)
    assert not Exclusion.objects.exists()
    for other in (house.willow, make.make_living_room()):
        with pytest.raises(NotPossible):
            keep_rooms_apart(by=cast.sam, room=house.willow, other=other, is_apart=True)


@pytest.mark.req("R003-46")
def test_a_clinician_reads_two_days_after_the_noticeboard_said_so(house: Any, cast: Any) -> None:
    let_clinicians_read(by=cast.sam, room=house.willow, may_read=False)
    assert queries.open_room(cast.osei, "willow") is None, "no longer, at once"
    assert board(house.willow) == []
    let_clinicians_read(by=cast.sam, room=house.willow, may_read=True)
    assert "clinicians of our team can read this room" in board(house.willow)[0]
    assert queries.open_room(cast.osei, "willow") is None
    make.make_key(cast.heron, house.willow)
    assert "Clinicians cannot" in queries.reading_facts(cast.heron, queries.open_room(cast.heron, "willow")).who
    with time_machine.travel(now() + 2 * DAY, tick=False):
        assert queries.open_room(cast.osei, "willow") == house.willow
        assert "clinicians of" in queries.reading_facts(cast.heron, queries.open_room(cast.heron, "willow")).who


@pytest.mark.req("R003-46")
def test_a_named_reader_is_announced_first_and_then_named_at_the_head_of_the_room(house: Any, cast: Any) -> None:
    reader = name_reader(by=cast.sam, room=house.willow, person_id=cast.nadia.id, why="Leads the sewing group")
    assert "Nadia Aziz can read this room" in board(house.willow)[0]
    assert queries.open_room(cast.nadia, "willow") is None
    make.make_key(cast.heron, house.willow)
    with time_machine.travel(now() + 2 * DAY, tick=False):
        assert queries.open_room(cast.nadia, "willow") == house.willow
        assert "Nadia Aziz" in queries.reading_facts(cast.heron, queries.open_room(cast.heron, "willow")).who
        end_reader(by=cast.sam, reader=reader)
        assert queries.open_room(cast.nadia, "willow") is None
    with pytest.raises(NotPossible):
        name_reader(by=cast.sam, room=house.willow, person_id=house.willow.pk, why="Nobody")


@pytest.mark.req("R003-46")
def test_somebody_new_who_reads_hangs_on_the_noticeboard_before_they_see_a_word(house: Any, cast: Any) -> None:
    show_oneself(by=cast.osei, room=house.willow)
    show_oneself(by=cast.osei, room=house.willow)
    assert board(house.willow) == ["Kwame Osei (clinician) reads in this room from today."]
    known = make.make_profile(cast.osei)
    make.make_topic(house.rowan, known)
    show_oneself(by=cast.osei, room=house.rowan)
    assert board(house.rowan) == [], "who has been writing there is no news"
    moderator = people.make_staff("Mo Derby", "moderator", team=cast.team)
    show_oneself(by=moderator, room=house.rowan)
    assert board(house.rowan) == []


def test_the_noticeboard_is_the_teams(house: Any, cast: Any) -> None:
    notice = put_up_notice(by=cast.osei, room=house.willow, words="Tea on Thursday.")
    make.make_key(cast.heron, house.willow)
    assert [one.words for one in queries.noticeboard(cast.heron, house.willow)] == ["Tea on Thursday."]
    for other in (cast.heron, cast.priya, cast.tom):
        with pytest.raises(Refused):
            put_up_notice(by=other, room=house.willow, words="Mine")
        with pytest.raises(Refused):
            take_down_notice(by=other, notice=notice)
    take_down_notice(by=cast.osei, notice=notice)
    assert queries.noticeboard(cast.heron, house.willow) == []
    with pytest.raises(NotPossible):
        put_up_notice(by=cast.sam, room=house.willow, words=" ")


@pytest.mark.parametrize("who", ["heron", "priya", "osei", "tom", "lin"])
def test_only_administrators_set_up(house: Any, cast: Any, who: str) -> None:
    by = getattr(cast, who)
    reader = name_reader(by=cast.sam, room=house.willow, person_id=cast.nadia.id, why="x")
    tries = [
        lambda: set_up_community(by=by, name="X", team=cast.team, look="sage"),
        lambda: change_look(by=by, community=house.here, look="sky"),
        lambda: open_community(by=by, community=house.here),
        lambda: write_agreement(by=by, community=house.here, lines=["x"]),
        lambda: add_room(by=by, community=house.here, name="X", for_whom="members", rules={}),
        lambda: change_room(by=by, room=house.willow, rules={}),
        lambda: keep_rooms_apart(by=by, room=house.willow, other=house.rowan, is_apart=True),
        lambda: let_clinicians_read(by=by, room=house.willow, may_read=False),
        lambda: name_reader(by=by, room=house.willow, person_id=cast.osei.id, why="x"),
        lambda: end_reader(by=by, reader=reader),
    ]
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    assert (
        queries.houses(by) == queries.shared_rooms(by) == queries.free_teams(by) == queries.possible_readers(by) == []
    )
    assert queries.house(by, "valley") is queries.room_set_up(by, "willow") is None
    assert queries.reader_to_end(by, reader.pk) is None
    assert queries.notice_to_take_down(by, PlaceNotice.objects.get().pk) is None


# Pages


def test_a_house_is_set_up_page_by_page(cast: Any, monkeypatch: Any) -> None:
    desk, team = cast.client(cast.sam), people.make_team("A team of its own")
    assert b"No house is set up yet" in desk.get("/desk/admin/houses").content
    typed = {"name": "Meadow", "team": str(team.pk), "starter": "eating", "look": "sage"}
    assert desk.get("/desk/admin/houses/new").status_code == 200
    assert desk.post("/desk/admin/houses/new", typed)["Location"] == "/desk/admin/houses"
    assert desk.post("/desk/admin/houses/new", {**typed, "team": str(cast.team.pk)}).status_code == 422
    assert b"Meadow" in desk.get("/desk/admin/houses").content
    assert b"this is missing" in desk.get("/desk/admin/houses/meadow").content
    assert desk.post("/desk/admin/houses/meadow").status_code == 422
    desk.post("/desk/admin/houses/meadow/look", {"look": "sky"})
    assert desk.post("/desk/admin/houses/meadow/look", {"look": "neon"}).status_code == 404
    assert b"We listen first" in desk.get("/desk/admin/houses/meadow/agreement").content
    desk.post("/desk/admin/houses/meadow/agreement", {"lines": "We listen.\nWe wait.", "because": "Shorter"})
    monkeypatch.setattr("kith.domains.rooms.actions.places.ready_to_open", lambda _viewer, _team: [])
    assert desk.post("/desk/admin/houses/meadow")["Location"] == "/desk/admin/houses/meadow"
    meadow = Community.objects.get(code="meadow")
    assert (meadow.look, meadow.agreements.count(), bool(meadow.opened_at)) == ("sky", 2, True)


def test_a_room_is_set_up_page_by_page(house: Any, cast: Any) -> None:
    desk = cast.client(cast.sam)
    rules = {
        "opening": "A door.", "inside": "For some.", "slow_seconds": "60", "quiet_slow_seconds": "0",
        "reply_hours": "12", "notes": ["food"], "subjects": ["eating"], "is_open": "on",
    }  # fmt: skip
    new = "/desk/admin/houses/valley/rooms/new"
    assert desk.get(new).status_code == 200
    assert desk.post(new, {**rules, "name": "Fir", "for_whom": "members"})["Location"] == "/desk/admin/houses/valley"
    assert desk.post(new, {**rules, "name": "Fir", "for_whom": "members"}).status_code == 422
    fir = "/desk/admin/rooms/fir"
    assert desk.get(f"{fir}/rules").status_code == 200
    assert desk.post(f"{fir}/rules", {**rules, "reads_first": "on"})["Location"] == fir
    desk.post(f"{fir}/notices", {"words": "Tea on Thursday."})
    assert desk.post(f"{fir}/notices", {"words": ""}).status_code == 422
    desk.post(f"{fir}/clinicians")
    desk.post(f"{fir}/readers", {"person": str(cast.nadia.id), "why": "Sewing"})
    assert desk.post(f"{fir}/readers", {"person": str(cast.nadia.id), "why": "Again"}).status_code == 422
    desk.post(f"{fir}/apart", {"other": "willow"})
    shown = desk.get(fir).content.decode()
    for words in ("Tea on Thursday.", "Clinicians cannot read", "Nadia Aziz", "read by somebody of the team", "Willow"):
        assert words in shown
    room = Room.objects.get(slug="fir")
    notice = PlaceNotice.objects.get(room=room, words="Tea on Thursday.")
    desk.post(reverse("rooms:notice-end", args=["fir", notice.pk]))
    desk.post(reverse("rooms:reader-end", args=["fir", room.readers.get().pk]))
    desk.post(f"{fir}/apart", {"other": "willow", "together": "yes"})
    shown = desk.get(fir).content.decode()
    assert "Tea on Thursday." not in shown
    assert not Exclusion.objects.exists()
    assert (room.notes, room.subjects, room.slow_seconds) == (["food"], ["eating"], 60)


def test_set_up_pages_are_for_administrators_and_show_nothing_that_was_said(house: Any, cast: Any) -> None:
    make.make_topic(house.willow, make.make_profile(cast.heron), "A secret title", "A secret body")
    paths = ["houses", "houses/new", "houses/valley", "houses/valley/agreement", "rooms/willow", "rooms/willow/rules"]
    for path in paths:
        shown = cast.client(cast.sam).get(f"/desk/admin/{path}")
        assert shown.status_code == 200
        assert b"secret" not in shown.content
    for viewer in (cast.osei, cast.heron):
        client = cast.client(viewer)
        nothing = client.get("/there-is-nothing-here").content
        assert all(client.get(f"/desk/admin/{path}").content == nothing for path in paths)
    client = cast.client(cast.sam)
    nowhere = ["houses/none", "rooms/none", f"rooms/willow/notices/{house.willow.pk}", "rooms/willow/apart"]
    nowhere += [f"rooms/willow/readers/{house.willow.pk}", "rooms/willow/clinicians", "houses/valley/look"]
    assert {client.get(f"/desk/admin/{path}").status_code for path in nowhere} == {404}
