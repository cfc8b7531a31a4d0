"""The hall, the agreement before a first visit, profiles and quieter rooms, as pages."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from kith.domains.people.tests import factories as people
from kith.domains.rooms import queries
from kith.domains.rooms.actions import (
    agree,
    block,
    choose_what_stays,
    come_back_early,
    describe_oneself,
    enter,
    mute,
    mute_words,
    show_oneself,
    show_that_one_has_been_there,
    take_a_break,
    unblock,
    unmute,
)
from kith.domains.rooms.models import Agreed, Entry, KeyKind, MutedWord, PlaceNotice, Profile
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.models import TeamHours
from kith.kernel.access import Refused
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

ROOM, RULES = "/rooms/willow", "/rooms/willow/agreements"


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Willow, which Heron and Saffron hold a key to, and Aspen, which they do not."""
    here = make.make_community("valley", team=cast.team)
    willow = make.make_room("willow", community=here, inside="For people who like long tables.")
    aspen = make.make_room("aspen", community=make.make_community("harbour"))
    for member, handle in ((cast.heron, "Quiet Heron"), (cast.saffron, "Saffron Kite")):
        people.make_pseudonym(member.id, handle)
        make.make_key(member, willow)
    return SimpleNamespace(here=here, willow=willow, aspen=aspen)


def page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


# The hall


@pytest.mark.req("R002-4")
def test_the_hall_shows_the_doors_one_holds_and_not_what_is_inside(house: Any, cast: Any) -> None:
    PlaceNotice.objects.create(room=house.willow, words="Tea on Thursday.", at=now())
    PlaceNotice.objects.create(room=house.willow, words="Long over.", at=now(), until_at=now())
    shown = page(cast.client(cast.heron), "/rooms")
    assert "Willow" in shown
    assert "Tea on Thursday." in shown
    for hidden in ("Aspen", "long tables", "Long over."):
        assert hidden not in shown


def test_who_has_no_key_is_told_how_to_get_one(cast: Any) -> None:
    assert "no key to a room yet" in page(cast.client(cast.heron), "/rooms")
    assert "open no room" in page(cast.client(cast.priya), "/rooms")


def test_the_hall_costs_the_same_for_one_room_and_for_three(house: Any, cast: Any, constant_queries: Any) -> None:
    def one_more() -> None:
        room = make.make_room(community=house.here)
        make.make_key(cast.heron, room)
        Entry.objects.create(room=room, person_id=cast.osei.id, last_at=now())

    make.make_profile(cast.osei)
    constant_queries(one_more, lambda: queries.doors(cast.heron))


# Coming in


@pytest.mark.req("R002-36")
def test_a_member_reads_the_agreement_before_the_first_visit(house: Any, cast: Any) -> None:
    client = cast.client(cast.heron)
    assert client.get(ROOM)["Location"] == RULES
    assert "We are kind to each other." in page(client, RULES)
    assert client.post(RULES)["Location"] == f"{ROOM}/welcome"
    assert client.get(ROOM).status_code == 200
    assert "Yes, I agree" not in page(client, RULES)
    profile = queries.me(cast.heron)
    assert (profile.shown_name, profile.person_id, profile.side) == ("Quiet Heron", None, "member")


@pytest.mark.req("R002-36")
def test_a_new_version_is_read_again_and_says_why(house: Any, cast: Any) -> None:
    client = cast.client(cast.heron)
    client.post(RULES)
    newer = make.make_agreement(house.here, "We leave out numbers.")
    newer.because = "Members asked for it."
    newer.save()
    assert client.get(ROOM)["Location"] == RULES
    assert "Members asked for it." in page(client, RULES)
    client.post(RULES)
    assert Agreed.objects.count() == 2


@pytest.mark.req("R002-16")
def test_no_line_says_when_a_member_came_in(house: Any, cast: Any) -> None:
    cast.client(cast.heron).post(RULES)
    assert enter(by=cast.saffron, room=house.willow).shown_name == "Saffron Kite"
    assert not AuditEntry.objects.filter(use_case__startswith="rooms.").exists()
    assert not Entry.objects.exists()


@pytest.mark.req("R002-16")
def test_the_order_in_which_people_came_in_lies_nowhere(house: Any, cast: Any) -> None:
    def where(table: str) -> dict[Any, str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, ctid::text FROM {table}")
            return dict(cursor.fetchall())

    rules = house.here.agreements.get()
    agree(by=cast.heron, room=house.willow, agreement=rules)
    before = where("rooms_profile"), where("rooms_agreed")
    agree(by=cast.saffron, room=house.willow, agreement=rules)
    after = where("rooms_profile"), where("rooms_agreed")
    for first, then in zip(before, after, strict=True):
        assert len(then) == 2
        assert all(then[row] != place for row, place in first.items()), "whoever was there was written anew"


@pytest.mark.req("R002-5")
@pytest.mark.req("R002-2")
def test_the_team_is_seen_where_it_reads_and_it_is_recorded(house: Any, cast: Any) -> None:
    assert cast.client(cast.osei).get(ROOM).status_code == 200
    assert AuditEntry.objects.get(use_case="rooms.show_oneself").actor_id == cast.osei.id
    here = queries.who_is_here(cast.heron, house.willow)
    assert [(one.name, one.role) for one in here] == [("Kwame Osei", "clinician")]
    client = cast.client(cast.heron)
    client.post(RULES)
    assert "Kwame Osei" in page(client, ROOM)
    assert "Kwame Osei" in page(client, "/rooms")
    with time_machine.travel(now() + dt.timedelta(minutes=11), tick=False):
        assert queries.who_is_here(cast.heron, house.willow) == []


@pytest.mark.req("R002-5")
def test_the_teams_visit_is_noted_once_a_minute(house: Any, cast: Any) -> None:
    client = cast.client(cast.osei)
    with time_machine.travel(now(), tick=False) as clock:
        client.get(ROOM)
        client.get(ROOM)
        assert AuditEntry.objects.filter(use_case="rooms.show_oneself").count() == 1
        clock.shift(61)
        client.get(ROOM)
    assert AuditEntry.objects.filter(use_case="rooms.show_oneself").count() == 2


@pytest.mark.req("R002-2")
@pytest.mark.req("R003-46")
def test_the_head_of_a_room_says_who_reads_and_when_somebody_next_does(house: Any, cast: Any) -> None:
    for weekday in range(1, 8):
        TeamHours.objects.create(
            team=cast.team, weekday=weekday, opens=dt.time(9), closes=dt.time(17), from_on=dt.date(2026, 1, 1)
        )
    client = cast.client(cast.heron)
    with time_machine.travel(dt.datetime(2026, 6, 3, 2, 10, tzinfo=dt.UTC), tick=False):
        make.make_key(cast.leah_member, house.willow)
        facts = queries.reading_facts(cast.leah_member, house.willow)
    assert not facts.is_somebody_here
    assert "9am" in facts.promise.words
    assert "clinicians of Marlbeck community team" in facts.who
    client.post(RULES)
    assert "Nobody from the team is here right now." in page(client, ROOM)
    house.willow.clinicians_read = False
    house.willow.save()
    assert "Clinicians cannot" in queries.reading_facts(cast.heron, house.willow).who


@pytest.mark.req("R002-4")
def test_a_closed_door_is_byte_for_byte_no_door(house: Any, cast: Any) -> None:
    nothing = cast.client(cast.heron).get("/there-is-nothing-here").content
    for viewer in (cast.heron, cast.priya, cast.osei):
        client = cast.client(viewer)
        for address in ("/rooms/aspen", "/rooms/aspen/agreements", "/rooms/no-such-room", "/rooms/no/agreements"):
            answer = client.get(address)
            assert (answer.status_code, answer.content) == (404, nothing), (address, viewer)
    with pytest.raises(Refused):
        enter(by=cast.heron, room=house.aspen)
    with pytest.raises(Refused):
        show_oneself(by=cast.osei, room=house.aspen)
    with pytest.raises(Refused):
        agree(by=cast.heron, room=house.aspen, agreement=house.aspen.community.agreements.get())


@pytest.mark.req("R002-16")
def test_nobody_goes_into_the_rooms_for_somebody_else(house: Any, cast: Any) -> None:
    client = cast.client_for(cast.priya, cast.heron)
    for address in ("/rooms", ROOM, RULES, "/you/quiet", "/you/seen"):
        assert client.get(f"/for/{cast.heron.id}{address}").status_code == 404


def test_somebody_without_a_handle_is_asked_to_choose_one(house: Any, cast: Any) -> None:
    make.make_key(cast.leah_member, house.willow)
    with pytest.raises(NotPossible):
        enter(by=cast.leah_member, room=house.willow)


# One's own keys


def test_one_sees_ones_keys_and_why_and_can_give_one_back(house: Any, cast: Any) -> None:
    client = cast.client(cast.heron)
    key = make.make_key(cast.heron, make.make_room("oak", community=house.here), reason="Agreed on Monday")
    assert "Agreed on Monday" in page(client, "/rooms/keys")
    assert "The door closes for you now" in page(client, f"/rooms/keys/{key.pk}")
    assert client.post(f"/rooms/keys/{key.pk}")["Location"] == "/rooms/keys"
    assert "given back by its holder" in page(client, "/rooms/keys")
    assert {room.slug for room in queries.open_rooms(cast.heron)} == {"willow"}
    for viewer in (cast.saffron, cast.osei):
        assert cast.client(viewer).get(f"/rooms/keys/{key.pk}").status_code == 404
    assert "no key to a room yet" in page(cast.client(cast.leah_member), "/rooms/keys")


def test_one_chooses_whether_words_stay_when_one_leaves(house: Any, cast: Any) -> None:
    mine = enter(by=cast.heron, room=house.willow)
    client = cast.client(cast.heron)
    assert "would be taken back" in page(client, "/you/seen")
    client.post("/you/seen/words")
    assert "would stay, without your name" in page(client, "/you/seen")
    choose_what_stays(by=cast.heron, profile=mine, leaves_words=False)
    with pytest.raises(Refused):
        choose_what_stays(by=cast.saffron, profile=mine, leaves_words=True)


# Profiles


def _both(house: Any, cast: Any) -> tuple[Profile, Profile]:
    heron, saffron = enter(by=cast.heron, room=house.willow), enter(by=cast.saffron, room=house.willow)
    make.make_topic(house.willow, saffron, "Hello all")
    return heron, saffron


@pytest.mark.req("R002-10")
@pytest.mark.req("R002-16")
def test_a_profile_shows_a_chosen_name_and_a_picture_and_never_a_person(house: Any, cast: Any) -> None:
    _mine, hers = _both(house, cast)
    shown = page(cast.client(cast.heron), f"/people/{hers.pk}")
    assert "Saffron Kite" in shown
    assert "k-avatar" in shown
    for secret in ("Sana", "Malik", str(cast.saffron.id)):
        assert secret not in shown
    assert 'type="file"' not in page(cast.client(cast.saffron), "/you/seen")
    assert {f.name for f in Profile._meta.fields} & {"diagnosis", "condition", "picture", "photo", "email"} == set()


@pytest.mark.req("R002-6")
def test_a_profile_is_seen_only_by_who_can_read_what_they_wrote(house: Any, cast: Any) -> None:
    _mine, hers = _both(house, cast)
    make.make_key(cast.leah_member, house.aspen)
    make.make_profile(cast.leah_member)
    nothing = cast.client(cast.heron).get("/there-is-nothing-here").content
    answer = cast.client(cast.leah_member).get(f"/people/{hers.pk}")
    assert (answer.status_code, answer.content) == (404, nothing)
    assert cast.client(cast.heron).get(f"/people/{uuid.uuid4()}").content == nothing
    assert queries.profile_seen(cast.saffron, queries.me(cast.heron).pk) is None, "who wrote nothing is not browsed"


@pytest.mark.req("R002-10")
def test_lines_about_oneself_are_ones_own_to_write(house: Any, cast: Any) -> None:
    mine, hers = _both(house, cast)
    client = cast.client(cast.heron)
    told = {"about": "Up early, mostly.", "likes": "choir", "pronouns": "she"}
    assert client.post("/you/seen", told)["Location"] == f"/people/{mine.pk}"
    assert "Up early, mostly." in page(client, f"/people/{mine.pk}")
    with pytest.raises(Refused):
        describe_oneself(by=cast.heron, profile=hers, about="x", likes="", pronouns="")


@pytest.mark.req("R002-25")
def test_having_been_there_shows_by_choice_and_only_for_who_finished(house: Any, cast: Any) -> None:
    mine, _hers = _both(house, cast)
    with pytest.raises(NotPossible):
        show_that_one_has_been_there(by=cast.heron, profile=mine, shows=True)
    client = cast.client(cast.heron)
    assert "been-there" not in page(client, "/you/seen")
    make.make_key(cast.heron, make.make_room("oak", community=house.here), KeyKind.ALUMNI)
    assert "been-there" in page(client, "/you/seen")
    assert "Has been there" not in page(client, f"/people/{mine.pk}")
    client.post("/you/seen/been-there")
    assert "Has been there" in page(client, f"/people/{mine.pk}")
    client.post("/you/seen/been-there")
    assert "Has been there" not in page(client, f"/people/{mine.pk}")


# Distance


def test_muting_folds_and_blocking_hides_both_ways_and_neither_is_told(house: Any, cast: Any) -> None:
    mine, hers = _both(house, cast)
    make.make_topic(house.willow, mine, "Me too")
    client, address = cast.client(cast.heron), f"/people/{hers.pk}"
    client.post(f"{address}/mute")
    assert queries.folding(cast.heron, mine).folds(hers.pk)
    assert not queries.folding(cast.saffron, hers).folds(mine.pk)
    client.post(f"{address}/unmute")
    assert not queries.folding(cast.heron, mine).folds(hers.pk)
    client.post(f"{address}/block")
    assert queries.folding(cast.heron, mine).hides(hers.pk)
    assert queries.folding(cast.saffron, hers).hides(mine.pk)
    assert cast.client(cast.saffron).get(f"/people/{mine.pk}").status_code == 404
    assert "Saffron Kite" in page(client, "/you/quiet")
    client.post(f"{address}/unblock")
    assert not queries.folding(cast.saffron, hers).hides(mine.pk)
    assert not AuditEntry.objects.filter(use_case__in=["rooms.mute", "rooms.block"]).exists()


def test_nobody_blocks_the_team_or_themselves_or_for_another(house: Any, cast: Any) -> None:
    mine, hers = _both(house, cast)
    doctor = enter(by=cast.osei, room=house.willow)
    for act in (block, mute):
        with pytest.raises(NotPossible):
            act(by=cast.heron, profile=mine, other=mine)
        with pytest.raises(Refused):
            act(by=cast.heron, profile=hers, other=mine)
    with pytest.raises(NotPossible):
        block(by=cast.heron, profile=mine, other=doctor)
    mute(by=cast.heron, profile=mine, other=doctor)
    unmute(by=cast.heron, profile=mine, other=doctor)
    unblock(by=cast.heron, profile=mine, other=doctor)
    assert cast.client(cast.heron).post(f"/people/{hers.pk}/nonsense").status_code == 404
    assert cast.client(cast.heron).get(f"/people/{hers.pk}/mute").status_code == 404


def test_muted_words_fold_whole_words_for_oneself_alone(house: Any, cast: Any) -> None:
    mine, hers = _both(house, cast)
    client = cast.client(cast.heron)
    client.post("/you/quiet", {"words": "Cat\ncake stall\n\ncat"})
    assert queries.muted_words(cast.heron, mine) == ["cake stall", "cat"]
    folding = queries.folding(cast.heron, mine)
    assert folding.folds(hers.pk, "My CAT sleeps")
    assert folding.folds(hers.pk, "", "the Cake stall is open")
    assert not folding.folds(hers.pk, "education")
    assert not queries.folding(cast.saffron, hers).words
    assert b"cat" not in bytes(MutedWord.objects.values_list("word", flat=True)[0])
    assert client.post("/you/quiet", {"words": "\n".join(f"word {n}" for n in range(51))}).status_code == 422
    assert mute_words(by=cast.heron, profile=mine, words=[]) == []


@pytest.mark.req("R004-60")
def test_a_break_keeps_the_keys_and_can_end_any_day(house: Any, cast: Any) -> None:
    mine, _hers = _both(house, cast)
    make.make_profile(cast.heron)
    client = cast.client(cast.heron)
    assert client.post("/you/quiet/break", {"until": "7"})["Location"] == "/you/quiet"
    assert "You are on a break" in page(client, "/you/quiet")
    assert queries.break_until(cast.heron) is not None
    assert queries.open_room(cast.heron, "willow") == house.willow
    assert client.get(ROOM).status_code == 200
    client.post("/you/quiet/break/end")
    assert queries.break_until(cast.heron) is None
    for until in (now(), now() + dt.timedelta(days=400)):
        with pytest.raises(NotPossible):
            take_a_break(by=cast.heron, profile=mine, until_at=until)
    come_back_early(by=cast.heron, profile=mine)


def test_pages_about_oneself_need_a_profile(house: Any, cast: Any) -> None:
    client = cast.client(cast.heron)
    for name in ("about-me", "quiet", "break", "break-end", "been-there", "words-stay"):
        assert client.get(reverse(f"rooms:{name}")).status_code == 404


def test_you_leads_to_the_quieter_rooms(house: Any, cast: Any) -> None:
    assert "/you/quiet" not in page(cast.client(cast.heron), "/you"), "not before the first visit"
    enter(by=cast.heron, room=house.willow)
    assert "/you/quiet" in page(cast.client(cast.heron), "/you")
    assert "/you/quiet" not in page(cast.client(cast.osei), "/you")
