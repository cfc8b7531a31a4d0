"""From listings in the database to candidates: what is brought, what is left, and how often the database is asked."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from kith.domains.directory.matching.candidates import candidates, of_listings
from kith.domains.directory.matching.ideas import ideas
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.reading import read_profile
from kith.domains.directory.models import Listing, Service, Source
from kith.domains.directory.tests.matching.fixture import AS_OF
from kith.kernel.access import ANYONE
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db

SINGER = {"interests": ["singing"], "postcode": "ZZ21 1AA", "travel": {"max_km": 5}}


@pytest.fixture
def source() -> Source:
    return Source.objects.create(code="tests", name="Tests", created_at=now())


def listing(source: Source, name: str = "Valley Choir", **facts: object) -> Listing:
    service = Service.objects.create(source=source, source_key=uuid.uuid4().hex, name=name, first_read_at=now())
    given = {"lat": 53.7, "lon": -2.05, "place_kind": "venue", "topics": ["singing"], "kinds": ["music"]} | facts
    return Listing.objects.create(service=service, source=source, slug=uuid.uuid4().hex, name=name, **given)


def brought(profile: Profile, as_of: dt.date = AS_OF, **how: int) -> list[str]:
    return [one.name for one in candidates(profile, as_of, ANYONE, **how)]


def test_every_fact_arrives(source: Source) -> None:
    listing(
        source, price=Decimal("2.50"), is_free=False, days=[1], day_parts=["1-evening"], languages=["en-GB"], scope="",
        formats=[], known_yes=["step_free"], known_no=["parking"], minimum_age=0, assured_on=AS_OF, sector="",
    )  # fmt: skip
    [one] = of_listings(Listing.objects.all())
    assert (one.price, one.is_free, one.minimum_age, one.maximum_age) == (2.5, False, 0, None)
    assert (one.days, one.day_parts, one.languages) == ({1}, {(1, "evening")}, {"en"})
    assert (one.scope, one.sector, one.formats) == (None, None, None)
    assert (one.known("step_free"), one.known("parking"), one.known("hearing_loop")) == (True, False, None)


@pytest.mark.req("X-9")
def test_what_may_not_be_suggested_is_not_brought(source: Source) -> None:
    listing(source, "closed", has_closed=True)
    listing(source, "withdrawn", is_withdrawn=True)
    listing(source, "ended", runs_until=AS_OF - dt.timedelta(days=1))
    listing(source, "a fund", can_join=False)
    listing(source, "checked long ago", assured_on=AS_OF - dt.timedelta(days=366))
    listing(source, "never checked")
    assert brought(read_profile(SINGER)) == ["never checked"]


def test_as_of_sets_the_clock(source: Source) -> None:
    listing(source, "checked", assured_on=dt.date(2015, 3, 1))
    assert brought(read_profile(SINGER), dt.date(2015, 5, 1)) == ["checked"]
    assert brought(read_profile(SINGER), dt.date(2026, 5, 1)) == []


@pytest.mark.req("X-12")
def test_what_is_named_comes_first_then_what_is_near_and_far_away_stays_away(source: Source) -> None:
    listing(source, "chess", topics=["games"])
    listing(source, "choir far", lat=53.9)
    listing(source, "choir near", lat=53.71)
    listing(source, "choir in another country", lat=51.5, lon=0.0)
    listing(source, "choir online", lat=None, lon=None, place_kind="nowhere", formats=["online"], scope="national")
    listing(source, "singing in words only", topics=[], summary="We sing on Mondays.")
    found = brought(read_profile(SINGER))
    assert found[-1] == "chess"
    assert found.index("choir near") < found.index("choir far")
    assert {"choir online", "singing in words only"} <= set(found)
    assert "choir in another country" not in found
    assert brought(read_profile(SINGER), most=2) == found[:2]


def test_what_breaks_a_limit_comes_later_and_is_judged_again(source: Source) -> None:
    profile = read_profile(
        SINGER | {"money": {"max_price": 0}, "age": 40, "access_needs": ["step_free"], "times": {"days": ["monday"]}}
    )
    listing(source, "dear", price=9)
    listing(source, "steps", known_no=["step_free"])
    listing(source, "for the young", maximum_age=17)
    listing(source, "tuesdays", days=[2])
    listing(source, "fits", lat=53.72)
    assert brought(profile)[0] == "fits"
    found = ideas(profile, candidates(profile, AS_OF, ANYONE), AS_OF)
    assert [one.candidate.name for one in found.ideas] == ["fits"]


@pytest.mark.parametrize("data", [{}, {"interests": ["singing"]}, {"postcode": "ZZ21 1AA"}, {"needs": ["fun"]}, SINGER])
def test_the_database_is_asked_once_however_much_there_is(
    source: Source, data: dict, django_assert_num_queries
) -> None:
    profile = read_profile(data)
    for rows in (1, 3):
        listing(source, f"choir {rows}")
        with django_assert_num_queries(1):
            candidates(profile, AS_OF, ANYONE)
