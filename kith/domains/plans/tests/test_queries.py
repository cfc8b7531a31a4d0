"""The plan costs the same few queries however long it is, and shows nobody else's."""

import pytest

from kith.domains.directory.queries import ideas_for
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of
from kith.domains.plans import actions, queries
from kith.domains.plans.tests.factories import make_goal, make_listing, make_step
from kith.kernel.clock import today

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


def test_what_stands_in_the_plan_is_not_suggested_again(cast):
    near = {"topics": ["singing"], "kinds": ["music"], "place_kind": "venue", "lat": 54.047, "lon": -2.527}
    choir = make_listing("Valley Choir", **near, assured_on=today())
    make_listing("Harbour Singers", **near, assured_on=today())
    answers = {"likes": ["singing"], "postcode": "ZZ11 2BB"}
    say_what_matters(by=cast.heron, person=person_of(cast.heron), answers=answers)

    def names() -> set[str]:
        return {idea.candidate.name for idea in ideas_for(cast.heron).ideas}

    step = make_step(cast.heron, listing=choir)
    assert names() == {"Harbour Singers"}
    actions.remove_step(by=cast.heron, step=step)
    assert names() == {"Valley Choir", "Harbour Singers"}
