"""Nobody meets what is not theirs: a token in every private field, and everybody opens everything they can reach."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from kith.domains.network import actions as network
from kith.domains.network.queries import own_map
from kith.domains.people import actions as people
from kith.domains.people.models import Person
from kith.domains.people.queries import person_of
from kith.domains.people.tests.factories import make_pseudonym
from kith.domains.plans import actions as plans
from kith.kernel.checks import all_patterns
from kith.kernel.records import records
from tests.proofs.canaries import Planted, crawl, sealed_fields

pytestmark = pytest.mark.django_db
ROLES = ("heron", "saffron", "leah_member", "priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam")
# What is not somebody's words: codes and one-time secrets of the house, proved elsewhere.
NOT_WORDS = {
    "people.preference.barriers",
    "people.preference.belongs",
}


def plant_person(planted: Planted, cast: SimpleNamespace, key: str, *team: str) -> None:
    """A name and a way to be reached: for the person and whoever works with them."""
    person = Person.objects.get(pk=getattr(cast, key).id)
    seen_by = (key, *team)
    person.name = planted.new("people.person.name", *seen_by)
    person.known_as = planted.new("people.person.known_as", *seen_by)
    person.contact = {"email": f"{planted.new('people.person.contact', *seen_by)}@example.org"}
    person.save()


def plant_own_words(planted: Planted, cast: SimpleNamespace, key: str, *acting: str) -> None:
    """Everything that somebody writes for themselves: for them, and for staff who do it with them."""
    viewer = getattr(cast, key)

    def own(where: str) -> str:
        return planted.new(where, key, *acting)

    def private(where: str) -> str:
        return planted.new(f"{where} (private)", key)

    network_map = network.start_map(by=viewer)
    network.add_tie(
        by=viewer, network_map=network_map, name=own("network.tie.name"), kind="friend", circle="inner",
        words=own("network.tie.note"),
    )  # fmt: skip
    network.add_tie(
        by=viewer, network_map=own_map(viewer), name=private("network.tie.name"), kind="friend", circle="outer",
        words=private("network.tie.note"), is_private=True,
    )  # fmt: skip
    network.reflect(by=viewer, network_map=own_map(viewer), answers={"lift": own("network.reflection.words")})
    answers = {
        "faith": own("people.preference.faith"),
        "culture": own("people.preference.culture"),
        "likes": [own("people.interest.words")],
        "own_needs": [own("people.need.words")],
    }
    people.say_what_matters(by=viewer, person=person_of(viewer), answers=answers)
    people.keep_sheet(by=viewer, person=person_of(viewer), said={"staying": own("people.emergencysheet.said")})
    shown = plans.add_goal(
        by=viewer,
        person=person_of(viewer),
        words=own("plans.goal.words"),
        area="own",
        own_area=own("plans.goal.own_area"),
    )
    hidden = plans.add_goal(by=viewer, person=person_of(viewer), words=private("plans.goal.words"))
    plans.hide_goal(by=viewer, goal=hidden)
    step = plans.add_step(
        by=viewer, person=person_of(viewer), goal=shown, words=own("plans.step.words"),
        with_whom=own("plans.step.with_whom"),
    )  # fmt: skip
    plans.say_how_it_went(by=viewer, step=step, state="trying", words=own("plans.step.how_it_went"))
    plans.add_step(by=viewer, person=person_of(viewer), goal=hidden, words=private("plans.step.words"))


@pytest.fixture
def planted(cast) -> Planted:
    tokens = Planted()
    plant_person(tokens, cast, "heron", "priya", "osei", "priya for heron")
    plant_person(tokens, cast, "arthur", "priya", "osei", "priya for arthur")
    plant_person(tokens, cast, "saffron")
    plant_person(tokens, cast, "leah_member")
    plant_own_words(tokens, cast, "heron", "priya for heron")
    plant_own_words(tokens, cast, "arthur", "priya for arthur")
    plant_own_words(tokens, cast, "saffron")
    plant_own_words(tokens, cast, "leah_member")
    return tokens


def starts(prefix: str = "") -> list[str]:
    """Every address without a parameter, and the front door."""
    simple = [reverse(name) for name, pattern in all_patterns() if not pattern.pattern.converters]
    return [f"{prefix}{address}" for address in ("/home", "/desk", *simple)]


def ends_the_visit(path: str) -> bool:
    return any(part in path for part in ("/leave", "sign-out", "/demo/", "/cy/"))


def walks(cast: SimpleNamespace) -> dict[str, tuple[Client, list[str]]]:
    """Who goes where."""
    everyone = {who: (cast.client(getattr(cast, who)), starts()) for who in ROLES}
    everyone["nobody"] = (Client(), starts())
    for key in ("heron", "arthur"):
        person = getattr(cast, key)
        everyone[f"priya for {key}"] = (cast.client_for(cast.priya, person), starts(f"/for/{person.id}"))
    return everyone


def all_pages(cast: SimpleNamespace) -> list[tuple[str, str, str]]:
    return [
        (who, path, text)
        for who, (client, first) in walks(cast).items()
        for path, text in crawl(
            client, first, stop=lambda path, who=who: ends_the_visit(path) or is_elsewhere(who, path)
        )
    ]


def is_elsewhere(who: str, path: str) -> bool:
    """Whether a worker has left the pages of the person they act for: out there they are themselves again."""
    return " for " in who and not path.startswith("/for/")


@pytest.mark.req("R002-16", "R000-15")
def test_no_token_leaves_its_audience(cast, planted):
    handle = make_pseudonym(cast.heron.id, "Quiet Lantern")
    pages = all_pages(cast)
    assert [leak for who, path, text in pages for leak in planted.leaks(who, path, text)] == []
    met = planted.met(text for _who, _path, text in pages)
    assert {w.partition(" (")[0] for w in met} >= sealed_own_words(), "the crawl did not even see these"
    name = Person.objects.get(pk=cast.heron.id).name
    joined = [(who, path) for who, path, text in pages if who != "heron" and name in text and handle.handle in text]
    assert joined == [], "a page joins a handle and a name"
    assert len(pages) > 200


def sealed_own_words() -> set[str]:
    return {f for f in sealed_fields() if f.split(".")[0] in {"network", "plans"}} - {"network.change.before"}


def test_every_sealed_field_has_a_canary(planted):
    """A new sealed field is planted here, or named as something else than words."""
    where = {c.where.partition(" (")[0] for c in planted.by_token.values()}
    elsewhere = {f for f in sealed_fields() if f.split(".")[0] in {"rooms", "safety"}}  # test_room_canaries.py
    assert sealed_fields() - elsewhere - where - NOT_WORDS - KEPT_BY_OTHERS == set()


KEPT_BY_OTHERS = {
    "network.change.before",  # what undo brings back: the same tokens as the ties
    "people.preference.postcode",  # a postcode cannot hold a token; it is shown on no page but its own
    "people.invitation.token",  # one-time secrets of the house
    "people.confirmation.code",
    "notices.delivery.sent",  # what left the house: test_what_is_sent_holds_no_token reads it where it arrives
}


def test_what_is_sent_holds_no_token(cast, planted, settings, tmp_path):
    """Mail, messages and letters: whatever the house sends while everybody looks around."""
    settings.MAIL_DIR = tmp_path
    all_pages(cast)
    sent = [p.read_text(errors="replace") for p in Path(tmp_path).rglob("*") if p.is_file()]
    assert planted.met(sent) == set()


def test_a_download_holds_only_ones_own(cast, planted):
    mine = json.dumps(records.everything_about(cast.heron.id), default=str)
    assert planted.leaks("heron", "download", mine) == []
    assert "plans.goal.words (private)" in planted.met([mine])
    hers = json.dumps(records.everything_about(cast.saffron.id), default=str)
    assert planted.leaks("saffron", "download", hers) == []


def test_a_leak_is_found(cast, planted):
    """Negative control: show a colleague somebody's hidden hope, and the crawl names field and channel."""
    hidden = next(c for c in planted.by_token.values() if c.where == "plans.goal.words (private)")
    assert planted.leaks("priya", "/desk", f"<p>{hidden.token}</p>") == [
        "plans.goal.words (private) reached priya at /desk"
    ]
