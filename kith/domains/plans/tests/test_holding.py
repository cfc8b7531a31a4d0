"""A person gets all of their plan, and nobody else's; erased, nothing is left."""

import json

import pytest

from kith.domains.plans import actions, holding
from kith.domains.plans.models import Goal, Step
from kith.domains.plans.tests.factories import make_goal, make_step

pytestmark = pytest.mark.django_db


@pytest.mark.req("R004-73")
def test_all_of_mine_and_nothing_of_others(cast):
    goal = make_goal(cast.heron, "mine-hope", importance=3)
    step = make_step(cast.heron, "mine-step", goal=goal, with_whom="mine-jo")
    actions.hide_goal(by=cast.heron, goal=goal)
    actions.remove_step(by=cast.heron, step=step)
    make_goal(cast.saffron, "hers")
    text = json.dumps(holding.everything_about(cast.heron.id))
    for canary in ("mine-hope", "mine-step", "mine-jo"):
        assert canary in text
    assert "hers" not in text


def test_erased_nothing_is_left(cast):
    make_step(cast.heron, goal=make_goal(cast.heron))
    make_step(cast.saffron)
    holding.erase(cast.heron.id)
    assert (Goal.objects.count(), Step.objects.count()) == (0, 1)
