"""The plan's pages: they do what they say, keep what was typed, and show nobody else's."""

import datetime as dt
import re

import pytest

from kith.domains.people.queries import person_of
from kith.domains.plans import actions, queries
from kith.domains.plans.models import Goal, Step
from kith.domains.plans.tests.factories import make_goal, make_listing, make_step

pytestmark = pytest.mark.django_db
STEP = {"words": "Look at the allotments", "company": "alone", "confidence": "4", "support": ["travel"]}
DAY = {"first_on-day": "3", "first_on-month": "6", "first_on-year": "2027"}


@pytest.fixture
def browser(cast):
    return cast.client(cast.heron)


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_empty_plan_invites_and_does_not_nag(browser):
    page = text(browser.get("/plan"))
    assert "Nothing is planned yet, and that is fine" in page
    assert "overdue" not in page.lower()


@pytest.mark.req("R001-5")
def test_a_step_has_a_first_day_company_and_what_makes_it_easier(browser, cast):
    answer = browser.post("/plan/steps/new", STEP | DAY)
    step = Step.objects.get()
    assert answer.headers["Location"] == f"/plan/steps/{step.pk}"
    assert (step.first_on, step.company, step.support) == (dt.date(2027, 6, 3), "alone", ["travel"])
    page = text(browser.get(f"/plan/steps/{step.pk}"))
    assert "Help to get there" in page


@pytest.mark.req("R004-40")
def test_low_confidence_brings_the_offer_of_something_smaller(browser):
    browser.post("/plan/steps/new", STEP)
    page = text(browser.get(f"/plan/steps/{Step.objects.get().pk}"))
    for offer in ("Make it smaller", "an easier time, or some company", "You can also keep it as it is"):
        assert offer in page
    browser.post("/plan/steps/new", STEP | {"confidence": "9", "words": "sure"})
    sure = next(s for s in Step.objects.all() if s.confidence == 9)
    assert "Make it smaller" not in text(browser.get(f"/plan/steps/{sure.pk}"))


@pytest.mark.req("R004-37")
def test_a_fourth_step_is_asked_about_kindly_and_can_be_added(browser, cast):
    for n in range(3):
        make_step(cast.heron, f"step {n}")
    assert "Many people find three enough at once" in text(browser.get("/plan/steps/new"))
    browser.post("/plan/steps/new", STEP)
    assert queries.open_steps_count(cast.heron) == 4


def test_an_error_keeps_what_was_typed(browser):
    answer = browser.post("/plan/steps/new", {"words": "", "with_whom": "my sister Ann", "confidence": "99"})
    page = text(answer)
    assert answer.status_code == 422
    assert "my sister Ann" in page
    assert "99" in page
    assert Step.objects.count() == 0


@pytest.mark.req("R004-41")
@pytest.mark.parametrize("state", ["not_yet", "trying", "did_it", "changed_my_mind"])
def test_how_it_went_is_said_in_four_ways_and_none_is_red(browser, cast, state):
    step = make_step(cast.heron)
    browser.post(f"/plan/steps/{step.pk}", {"state": state, "words": "rain"})
    assert Step.objects.get().state == state
    page = browser.get(f"/plan/steps/{step.pk}").content.decode()
    assert not re.search(r"failed|overdue|late|k-tag--rose", page.partition("<main")[2].partition("</main")[0])


@pytest.mark.req("R001-6")
def test_each_thing_in_the_way_brings_something_that_may_help(browser, cast):
    from kith.domains.plans.forms import IN_THE_WAY, REMEDIES

    assert {code for code, _words in IN_THE_WAY} == set(REMEDIES)
    step = make_step(cast.heron)
    browser.post(f"/plan/steps/{step.pk}", {"state": "not_yet", "in_the_way": ["cost", "travel"]})
    page = text(browser.get(f"/plan/steps/{step.pk}"))
    assert str(REMEDIES["cost"]) in page
    assert str(REMEDIES["travel"]) in page
    assert str(REMEDIES["worry"]) not in page


def test_taken_out_it_can_be_brought_back(browser, cast):
    step = make_step(cast.heron, "Post a letter")
    page = text(browser.post(f"/plan/steps/{step.pk}/do", {"what": "remove"}))
    assert "You can bring it back" in page
    browser.post(f"/plan/steps/{step.pk}/do", {"what": "bring_back"})
    assert "Post a letter" in text(browser.get("/plan"))


def test_hopes_with_their_ladders_are_changed_by_buttons(browser, cast):
    browser.post("/plan/hopes/new", {"words": "A garden", "area": "own", "own_area": "Soil", "importance": "8"})
    goal = Goal.objects.get()
    browser.post(f"/plan/hopes/{goal.pk}/steps/new", {"words": "Buy a pot"})
    browser.post(f"/plan/hopes/{goal.pk}/steps/new", {"words": "Fill it"})
    page = text(browser.get("/plan"))
    for words in ("A garden", "Soil", "Matters 8 of 10", "Buy a pot", "Fill it"):
        assert words in page
    last = Step.objects.order_by("-order").first()
    browser.post(f"/plan/steps/{last.pk}/do", {"what": "up"})
    assert [s.words for s in queries.plan(cast.heron).ladders[0].steps] == ["Fill it", "Buy a pot"]
    browser.post(f"/plan/hopes/{goal.pk}/change", {"words": "A big garden"})
    browser.post(f"/plan/hopes/{goal.pk}/do", {"what": "hide"})
    assert Goal.objects.get().is_hidden
    browser.post(f"/plan/hopes/{goal.pk}/do", {"what": "remove"})
    assert "Bring it back" in text(browser.get("/plan"))


def test_a_step_is_split_on_its_own_page(browser, cast):
    step = make_step(cast.heron, "Go to choir")
    assert "Go to choir" in text(browser.get(f"/plan/steps/{step.pk}/split"))
    browser.post(f"/plan/steps/{step.pk}/split", {"first": "Walk past", "then": "Go in"})
    assert [s.words for s in queries.plan(cast.heron).steps] == ["Walk past", "Go in"]
    browser.post(f"/plan/steps/{step.pk}/change", {"words": "Walk by"})
    assert queries.step(cast.heron, step.pk).words == "Walk by"


@pytest.mark.req("R004-42")
def test_a_worker_suggests_and_the_person_decides(cast, browser):
    worker = cast.client(cast.priya)
    address = f"/desk/people/{cast.heron.id}/suggest-step"
    assert worker.get(address).status_code == 200
    worker.post(address, {"words": "Try the choir"})
    assert "Suggested to you" in text(browser.get("/plan"))
    step = Step.objects.get()
    browser.post(f"/plan/steps/{step.pk}/do", {"what": "accept"})
    assert "Suggested to you" not in text(browser.get("/plan"))
    assert cast.client(cast.nadia).get(address).status_code == 404


def test_an_idea_that_is_in_the_plan_already_leads_to_its_step(browser, cast):
    idea = make_listing("Pottery at the mill")
    step = make_step(cast.heron, "Look at the pots", listing=idea)
    answer = browser.post(f"/plan/steps/from-idea/{idea.pk}")
    assert answer.headers["Location"] == f"/plan/steps/{step.pk}"
    assert "This is in your plan already." in text(browser.get(f"/plan/steps/{step.pk}"))
    actions.remove_step(by=cast.heron, step=step)
    assert browser.post(f"/plan/steps/from-idea/{idea.pk}").status_code == 200


def test_map_and_plan_come_on_one_paper(browser, cast):
    make_step(cast.heron, "Shown step")
    assert "Matters most" not in text(browser.get("/plan/print"))
    page = text(browser.get("/plan/print?names=full&hidden=yes"))
    assert "Matters most" in page
    assert "Shown step" in page
    assert 'name="hidden" value="yes"' in page


def test_print_leaves_hidden_hopes_out_until_they_are_asked_for(browser, cast):
    goal = make_goal(cast.heron, "Ring my dad")
    actions.hide_goal(by=cast.heron, goal=goal)
    make_step(cast.heron, "Shown step")
    assert "Ring my dad" not in text(browser.get("/plan/print"))
    assert "Shown step" in text(browser.get("/plan/print"))
    assert "Ring my dad" in text(browser.get("/plan/print?hidden=yes"))


def test_staff_fill_it_in_for_somebody_without_a_login(cast):
    worker = cast.client_for(cast.priya, cast.arthur)
    start = f"/for/{cast.arthur.id}"
    answer = worker.post(f"{start}/plan/steps/new", {"words": "Walk to the library"})
    assert answer.headers["Location"] == f"{start}/plan"
    page = text(worker.get(f"{start}/plan"))
    assert "Walk to the library" in page
    assert f'href="{start}/plan/print"' in page
    assert [s.words for s in queries.plan(cast.arthur).steps] == ["Walk to the library"]
    assert person_of(cast.priya.on_behalf(cast.arthur.id, "x")).id == cast.arthur.id


def test_somebody_elses_step_does_not_exist(cast, client):
    step, goal = make_step(cast.heron), make_goal(cast.heron)
    nothing = client.get("/there-is-nothing-here").content
    for who in (cast.saffron, cast.priya, cast.sam):
        for path in (f"/plan/steps/{step.pk}", f"/plan/steps/{step.pk}/split", f"/plan/hopes/{goal.pk}/change"):
            answer = cast.client(who).get(path)
            assert (answer.status_code, answer.content) == (404, nothing)


@pytest.mark.parametrize("path", ["/plan/steps/{step}/do", "/plan/hopes/{goal}/do"])
def test_an_unknown_press_changes_nothing(browser, cast, path):
    step, goal = make_step(cast.heron), make_goal(cast.heron)
    address = path.format(step=step.pk, goal=goal.pk)
    assert browser.post(address, {"what": "explode"}).status_code == 404
    assert browser.get(address).status_code == 302
