"""Cards say where, when, what it costs, and how lately somebody made sure; unknown is said as unknown."""

import datetime as dt
from decimal import Decimal

import pytest

from kith.domains.directory import queries, words
from kith.domains.directory.actions import mark_checked
from kith.domains.directory.matching.candidates import candidates
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.models import Listing
from kith.domains.directory.tests.factories import make_listing
from kith.kernel.access import ANYONE

pytestmark = pytest.mark.django_db
CHECKED = dt.date(2026, 6, 3)


@pytest.mark.req("X-9")
@pytest.mark.parametrize(
    ("on", "says"),
    [
        (CHECKED, "Checked 3 June"),
        (CHECKED + dt.timedelta(days=90), "Checked 3 June"),
        (CHECKED + dt.timedelta(days=91), "Not checked since 3 June"),
        (CHECKED + dt.timedelta(days=366), "Not checked since 3 June 2026"),
    ],
)
def test_freshness_follows_the_clock(time_machine, on, says):
    time_machine.move_to(dt.datetime.combine(on, dt.time(12), dt.UTC))
    assert queries.card(make_listing(assured_on=CHECKED)).freshness == says


@pytest.mark.req("X-9")
def test_what_nobody_checked_says_ring_first():
    assert queries.card(make_listing()).freshness == "Not checked: ring first"


@pytest.mark.req("X-9")
def test_older_than_90_days_ranks_lower_and_older_than_a_year_is_found_but_not_suggested(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC))
    for name, days in (("Old choir", 400), ("Ageing choir", 120), ("Fresh choir", 5)):
        make_listing(name, assured_on=dt.date(2026, 11, 21) - dt.timedelta(days=days))
    found = [hit.name for hit in queries.search(ANYONE, queries.Search(words="choir")).hits]
    assert found == ["Fresh choir", "Ageing choir", "Old choir"]
    suggested = Listing.objects.for_ideas(dt.date(2026, 11, 21)).values_list("name", flat=True)
    assert set(suggested) == {"Fresh choir", "Ageing choir"}


@pytest.mark.req("X-9")
def test_marking_checked_says_by_whom_and_sets_the_next_check(cast, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC))
    listing = make_listing(assured_on=CHECKED)
    service = mark_checked(by=cast.carys, service=listing.service)
    assert (service.assured_on, service.next_check_on) == (dt.date(2026, 11, 21), dt.date(2027, 2, 19))
    assert service.assured_by == "Carys Vaughan"
    listing.refresh_from_db()
    assert queries.card(listing).freshness == "Checked 21 November"


@pytest.mark.req("X-12")
def test_only_a_venue_has_a_distance():
    assert queries.card(make_listing(), km=2.34).where == "Marlbeck, 2.3 km away"
    office = make_listing("Trust")
    office.place_kind = "office"
    assert "km" not in queries.card(office, km=2.34).where
    online = make_listing("Web chat", at=None, facts={"formats": ["online"]})
    assert queries.card(online, km=2.0).where == "Online"


@pytest.mark.req("R004-25")
def test_unknown_cost_and_time_stay_empty_and_are_drawn_as_ask():
    card = queries.card(make_listing())
    assert (card.cost, card.when, card.access) == ("", (), ())


@pytest.mark.req("R001-2")
@pytest.mark.parametrize(
    ("sector", "says"), [("statutory", "Run by the council"), ("clinical", "Health service"), ("community", None)]
)
def test_statutory_and_clinical_are_labelled(sector, says):
    labels = [label.words for label in queries.card(make_listing(facts={"sector": sector})).labels]
    assert labels == ([says] if says else [])


@pytest.mark.req("R001-3")
def test_open_to_everyone_and_for_patients_are_told_apart():
    of = {
        name: [label.words for label in queries.card(make_listing(name, facts=facts)).labels]
        for name, facts in {
            "a": {"open_to_everyone": True},
            "b": {"needs_referral": True, "open_to_everyone": False},
            "c": {"open_to_everyone": False},
            "d": {},
        }.items()
    }
    assert of["a"] == ["Open to everyone"]
    assert of["b"] == ["For patients: somebody refers you"]
    assert of["c"] == ["Not for everyone: see for whom"]
    assert of["d"] == []


def test_an_idea_makes_the_same_card_as_a_hit():
    make_listing(
        facts={"is_free": True, "step_free": True, "open_to_everyone": True, "can_join": True}, assured_on=CHECKED
    )
    hit = queries.card(queries.search(ANYONE, queries.Search()).hits[0], as_of=CHECKED)
    one = next(iter(candidates(Profile(), CHECKED, ANYONE)))
    idea = queries.card(one, as_of=CHECKED)
    for part in ("id", "slug", "name", "cost", "labels", "access", "freshness", "cautions"):
        assert getattr(hit, part) == getattr(idea, part), part


@pytest.mark.parametrize(
    ("hours", "days", "lines"),
    [
        ([(d, "09:00", "17:00", "") for d in range(1, 6)], [1, 2, 3, 4, 5], ["Monday to Friday, 9am to 5pm"]),
        ([(1, "14:00", "15:30", ""), (4, "14:00", "15:30", "")], [1, 4], ["Monday and Thursday, 2pm to 3:30pm"]),
        ([], [6], ["Saturday, time not known: ask"]),
        ([(2, "10:00", "12:00", "first Tuesday")], [2], ["Tuesday, 10am to midday (not every week)"]),
        ([(d, "10:00", "11:00", "") for d in range(1, 8)], list(range(1, 8)), ["Every day, 10am to 11am"]),
    ],
)
def test_times_in_words(hours, days, lines):
    assert words.times(hours, days) == lines


def test_costs_in_words():
    assert words.cost(True, None) == "Free"
    assert words.cost(False, Decimal("2.50")) == "£2.50"
    assert words.cost(None, 3) == "£3"
    assert words.cost(False, None) == "Costs something: ask how much"
    assert words.cost(None, None, "A donation") == "A donation"
    assert words.cost(None, None) == ""


@pytest.mark.parametrize(
    ("youngest", "oldest", "says"),
    [(18, None, "Age 18 and over"), (None, 25, "Up to age 25"), (16, 25, "Ages 16 to 25"), (0, None, "All ages"),
     (None, None, "")],
)  # fmt: skip
def test_ages_in_words(youngest, oldest, says):
    assert words.ages(youngest, oldest) == says
