"""What may be seen: all by the person, the shown part by staff who do it with them, nothing by anyone else."""

import pytest

from kith.domains.network import actions, queries
from kith.domains.network.models import Change, Reflection, Tie
from kith.domains.network.tests import factories as make
from kith.kernel.access import ANYONE

pytestmark = pytest.mark.django_db


def test_the_list_goes_circle_by_circle_with_families_together(cast):
    make.make_twelve(cast.heron)
    rows = queries.board(cast.heron).rows
    assert [row.number for row in rows] == list(range(1, 13))
    assert [row.name for row in rows] == [
        "Mum", "Jo", "Grandad", "Biscuit",
        "Sam next door", "Marlbeck choir", "Dr O", "The allotment",
        "Ex", "Priya", "Crosswords", "Chess chat",
    ]  # fmt: skip


def test_numbers_on_the_picture_are_those_of_the_list(cast):
    make.make_twelve(cast.heron)
    board = queries.board(cast.heron)
    drawn = {node.item.id: node.item.number for node in board.drawing.nodes}
    assert drawn == {str(row.id): row.number for row in board.rows}


def test_without_a_map_the_board_is_empty(cast):
    board = queries.board(cast.heron)
    assert (board.count, board.version, board.undo, board.drawing.nodes) == (0, 0, "", ())


def test_the_number_of_queries_does_not_grow(cast, constant_queries):
    constant_queries(lambda: make.make_tie(cast.heron), lambda: queries.board(cast.heron))
    constant_queries(lambda: make.make_tie(cast.heron), lambda: queries.sheet(cast.heron))
    priya = cast.priya.on_behalf(cast.heron.id, "phone")
    constant_queries(lambda: make.make_tie(cast.heron), lambda: queries.board(priya))


def test_reflections_take_a_constant_number_of_queries(cast, constant_queries):
    questions = iter(["lift", "more", "health", "everyday", "hard"])
    network_map = make.make_map(cast.heron)
    constant_queries(
        lambda: actions.reflect(by=cast.heron, network_map=network_map, answers={next(questions): "x"}),
        lambda: queries.reflections(cast.heron),
    )


@pytest.mark.req("R000-15")
class TestPrivate:
    @pytest.fixture(autouse=True)
    def _drawn(self, cast):
        make.make_tie(cast.heron, "Jo")
        self.secret = make.make_tie(cast.heron, "Canary Ex", is_hard=True)
        self.priya = cast.priya.on_behalf(cast.heron.id, "together")

    def test_the_person_finds_it_apart_and_off_the_picture(self, cast):
        board = queries.board(cast.heron)
        assert [row.name for row in board.rows] == ["Jo"]
        assert [row.name for row in board.private] == ["Canary Ex"]
        assert [node.item.name for node in board.drawing.nodes] == ["Jo"]

    def test_staff_see_nothing_of_it(self):
        assert "Canary" not in repr(queries.board(self.priya))
        assert queries.board(self.priya).count == 1
        assert queries.tie(self.priya, self.secret.pk) is None

    def test_words_for_undo_do_not_name_it(self, cast):
        assert "Canary" not in queries.board(cast.heron).undo
        assert "Jo" in queries.board(self.priya).undo

    def test_it_is_not_on_paper_and_neither_is_what_is_hard_but_shown(self, cast):
        network_map = queries.own_map(cast.heron)
        actions.change_tie(
            by=cast.heron, network_map=network_map, tie_id=self.secret.pk, version=2, said={"is_private": False}
        )
        assert [row.name for row in queries.sheet(cast.heron, "full").rows] == ["Jo"]


def test_nobody_else_sees_anything(cast):
    make.make_twelve(cast.heron)
    actions.reflect(by=cast.heron, network_map=make.make_map(cast.heron), answers={"lift": "Choir"})
    others = [cast.saffron, cast.priya, cast.nadia.on_behalf(cast.heron.id, "phone"), cast.sam, ANYONE]
    for viewer in others:
        assert queries.board(viewer).count == 0
        for model in (Tie, Change, Reflection):
            assert not model.objects.visible_to(viewer).exists()


@pytest.mark.req("R000-16")
class TestOnPaper:
    @pytest.fixture(autouse=True)
    def _drawn(self, cast):
        make.make_tie(cast.heron, "Mary Ann Pell", "family", "inner", words="Canary note")
        make.make_tie(cast.heron, "The allotment", "place", "inner")
        make.make_tie(cast.heron, "Biscuit", "pet", "inner")
        make.make_tie(cast.heron, "night_owl", "online", "outer")

    def names(self, viewer, how):
        return [row.name for row in queries.sheet(viewer, how).rows]

    def test_other_people_by_initials_places_and_pets_by_name(self, cast):
        assert self.names(cast.heron, "initials") == ["M.A.P.", "The allotment", "Biscuit", "N."]

    def test_by_number(self, cast):
        assert self.names(cast.heron, "numbers") == ["1", "The allotment", "Biscuit", "4"]

    def test_in_full_when_they_say_so(self, cast):
        assert self.names(cast.heron, "full") == ["Mary Ann Pell", "The allotment", "Biscuit", "night_owl"]

    def test_the_picture_and_the_list_agree_and_notes_stay_home(self, cast):
        sheet = queries.sheet(cast.heron, "initials")
        assert [node.item.name for node in sheet.drawing.nodes] == [row.name for row in sheet.rows]
        assert "Mary" not in repr(sheet)
        assert "Canary" not in repr(sheet)

    def test_whose_names_they_are_is_said_first(self, cast):
        assert queries.others_on_paper(cast.heron) == ["Mary Ann Pell", "night_owl"]
