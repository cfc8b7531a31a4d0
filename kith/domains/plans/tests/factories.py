"""Plans for tests."""

from kith.domains.people.queries import person_of
from kith.domains.plans import actions
from kith.domains.plans.models import Goal, Step
from kith.kernel.access import Viewer


def make_goal(viewer: Viewer, words: str = "See more of my sister", **said: object) -> Goal:
    return actions.add_goal(by=viewer, person=person_of(viewer), words=words, **said)


def make_step(viewer: Viewer, words: str = "Ring her", **said: object) -> Step:
    return actions.add_step(by=viewer, person=person_of(viewer), words=words, **said)
