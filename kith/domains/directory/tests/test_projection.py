"""Which claim counts, what stays unknown, and what a listing says in the end."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory.models import Claim, Listing, Schedule, Service
from kith.domains.directory.projection import parts_of, project, told
from kith.domains.directory.tests.factories import make_listing, make_source
from kith.kernel.clock import now

MAY, JUNE = dt.datetime(2026, 5, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def claim(fact: str, value: object, said_by: str, at: dt.datetime | None = None, place: object = None) -> Claim:
    return Claim(fact=fact, value=value, said_by=said_by, said_at=at, place_id=place)


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ([("words", None, True), ("list", None, False)], False),
        ([("list", None, True), ("team", MAY, False)], False),
        ([("team", MAY, True), ("list", JUNE, False)], False),
        ([("list", JUNE, True), ("provider", JUNE, False)], False),
        ([("provider", MAY, True), ("visitor", JUNE, False)], False),
        ([("words", JUNE, True), ("list", None, False)], False),
    ],
)
def test_what_is_said_beats_what_was_worked_out_then_the_newer_then_the_nearer(claims, counts):
    for ordered in (claims, claims[::-1]):
        fact = told([claim("is_free", value, by, at) for by, at, value in ordered], None)
        assert fact("is_free") is counts


def test_somebody_may_say_that_it_is_not_known():
    assert told([claim("is_free", True, "list"), claim("is_free", None, "team", JUNE)], None)("is_free") is None


def test_a_claim_about_another_place_does_not_count_here():
    here, there = "here", "there"
    facts = [claim("step_free", True, "list", place=there)]
    assert told(facts, here)("step_free") is None
    assert told(facts, there)("step_free") is True


def test_cautions_add_up_and_only_a_person_takes_one_away():
    both = [claim("cautions", ["weight"], "words"), claim("cautions", ["slimming"], "list")]
    assert told(both, None).cautions == {"weight", "slimming"}
    assert told([*both, claim("cautions", [], "team", JUNE)], None).cautions == set()


@given(
    st.lists(st.tuples(st.sampled_from(["words", "list", "visitor", "team", "provider"]), st.booleans()), min_size=1)
)
def test_the_order_of_claims_never_matters(said):
    claims = [claim("is_free", value, by, MAY + dt.timedelta(days=n)) for n, (by, value) in enumerate(said)]
    assert told(claims, None)("is_free") == told(claims[::-1], None)("is_free")


@pytest.mark.parametrize(
    ("opens", "closes", "parts"),
    [
        ("09:00", "12:00", ["2-morning"]),
        ("11:30", "13:00", ["2-afternoon"]),
        ("10:00", "20:00", ["2-morning", "2-afternoon", "2-evening"]),
        ("19:00", "02:00", ["2-evening"]),
        ("12:00", "12:30", ["2-afternoon"]),
    ],
)
def test_a_part_of_the_day_counts_when_it_is_filled_for_three_quarters_of_an_hour(opens, closes, parts):
    times = dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)
    assert parts_of(SimpleNamespace(weekday=2, opens_at=times[0], closes_at=times[1])) == parts


@pytest.mark.django_db
class TestListing:
    @pytest.mark.req("R004-25")
    def test_what_nobody_said_is_not_known(self):
        choir = make_listing(facts={})
        assert (choir.is_free, choir.minimum_age, choir.days, choir.formats, choir.needs_referral) == (None,) * 5
        assert choir.known("step_free") is None

    @pytest.mark.req("R004-28")
    def test_each_facet_is_yes_no_or_not_known(self):
        choir = make_listing(facts={"step_free": True, "hearing_loop": False, "peer_led": True})
        assert [choir.known(code) for code in ("step_free", "hearing_loop", "parking")] == [True, False, None]
        assert choir.known("peer_led") is True

    def test_a_price_of_nothing_is_free(self):
        assert make_listing(facts={"price": 0}).is_free is True

    def test_open_to_everyone_is_not_only_for_some(self):
        facts = {"audiences": ["women"], "is_only_for_audiences": True, "open_to_everyone": True}
        assert make_listing(facts=facts).is_only_for_audiences is False

    def test_online_is_found_far_away_and_a_place_is_not(self):
        assert make_listing(facts={"formats": ["online"]}, at=None).reaches_far
        assert not make_listing(facts={"formats": ["in_person"], "scope": "place"}).reaches_far

    def test_a_timetable_that_has_ended_says_until_when(self):
        choir = make_listing()
        Schedule.objects.create(service=choir.service, weekday=1, valid_to=dt.date(2014, 6, 30))
        Schedule.objects.create(service=choir.service, weekday=2, valid_to=dt.date(2013, 1, 1))
        project([choir.service_id])
        choir.refresh_from_db()
        assert (choir.runs_until, choir.days) == (dt.date(2014, 6, 30), [1])

    def test_what_was_made_one_with_another_shows_once_and_its_facts_count(self):
        first = make_listing("Choir", facts={})
        second = make_listing(
            "The Choir", facts={"step_free": True}, source=make_source("other"), said_on=dt.date(2026, 1, 1)
        )
        Service.objects.filter(pk=second.service_id).update(merged_into=first.service_id)
        project([first.service_id, second.service_id])
        assert Listing.objects.get().known("step_free") is True

    def test_two_who_ask_for_the_same_address_both_get_one(self):
        first = make_listing(slug="choir")
        second = make_listing(slug="choir", source=make_source("other"))
        assert first.slug == "choir"
        assert second.slug.startswith("chapel-choir-")

    def test_a_newer_word_changes_the_listing(self):
        choir = make_listing(facts={"is_free": True})
        Claim.objects.create(service=choir.service, fact="is_free", value=False, said_by="team", said_at=now())
        project([choir.service_id])
        choir.refresh_from_db()
        assert choir.is_free is False
