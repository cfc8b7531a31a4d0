"""Which pairs of services are one: labelled pairs, and what is done with them."""

import tomllib
import uuid
from pathlib import Path

import pytest

from kith.domains.directory.merging import Known, Pair, compare, name_score, pairs

LABELLED = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text())["pair"]
ONE_LIST, OTHER_LIST = uuid.UUID(int=1), uuid.UUID(int=2)


def known(source: uuid.UUID, raw: dict) -> Known:
    return Known(
        id=uuid.uuid4(),
        source=source,
        name=raw["name"],
        postcodes=frozenset(filter(None, [raw.get("postcode", "")])),
        points=tuple(tuple(p) for p in raw.get("points", [])),
        phones=frozenset(filter(None, [raw.get("phone", "")])),
        website=raw.get("site", ""),
        identifiers=frozenset(raw.get("ids", [])),
    )


def judged() -> list[tuple[dict, Pair | None]]:
    return [(row, compare(known(ONE_LIST, row["one"]), known(OTHER_LIST, row["other"]))) for row in LABELLED]


@pytest.mark.req("X-8")
def test_what_is_joined_by_itself_is_right_in_98_of_100():
    certain = [row["same"] for row, pair in judged() if pair and pair.is_certain]
    assert len(certain) >= 10
    assert sum(certain) / len(certain) >= 0.98


@pytest.mark.req("X-8")
def test_what_looks_the_same_is_the_same_and_most_that_is_the_same_is_proposed():
    results = judged()
    folded = [row["same"] for row, pair in results if pair and pair.looks_same]
    proposed = [row["same"] for row, pair in results if pair]
    same = [bool(pair) for row, pair in results if row["same"]]
    assert sum(folded) / len(folded) >= 0.98
    assert sum(proposed) / len(proposed) >= 0.8
    assert sum(same) / len(same) >= 0.85


@pytest.mark.req("X-8")
def test_central_library_in_seven_towns_is_no_pair():
    places = ["PA15 1JB", "L3 8EW", "DA6 7HJ", "M2 5PD", "TS1 2AY", "SL1 1EA", "WA10 1DY"]
    seven = [
        known(ONE_LIST if n % 2 else OTHER_LIST, {"name": "Central Library", "postcode": p})
        for n, p in enumerate(places)
    ]
    assert list(pairs(seven, seven)) == []


def test_within_one_list_only_the_same_name_at_the_same_place_is_a_question():
    a = known(ONE_LIST, {"name": "Aquafit", "postcode": "EH5 2HF"})
    b = known(ONE_LIST, {"name": "Aquafit for beginners", "postcode": "EH5 2HF"})
    c = known(ONE_LIST, {"name": "AQUAFIT", "postcode": "EH5 2HF"})
    found = list(pairs([a, b, c], [a, b, c]))
    assert [{pair.one.id, pair.other.id} for pair in found] == [{a.id, c.id}]
    assert not found[0].is_certain


def test_a_number_shared_by_a_whole_council_pairs_nobody():
    many = [known(ONE_LIST if n % 2 else OTHER_LIST, {"name": f"Hall {n}", "phone": "01312002000"}) for n in range(12)]
    assert list(pairs(many, many)) == []


@pytest.mark.parametrize(
    ("one", "other", "at_least", "at_most"),
    [
        ("The Broomhill Centre", "Broomhill Centre", 93, 100),
        ("North West Carers Centre", "North West Carers", 80, 100),
        ("Beginners 1", "Beginners 2", 0, 80),
        ("Hill Toy Library", "Hill Library", 0, 90),
        ("St Mary's", "St Marys", 100, 100),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(one, other, at_least, at_most):
    assert at_least <= name_score(one, other) <= at_most
