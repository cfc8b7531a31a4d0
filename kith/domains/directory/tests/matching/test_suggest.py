"""The command: profiles in, ideas out, in the documented shape."""

import json
import uuid
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from kith.domains.directory.matching.reading import SCHEMAS
from kith.domains.directory.models import Listing, Service, Source
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db
OUTPUT = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "suggestions.schema.json").read_text()))


@pytest.fixture
def choir() -> Listing:
    source = Source.objects.create(code="tests", name="Tests", created_at=now())
    service = Service.objects.create(source=source, source_key="1", name="Choir", first_read_at=now())
    return Listing.objects.create(
        service=service, source=source, slug=uuid.uuid4().hex, name="Choir", topics=["singing"], kinds=["music"],
        place_kind="venue", lat=53.71, lon=-2.05, postcode="ZZ21 9ZZ",
    )  # fmt: skip


def suggest(tmp_path: Path, profile: object, *arguments: str) -> str:
    (tmp_path / "profile.json").write_text(profile if isinstance(profile, str) else json.dumps(profile))
    out = StringIO()
    call_command("suggest", "--profile", str(tmp_path / "profile.json"), *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


SINGER = {"id": "a", "interests": ["singing"], "postcode": "ZZ21 1AA"}


@pytest.mark.req("R004-26")
def test_one_profile_one_answer(tmp_path: Path, choir: Listing) -> None:
    answer = json.loads(suggest(tmp_path, SINGER, "--as-of", "2026-11-21", "--json"))
    OUTPUT.validate(answer)
    assert (answer["profile"], answer["as_of"]) == ("a", "2026-11-21")
    [idea] = answer["ideas"]
    assert (idea["id"], idea["source"], idea["postcode"]) == (str(choir.id), "tests", "ZZ21 9ZZ")
    assert (idea["lat"], idea["lon"], idea["distance_km"]) == (53.71, -2.05, 1.11)
    assert idea["reasons"][0] == "Because you said you like singing."
    assert idea["because"] == [{"field": "interests", "said": "singing"}]
    assert idea["cautions"][0] == "Not checked: ring first."


def test_a_list_gets_a_list_in_the_same_order(tmp_path: Path, choir: Listing) -> None:
    answers = json.loads(suggest(tmp_path, [SINGER, {"id": "b"}, {"id": "c", "interests": ["chess"]}], "--json"))
    assert [one["profile"] for one in answers] == ["a", "b", "c"]
    for one in answers:
        OUTPUT.validate(one)
    assert answers[2]["ideas"] == []
    assert answers[2]["notes"]


def test_an_office_shows_no_place_and_no_distance(tmp_path: Path, choir: Listing) -> None:
    Listing.objects.update(place_kind="office")
    [idea] = json.loads(suggest(tmp_path, SINGER, "--json"))["ideas"]
    assert (idea["postcode"], idea["lat"], idea["lon"], idea["distance_km"]) == (None, None, None, None)
    assert idea["attend"] == "not_known"


def test_a_page_for_people(tmp_path: Path, choir: Listing) -> None:
    page = suggest(tmp_path, SINGER)
    assert "* Choir (tests, 1.1 km)" in page
    assert "    Because you said you like singing." in page
    assert "    ! Not checked: ring first." in page


def test_skip_shows_the_next(tmp_path: Path, choir: Listing) -> None:
    assert json.loads(suggest(tmp_path, SINGER, "--skip", "3", "--json"))["ideas"] == []


@pytest.mark.parametrize(
    ("profile", "arguments", "said"),
    [
        ({"postcod": "x"}, (), "'postcod' was unexpected"),
        ("{", (), "line 1: this is not JSON"),
        ({}, ("--as-of", "tomorrow"), "tomorrow is not a day"),
        ({}, ("--count", "0"), "one idea or more"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, profile: object, arguments: tuple, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        suggest(tmp_path, profile, *arguments)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("suggest", "--profile", str(tmp_path / "none.json"))
