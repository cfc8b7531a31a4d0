"""Whose handle it is, only the vault knows: no row of the database outside it joins a handle with a person."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.db import connection

from kith.domains.notices.models import Notice
from kith.domains.rooms.models import Topic
from kith.domains.safety import actions as safety
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry
from tests.proofs import channels
from tests.proofs import houses as ground
from tests.proofs.canaries import Planted
from tests.proofs.joins import humans, joining, rows
from tests.proofs.room_tokens import Author, plant

pytestmark = pytest.mark.django_db(transaction=True)
HOUSE = system("tests")


@pytest.fixture
def filled(cast, monkeypatch, settings, tmp_path) -> SimpleNamespace:
    """Both houses, full; members have written through pages too. Each deed writes under one transaction's number."""
    settings.MAIL_DIR, settings.STATE_DIR = tmp_path / "sent", tmp_path
    monkeypatch.setattr(connection.features, "uses_savepoints", False)
    houses = ground.build(cast)
    plant(houses, Planted())
    for who, slug in (("wren", "alder"), ("finch", "birch")):
        through_pages(houses, who, slug)
    channels.run_jobs()
    return houses


def through_pages(houses: SimpleNamespace, who: str, slug: str) -> None:
    """A topic that worries, a line, a draft, and reading on: as a browser without scripts does it."""
    browser = ground.client(houses, who)
    key = {"key": str(uuid.uuid4()), "sent_key": str(uuid.uuid4())}
    words = {"title": "From a page", "body": "I do not want to be here any more."}
    assert browser.post(f"/rooms/{slug}/start", {**words, **key}).status_code == 302
    browser.post("/rooms/living-room", {"body": "From a page", "key": str(uuid.uuid4())})
    browser.post(f"/rooms/{slug}/draft", {"title": "Begun", "body": "Begun"})
    with acting_as(HOUSE):
        topic = Topic.objects.filter(room__slug=slug).order_by("opened_at").first()
    assert topic
    assert browser.get(f"/rooms/{slug}/{topic.pk}").status_code == 200
    browser.post(f"/rooms/{slug}/{topic.pk}/follow", {"follow": "on"})


def open_a_sheet(houses: SimpleNamespace) -> None:
    """Break-glass: the one way from a handle to a person."""
    osei = ground.viewer(houses, "osei")
    case = safety.acknowledge(by=osei, case=Author(houses, Planted(), "north").case())
    opening = safety.ask_for_sheet(by=osei, case=case, reason="life", words="Now", asks_first=False)
    safety.look_at_sheet(by=osei, opening=opening)
    channels.run_jobs()


@pytest.mark.req("R002-16")
def test_no_row_of_the_database_joins_a_handle_and_a_person(filled):
    """In one row, through a row that points at another, or by the number of the transaction that wrote both."""
    everybody = humans(filled)
    assert joining(everybody, rows()) == set()
    open_a_sheet(filled)
    assert Notice.objects.filter(kind="looked").exists()
    assert AuditEntry.objects.filter(use_case="people.show_sheet").exists()
    assert joining(everybody, rows()) == set()
    # Negative controls: both in one row; a row that points at the other; both in one transaction.
    person_id, profile = ground.viewer(filled, "wren").id, filled.profiles["wren"]
    with acting_as(HOUSE):
        Notice.objects.create(person_id=person_id, kind="x", data={"who": str(profile.pk)}, made_at=now())
        post = str(profile.posts.values_list("pk", flat=True)[0])
    Notice.objects.create(person_id=person_id, kind="x", data={"post": post}, made_at=now())
    found = joining(everybody, rows())
    assert {"notices_notice holds both", "notices_notice points at rooms_post"} <= found
    with acting_as(HOUSE):
        Notice.objects.create(person_id=person_id, kind="x", made_at=now())
        profile.save()
    assert "notices_notice is written with rooms_profile" in joining(everybody, rows())
