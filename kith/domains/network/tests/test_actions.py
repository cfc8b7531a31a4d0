"""Drawing: every change saves, can be taken back, overwrites nothing and is recorded without names."""

import pytest
from django.db import connection

from kith.domains.network import actions, queries
from kith.domains.network.models import Change, NetworkMap, Reflection, Tie
from kith.domains.network.tests import factories as make
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
CANARY = "Zephyrine-canary"


@pytest.fixture
def heron(cast):
    return cast.heron


def now_on(viewer) -> list[tuple[str, str, str]]:
    return [(row.name, str(row.kind), str(row.circle)) for row in queries.board(viewer).rows]


def fresh(viewer) -> NetworkMap:
    return NetworkMap.objects.get(person_id=viewer.id)


def test_a_map_is_begun_once(heron):
    assert actions.start_map(by=heron) == actions.start_map(by=heron)


@pytest.mark.req("R000-3")
def test_a_tie_has_a_name_a_kind_and_a_circle(heron):
    make.make_tie(heron, "  Jo   from choir ", "friend", "inner")
    assert now_on(heron) == [("Jo from choir", "friend", "inner")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "   "), ("name", "x" * 61), ("kind", "enemy"), ("circle", "far"), ("contact", "hourly")],
)
def test_what_makes_no_sense_is_said_at_its_field(heron, field, value):
    said = {"name": "Jo", "kind": "friend", "circle": "inner", "contact": ""} | {field: value}
    with pytest.raises(NotPossible) as problem:
        make.make_tie(heron, **said)
    assert problem.value.field == field
    assert not Tie.objects.exists()


def test_names_and_notes_are_sealed_in_the_database_and_absent_from_the_audit(heron):
    tie = make.make_tie(heron, CANARY, words=CANARY)
    actions.remove_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1)
    actions.reflect(by=heron, network_map=fresh(heron), answers={"lift": CANARY})
    with connection.cursor() as cursor:
        for table in ("network_tie", "network_change", "network_reflection", "kernel_auditentry", "network_networkmap"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            text = str(cursor.fetchone()[0])
            assert CANARY not in text, table
            assert CANARY.encode().hex() not in text, table
    assert Change.objects.count() == 2


def test_moving_changes_the_circle_only(heron):
    tie = make.make_tie(heron, circle="outer", contact="weekly", words="Kind")
    actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="inner", version=1)
    after = Tie.objects.get()
    assert (after.circle, after.name, after.contact, after.note, after.version) == ("inner", "Jo", "weekly", "Kind", 2)


def test_what_is_said_again_in_the_same_words_is_no_change(heron):
    tie = make.make_tie(heron)
    actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="middle", version=1)
    actions.change_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1, said={"name": "Jo"})
    assert fresh(heron).version == 1


@pytest.mark.req("R000-15")
def test_what_is_hard_becomes_private_unless_they_then_say_otherwise(heron):
    tie = make.make_tie(heron)
    actions.change_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1, said={"is_hard": True})
    assert Tie.objects.get().is_private
    actions.change_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=2, said={"is_private": False})
    assert not Tie.objects.get().is_private
    assert Tie.objects.get().is_hard
    assert make.make_tie(heron, "Ex", is_hard=True).is_private


@pytest.mark.req("R000-15")
def test_someone_can_become_someone_i_miss(heron):
    tie = make.make_tie(heron, "Gran", "family")
    actions.change_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1, said={"kind": "missed"})
    assert now_on(heron) == [("Gran", "missed", "middle")]


class TestUndo:
    def test_it_goes_back_step_by_step_and_brings_back_what_was_removed(self, heron):
        tie = make.make_tie(heron, "Jo", "friend", "outer", words="Kind", contact="weekly")
        actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="inner", version=1)
        actions.change_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=2, said={"name": "Joanne"})
        actions.remove_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=3)
        seen = []
        for _step in range(4):
            actions.undo(by=heron, network_map=fresh(heron), version=fresh(heron).version)
            seen.append(now_on(heron))
        assert seen == [
            [("Joanne", "friend", "inner")],
            [("Jo", "friend", "inner")],
            [("Jo", "friend", "outer")],
            [],
        ]

    def test_what_comes_back_is_the_same_thing_with_its_note(self, heron):
        tie = make.make_tie(heron, words="Kind", contact="weekly")
        actions.remove_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1)
        assert not Tie.objects.exists()
        actions.undo(by=heron, network_map=fresh(heron), version=2)
        back = Tie.objects.get()
        assert (back.pk, back.name, back.note, back.contact) == (tie.pk, "Jo", "Kind", "weekly")

    def test_at_the_beginning_there_is_nothing_to_take_back(self, heron):
        make.make_map(heron)
        with pytest.raises(NotPossible):
            actions.undo(by=heron, network_map=fresh(heron), version=0)

    def test_only_the_last_steps_are_kept(self, heron):
        tie = make.make_tie(heron)
        for n in range(1, 40):
            circle = "inner" if n % 2 else "outer"
            actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle=circle, version=n)
        assert Change.objects.count() == actions.STEPS_BACK

    def test_two_windows_it_takes_back_only_what_the_page_shows(self, heron):
        make.make_tie(heron, "Jo")
        make.make_tie(heron, "Sam")
        with pytest.raises(actions.Outdated):
            actions.undo(by=heron, network_map=fresh(heron), version=1)
        assert len(now_on(heron)) == 2


class TestTwoWindows:
    def test_the_same_thing_is_not_overwritten(self, heron):
        tie = make.make_tie(heron, circle="outer")
        seen = fresh(heron).version
        actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="inner", version=seen)
        with pytest.raises(actions.Outdated):
            actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="middle", version=seen)
        assert Tie.objects.get().circle == "inner"

    def test_different_things_do_not_stand_in_each_others_way(self, heron):
        one, other = make.make_tie(heron, "Jo"), make.make_tie(heron, "Sam")
        seen = fresh(heron).version
        for tie in (one, other):
            actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="inner", version=seen)
        assert {row[2] for row in now_on(heron)} == {"inner"}

    def test_what_is_gone_cannot_be_moved(self, heron):
        tie = make.make_tie(heron)
        actions.remove_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, version=1)
        with pytest.raises(actions.Outdated):
            actions.move_tie(by=heron, network_map=fresh(heron), tie_id=tie.pk, circle="inner", version=1)


class TestReflect:
    def test_any_question_may_be_answered_and_taken_back(self, heron):
        network_map = make.make_map(heron)
        actions.reflect(by=heron, network_map=network_map, answers={"lift": "Choir", "more": "Sleep", "health": ""})
        actions.reflect(by=heron, network_map=network_map, answers={"more": ""})
        assert {q: r.words for q, r in queries.reflections(heron).items()} == {"lift": "Choir"}

    def test_what_can_be_hard_is_private_until_they_say_otherwise(self, heron):
        network_map = make.make_map(heron)
        actions.reflect(by=heron, network_map=network_map, answers={"hard": "Nights", "lift": "Choir"})
        assert {q: r.is_private for q, r in queries.reflections(heron).items()} == {"hard": True, "lift": False}
        actions.reflect(by=heron, network_map=network_map, answers={"hard": "Nights"}, private={"hard": False})
        assert not Reflection.objects.get(question="hard").is_private

    def test_staff_neither_read_nor_overwrite_private_words(self, cast):
        network_map = make.make_map(cast.heron)
        actions.reflect(by=cast.heron, network_map=network_map, answers={"hard": "Nights"})
        priya = cast.priya.on_behalf(cast.heron.id, "phone")
        assert queries.reflections(priya) == {}
        with pytest.raises(NotPossible):
            actions.reflect(by=priya, network_map=network_map, answers={"hard": "Buses"})
        actions.reflect(by=priya, network_map=network_map, answers={"lift": "The lad"})
        assert {q: r.words for q, r in queries.reflections(cast.heron).items()} == {"hard": "Nights", "lift": "The lad"}

    def test_a_question_nobody_asked_is_refused(self, heron):
        with pytest.raises(NotPossible):
            actions.reflect(by=heron, network_map=make.make_map(heron), answers={"diagnosis": "x"})


def test_an_empty_map_is_complete_and_drawing_on_opens_it_again(heron):
    network_map = actions.finish(by=heron, network_map=make.make_map(heron))
    assert network_map.finished_at
    make.make_tie(heron)
    assert fresh(heron).finished_at is None


def test_the_audit_says_who_did_it_for_whom_and_how(cast):
    priya = cast.priya.on_behalf(cast.arthur.id, "phone")
    make.make_tie(priya, CANARY)
    entry = AuditEntry.objects.get(use_case="network.add_tie")
    assert (entry.actor_id, entry.subject_id, entry.acting_how) == (cast.priya.id, cast.arthur.id, "phone")
    assert entry.facts == {"kind": "friend", "circle": "middle"}


def test_nobody_else_can_draw_on_it(cast):
    tie = make.make_tie(cast.heron)
    network_map = fresh(cast.heron)
    for viewer in (cast.saffron, cast.priya, cast.nadia.on_behalf(cast.heron.id, "phone"), cast.sam):
        with pytest.raises(Refused):
            actions.move_tie(by=viewer, network_map=network_map, tie_id=tie.pk, circle="inner", version=1)
    assert Tie.objects.get().circle == "middle"


@pytest.mark.req("R000-15")
def test_staff_never_take_back_what_is_or_was_private(cast):
    shown = make.make_tie(cast.heron, "Jo")
    hidden = make.make_tie(cast.heron, "Ex")
    network_map = fresh(cast.heron)
    actions.change_tie(by=cast.heron, network_map=network_map, tie_id=hidden.pk, version=2, said={"is_private": True})
    priya = cast.priya.on_behalf(cast.heron.id, "together")
    actions.undo(by=priya, network_map=network_map, version=3)
    assert list(Tie.objects.values_list("pk", "is_private")) == [(hidden.pk, True)]
    assert not Tie.objects.filter(pk=shown.pk).exists()
    with pytest.raises(NotPossible):
        actions.undo(by=priya, network_map=network_map, version=4)
