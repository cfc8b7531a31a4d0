"""What happens to a plan: steps and hopes come, change, go and come back."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.domains.people.queries import person_of
from kith.domains.plans import actions, queries
from kith.domains.plans.models import LADDER, Goal, Step, StepState
from kith.domains.plans.tests.factories import make_goal, make_listing, make_step
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def heron(cast):
    return cast.heron


@pytest.mark.req("R004-41")
def test_a_step_moves_freely_between_its_four_states(heron):
    step = make_step(heron)
    for state in (StepState.TRYING, StepState.DID_IT, StepState.TRYING, StepState.NOT_YET, StepState.CHANGED_MY_MIND):
        step = actions.say_how_it_went(by=heron, step=step, state=state)
        assert Step.objects.get(pk=step.pk).state == state


@pytest.mark.req("R004-41")
def test_a_ladder_of_fifteen_can_be_put_in_any_order(heron):
    goal = make_goal(heron)
    steps = [make_step(heron, f"step {n}", goal=goal) for n in range(15)]
    actions.move_step(by=heron, step=steps[14], up=True)
    actions.move_step(by=heron, step=steps[0], up=False)
    words = [s.words for s in queries.plan(heron).ladders[0].steps]
    assert words[:2] == ["step 1", "step 0"]
    assert words[-2:] == ["step 14", "step 13"]


@pytest.mark.req("R004-41")
def test_a_step_is_split_and_joined_again_without_losing_words(heron):
    goal = make_goal(heron)
    step, last = make_step(heron, "Go to choir", goal=goal), make_step(heron, "Sing", goal=goal)
    actions.split_step(by=heron, step=step, first="Walk past the chapel", then="Go in")
    assert [s.words for s in queries.plan(heron).ladders[0].steps] == ["Walk past the chapel", "Go in", "Sing"]
    actions.join_step(by=heron, step=step)
    assert [s.words for s in queries.plan(heron).ladders[0].steps] == ["Walk past the chapel, Go in", "Sing"]
    with pytest.raises(NotPossible):
        actions.join_step(by=heron, step=last)


@pytest.mark.req("R004-42")
def test_a_suggestion_stays_one_until_it_is_taken_up(cast, heron):
    person = person_of(heron)
    step = actions.suggest_step(by=cast.priya, person=person, words="Try the choir")
    assert queries.plan(heron).steps == ()
    assert [s.words for s in queries.plan(heron).suggested] == ["Try the choir"]
    assert queries.next_steps(heron) == []
    actions.accept_step(by=heron, step=step)
    assert [s.words for s in queries.plan(heron).steps] == ["Try the choir"]


@pytest.mark.req("R004-42")
def test_a_suggestion_left_is_gone_and_nobody_is_told(cast, heron):
    step = actions.suggest_step(by=cast.priya, person=person_of(heron), words="Try the choir")
    actions.decline_step(by=heron, step=step)
    assert queries.plan(heron).is_empty


@pytest.mark.req("R004-42")
def test_a_hidden_hope_is_absent_for_staff_with_its_ladder(cast, heron):
    goal = make_goal(heron)
    step = make_step(heron, goal=goal)
    acting = cast.priya.on_behalf(heron.id, "by phone")
    assert len(queries.plan(acting).ladders) == 1
    actions.hide_goal(by=heron, goal=goal)
    assert queries.plan(acting).is_empty
    assert queries.goal(acting, goal.pk) is None
    assert queries.step(acting, step.pk) is None
    with pytest.raises(Refused):
        actions.say_how_it_went(by=acting, step=step, state="did_it")
    actions.show_goal(by=heron, goal=goal)
    assert len(queries.plan(acting).ladders) == 1


@pytest.mark.req("R004-42")
def test_importance_is_asked_from_1_to_10_or_not_at_all(heron):
    assert make_goal(heron).importance is None
    with pytest.raises(IntegrityError), transaction.atomic():
        make_goal(heron, importance=11)


@pytest.mark.req("R004-61")
def test_an_area_of_ones_own_is_kept_as_it_was_written(heron):
    goal = make_goal(heron, area="own", own_area="Pigeons")
    assert Goal.objects.get(pk=goal.pk).own_area == "Pigeons"


def test_let_go_and_brought_back_nothing_is_lost(heron):
    goal = make_goal(heron)
    make_step(heron, goal=goal)
    actions.remove_goal(by=heron, goal=goal)
    assert queries.plan(heron).ladders == ()
    assert queries.next_steps(heron) == []
    actions.bring_back_goal(by=heron, goal=goal)
    assert len(queries.plan(heron).ladders[0].steps) == 1
    step = make_step(heron, "Post a letter")
    actions.remove_step(by=heron, step=step)
    assert queries.plan(heron).steps == ()
    actions.bring_back_step(by=heron, step=step)
    assert [s.words for s in queries.plan(heron).steps] == ["Post a letter"]


def test_said_again_it_is_changed(heron):
    goal, step = make_goal(heron), make_step(heron)
    actions.change_goal(by=heron, goal=goal, words="See all of my family", importance=9)
    actions.change_step(by=heron, step=step, words="Write to her", support=["travel", "cost"], confidence=4)
    assert (Goal.objects.get(pk=goal.pk).words, Goal.objects.get(pk=goal.pk).importance) == ("See all of my family", 9)
    again = Step.objects.get(pk=step.pk)
    assert (again.words, again.support, again.confidence) == ("Write to her", ["cost", "travel"], 4)


def test_hopes_keep_the_order_they_are_put_in(heron):
    for words in ("one", "two", "three"):
        make_goal(heron, words)
    last = next(iter(reversed(queries.plan(heron).ladders))).goal
    actions.move_goal(by=heron, goal=last, up=True)
    assert [ladder.goal.words for ladder in queries.plan(heron).ladders] == ["one", "three", "two"]


@pytest.mark.parametrize("words", ["", "   "])
def test_a_step_without_words_is_asked_for_a_few(heron, words):
    with pytest.raises(NotPossible) as no:
        make_step(heron, words)
    assert no.value.field == "words"


def test_words_lie_sealed_and_the_audit_has_none_of_them(heron):
    step = make_step(heron, "canary-step")
    actions.say_how_it_went(by=heron, step=step, state="trying", words="canary-went")
    assert not any("canary" in str(e.facts) for e in AuditEntry.objects.all())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(verbs=st.lists(st.sampled_from([*StepState.values, "nonsense"]), max_size=8))
def test_a_random_walk_never_leaves_the_table(verbs):
    state = StepState.NOT_YET.value
    for verb in verbs:
        if LADDER.allows(state, verb):
            state = LADDER.after(state, verb)
    assert state in StepState.values


@pytest.mark.req("R004-26")
def test_the_audit_keeps_why_an_idea_was_offered(heron):
    listing = make_listing("Tuesday choir")
    make_step(heron, listing=listing, because=["loved", "needs", "loved"])
    facts = AuditEntry.objects.get(use_case="plans.add_step").facts
    assert facts == {"listing": str(listing.pk), "because": ["loved", "needs"]}


def test_an_idea_stands_in_the_plan_once(heron):
    listing = make_listing("Tuesday choir")
    first, again = make_step(heron, listing=listing), make_step(heron, listing=listing)
    assert first.pk == again.pk
