"""Open Referral feeds, the six faults of real ones, and what a record says."""

import json

import pytest
import time_machine

from kith.domains.directory.imports.feeds import FeedError, FeedReader, documents, things
from kith.domains.directory.imports.records import Read

WHOLE = {
    "id": "5f0c9c1e-0000-4000-8000-000000000001",
    "name": "Open Clay",
    "description": "Hand building.",
    "status": "active",
    "email": "clay@example.org",
    "minimum_age": 18,
    "assured_date": "2026-09-01",
    "organization": {"id": "o1", "name": "Low Mill", "organization_identifiers": []},
    "service_at_locations": [
        {
            "id": "s1",
            "location": {
                "id": "l1",
                "location_type": "physical",
                "name": "The Mill",
                "latitude": 54.0,
                "longitude": -2.5,
                "addresses": [{"address_1": "Mill Lane", "city": "Marlbeck", "postal_code": "LA2 7AA"}],
                "accessibility": [{"description": "A hearing loop."}],
            },
        }
    ],
    "schedules": [{"byday": "TU,TH", "opens_at": "18:00:00", "closes_at": "20:00", "freq": "WEEKLY"}],
    "cost_options": [{"amount": 0, "option": "Each time"}],
    "languages": [{"id": "x"}, {"name": "Polish"}],
}
THIN = {"id": WHOLE["id"], "name": "Open Clay"}


def read(*answers: object) -> list[Read]:
    return list(FeedReader([(f"{n}.json", answer) for n, answer in enumerate(answers)], "A feed").read())


def test_a_whole_record_is_read_down_to_its_place():
    (found,) = read([WHOLE])
    service = found.service
    assert (service.name, service.minimum_age, str(service.assured_on)) == ("Open Clay", 18, "2026-09-01")
    assert service.places[0].postcode == "LA2 7AA"
    assert [(o.weekday, f"{o.opens_at:%H}") for o in service.openings] == [(2, "18"), (4, "18")]
    assert service.languages == [("", "Polish")]


@pytest.mark.req("X-5")
@pytest.mark.parametrize("envelope", ["contents", "content", "items", "services", "results", "data"])
def test_an_odd_envelope_key_is_no_hindrance(envelope):
    (found,) = read({"total_items": 1, envelope: [WHOLE]})
    assert found.service.name == "Open Clay"


@pytest.mark.req("X-5")
def test_a_thin_list_and_the_records_read_one_by_one_are_joined():
    (found,) = read({"contents": [THIN]}, WHOLE)
    assert found.service.description == "Hand building."
    assert found.repeats == 1


@pytest.mark.req("X-5")
def test_a_thin_record_alone_is_kept_and_reported():
    (found,) = read({"contents": [THIN]})
    assert found.service is not None
    assert ("record", "thin_record") in [(p.field, p.problem) for p in found.problems]


@pytest.mark.req("X-5")
def test_a_profile_is_no_service():
    (found,) = read({"version": "HSDS-UK-3.0", "openapi_url": "https://example.org/placeholder"})
    assert found.refused == "a_profile_not_a_service"


@pytest.mark.req("X-5")
def test_pages_that_repeat_because_a_filter_was_ignored_yield_each_service_once():
    reads = read({"contents": [WHOLE]}, {"contents": [WHOLE]}, {"contents": [WHOLE]})
    assert [(r.service.key, r.repeats) for r in reads] == [(WHOLE["id"], 2)]


@pytest.mark.req("X-5")
def test_parts_that_are_missing_or_of_the_wrong_kind_are_no_hindrance():
    odd = {
        "id": "1",
        "name": "X",
        "status": None,
        "schedules": None,
        "service_at_locations": {},
        "contacts": [None],
        "phones": "5",
    }
    (found,) = read([odd])
    assert found.service is not None


def test_services_inside_an_organisation_know_it():
    organisation = {
        "id": "o",
        "name": "Low Mill",
        "services": [{k: v for k, v in WHOLE.items() if k != "organization"}],
    }
    (found,) = read(organisation)
    assert found.service.organisation.name == "Low Mill"


def test_a_service_at_a_location_is_a_service_with_that_place():
    answer = {
        "id": "sal",
        "service": {"id": "1", "name": "Clay", "status": "active"},
        "location": {"id": "l", "name": "Mill"},
    }
    (found,) = read(answer)
    assert [place.name for place in found.service.places] == ["Mill"]


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("email", "https://example.org/contact", "email_is_a_web_address"),
        ("url", "not a site", "not_a_web_address"),
        ("minimum_age", "old", "not_an_age"),
        ("assured_date", "soon", "not_a_date"),
        ("status", "maybe", "status_unknown"),
    ],
)
def test_a_field_that_cannot_be_used_is_dropped_reported_and_the_record_kept(field, value, problem):
    (found,) = read([{**WHOLE, field: value}])
    assert found.service is not None
    assert problem in [p.problem for p in found.problems]


@time_machine.travel("2026-11-21 12:00")
def test_a_day_in_the_future_is_no_assured_date():
    (found,) = read([{**WHOLE, "assured_date": "2030-01-01"}])
    assert found.service.assured_on is None
    assert "date_in_the_future" in [p.problem for p in found.problems]


def test_latitude_and_longitude_that_changed_places_are_turned_round():
    location = {**WHOLE["service_at_locations"][0]["location"], "latitude": -2.5, "longitude": 54.0}
    (found,) = read([{**WHOLE, "service_at_locations": [{"id": "s", "location": location}]}])
    assert (found.service.places[0].lat, found.service.places[0].lon) == (54.0, -2.5)


def test_a_record_without_a_name_is_refused():
    (found,) = read([{"id": "1", "status": "active"}])
    assert found.refused == "no_name"


def test_facts_in_our_own_codes_are_taken_and_others_are_not():
    (found,) = read([{**WHOLE, "x_facts": {"peer_led": True, "haunted": True}, "x_slug": "open-clay"}])
    assert found.service.facts["peer_led"] is True
    assert "haunted" not in found.service.facts
    assert found.service.slug == "open-clay"


def test_one_value_a_line_is_read_too(tmp_path):
    path = tmp_path / "feed.ndjson"
    path.write_text(json.dumps(THIN) + "\n" + json.dumps({**THIN, "id": "2"}) + "\n")
    assert len([t for d in documents(path) for t in things(d)]) == 2


def test_what_is_no_json_says_so(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text("<html>busy</html>")
    with pytest.raises(FeedError, match=r"feed\.json is not readable JSON"):
        documents(path)
