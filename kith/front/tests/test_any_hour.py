"""At ten past three on a Sunday night everything one does for oneself works, and no page turns anybody away."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from kith.domains.network.queries import own_map
from kith.domains.people.models import Account, Person
from kith.domains.people.queries import what_matters
from kith.domains.plans.queries import next_steps
from kith.kernel.checks import all_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.req("R003-1")]
LONDON = ZoneInfo("Europe/London")
NIGHT = dt.datetime(2027, 3, 28, 3, 10, tzinfo=LONDON)  # Easter Sunday, and the clocks have just changed
NOON = dt.datetime(2027, 3, 31, 12, tzinfo=LONDON)
NOT_FOR_PEOPLE = {"/leave", "/sign-out", "/readyz"}
REACHED = {
    "account": "app",
    "reminders": "app",
    "offers": "app",
    "news": "app",
    "digest": "never",
    "quiet_from": "9pm",
    "quiet_until": "8am",
    "letter_format": "standard",
}


def press(browser, path, **said):
    answer = browser.post(path, said)
    assert answer.status_code == 302, (path, answer.status_code, answer.content[:600])


def test_one_of_each_is_done_at_night(cast):
    with time_machine.travel(NIGHT, tick=True):
        browser = cast.client(cast.heron)
        press(browser, "/map/ties", name="Jo", kind="friend", circle="inner")
        press(browser, "/map/what-matters/likes", likes="singing")
        press(browser, "/plan/steps/new", words="Ring my sister")
        press(browser, "/you/notifications", **REACHED)
        press(browser, "/you/privacy", learning="on")
        press(browser, "/you/display", theme="dark", text="")
        press(browser, "/you/download")
        press(browser, "/you/close")
        press(browser, "/you/close/keep-open")
    assert own_map(cast.heron) is not None
    assert what_matters(cast.heron).likes[0].words == "singing"
    assert [step.words for step in next_steps(cast.heron, 3)] == ["Ring my sister"]


def plain_pages():
    """Every page whose address needs nothing filled in."""
    return sorted({"/" + str(p.pattern) for _name, p in all_patterns() if "<" not in str(p.pattern)})


def answers(cast, at):
    with time_machine.travel(at, tick=True):
        browser = cast.client(cast.heron)
        return {path: browser.get(path).status_code for path in plain_pages() if path not in NOT_FOR_PEOPLE}


def test_no_page_answers_otherwise_at_night_than_by_day(cast):
    Person.objects.filter(pk=cast.heron.id).update(created_at=NIGHT - dt.timedelta(days=90))
    Account.objects.filter(person_id=cast.heron.id).update(date_joined=NIGHT - dt.timedelta(days=90))
    by_night, by_day = answers(cast, NIGHT), answers(cast, NOON)
    assert by_night == by_day
    assert {by_night[path] for path in ("/map", "/plan", "/things-to-do", "/you", "/help-now", "/home")} == {200}
