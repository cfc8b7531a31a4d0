"""Every row of the plan's policy, for everyone of the cast."""

import pytest

from kith.domains.people.queries import person_of
from kith.domains.plans.policy import POLICY
from kith.domains.plans.tests.factories import make_goal, make_step
from kith.kernel.access import ANYONE, may, system

pytestmark = pytest.mark.django_db
OTHERS = ("saffron", "priya", "nadia", "osei", "leah_worker", "leah_member", "tom", "carys", "lin", "sam")
ONLY_THEMSELVES = {"hide_goal", "show_goal"}


@pytest.fixture
def things(cast):
    goal = make_goal(cast.heron)
    return {"goal": goal, "step": make_step(cast.heron, goal=goal), "person": person_of(cast.heron)}


def about(verb: str, things: dict[str, object]) -> object:
    if verb in {"add_goal", "add_step", "suggest_step"}:
        return things["person"]
    return things["goal"] if verb.endswith("goal") else things["step"]


@pytest.mark.parametrize("verb", sorted(POLICY.rows))
def test_who_may(cast, things, verb):
    thing, name = about(verb, things), f"plans.{verb}"
    acting = cast.priya.on_behalf(cast.heron.id, "by phone")
    assert may(cast.heron, name, thing) is (verb != "suggest_step")
    assert may(acting, name, thing) is (verb not in ONLY_THEMSELVES)
    assert may(cast.nadia.on_behalf(cast.heron.id, "by phone"), name, thing) is False
    assert may(cast.priya.on_behalf(cast.arthur.id, "by phone"), name, thing) is (verb == "suggest_step")
    for who in OTHERS:
        works_with = verb == "suggest_step" and who in {"priya", "osei"}
        assert may(getattr(cast, who), name, thing) is works_with, who
    assert may(ANYONE, name, thing) is False
    assert may(system("sweeper"), name, thing) is False


def test_reading_follows_what_is_visible(cast, things):
    for name in ("goal", "step"):
        assert may(cast.heron, "plans.read", things[name])
        assert may(cast.priya.on_behalf(cast.heron.id, "by phone"), "plans.read", things[name])
        assert not may(cast.priya, "plans.read", things[name])
        assert not may(cast.saffron, "plans.read", things[name])
        assert not may(ANYONE, "plans.read", things[name])
