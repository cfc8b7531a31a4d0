"""The plan costs the same few queries however long it is, and shows nobody else's."""

import pytest

from kith.domains.plans import queries
from kith.domains.plans.tests.factories import make_goal, make_step

pytestmark = pytest.mark.django_db


def test_it_costs_the_same_however_long(cast, constant_queries):
    def one_more():
        goal = make_goal(cast.heron)
        make_step(cast.heron, goal=goal)
        make_step(cast.heron)

    constant_queries(one_more, lambda: [s.words for s in queries.plan(cast.heron).steps])
    constant_queries(one_more, lambda: [s.words for s in queries.next_steps(cast.heron)])


def test_nobody_elses_plan_is_seen(cast):
    make_step(cast.saffron, "canary of Saffron")
    make_goal(cast.saffron, "another canary")
    for who in ("heron", "priya", "osei", "sam", "leah_member"):
        viewer = getattr(cast, who)
        assert queries.plan(viewer).is_empty
        assert queries.next_steps(viewer) == []
        assert queries.open_steps_count(viewer) == 0


def test_next_comes_what_has_the_earliest_day(cast):
    import datetime as dt

    make_step(cast.heron, "some day")
    make_step(cast.heron, "later", first_on=dt.date(2027, 2, 1))
    make_step(cast.heron, "soon", first_on=dt.date(2027, 1, 1))
    make_step(cast.heron, "fourth", first_on=dt.date(2028, 1, 1))
    assert [s.words for s in queries.next_steps(cast.heron)] == ["soon", "later", "fourth"]
