"""The copy of everything: all that is mine, nothing of anybody else, sealed, for seven days."""

import datetime as dt
import io
import json
import time
import zipfile

import pytest
import time_machine
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.people import copying
from kith.domains.people.actions import (
    ask_for_copy,
    download,
    fetch_copy,
    forget_old,
    give_up_copy,
    keep_contact,
    look,
    make_copy,
    say_what_matters,
)
from kith.domains.people.models import DataCopy, Person
from kith.domains.people.models.copies import CopyState
from kith.kernel.access import Refused, system
from kith.kernel.models import AuditEntry
from kith.kernel.records import records
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")


def person(viewer):
    return Person.objects.get(pk=viewer.id)


def run_job():
    for row in ProcrastinateJob.objects.filter(task_name="people.prepare_copy", status="todo"):
        download.prepare.now(**row.args)


def copy_for(viewer):
    copy = ask_for_copy(by=viewer, person=person(viewer), language="en-gb")
    make_copy(by=HOUSE, copy=copy)
    return DataCopy.objects.get(pk=copy.pk)


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def fill(viewer, mark):
    """Write a mark of this person into all that people keeps in words."""
    who = person(viewer)
    who.name, who.known_as = f"{mark}-name", f"{mark}-known"
    who.save()
    keep_contact(by=viewer, person=who, email=f"{mark}@example.org", phone="", address=f"{mark}-lane")
    said = {"likes": [f"{mark}-choir"], "own_needs": [f"{mark}-need"], "culture": f"{mark}-culture"}
    say_what_matters(by=viewer, person=who, answers=said)


@pytest.mark.req("R004-73")
def test_all_of_mine_is_in_it_and_nobody_elses(cast):
    fill(cast.heron, "mine")
    for other in (cast.saffron, cast.leah_member):
        fill(other, "theirs")
    look(by=cast.priya, person=person(cast.heron))
    files = opened(copy_for(cast.heron).content)
    assert set(files) >= {"my-copy/read-me.html", "my-copy/data.json", "my-copy/style.css"}
    for name in ("my-copy/read-me.html", "my-copy/data.json"):
        for mark in ("mine-name", "mine-known", "mine@example.org", "mine-lane", "mine-choir", "mine-need"):
            assert mark in files[name], (name, mark)
        assert "looked at what we know about you" in files[name]
    everything = "".join(files.values())
    for canary in ("theirs", "Priya", "Nair", "Osei"):
        assert canary not in everything


def test_every_domain_that_keeps_something_is_in_it(cast):
    data = json.loads(opened(copy_for(cast.heron).content)["my-copy/data.json"])
    assert set(data) == {holding.domain for holding in records}


def test_pictures_become_files(cast, monkeypatch):
    def about(_person_id):
        return {"people": {}, "network": {"picture_svg": "<svg>my map</svg>", "ties": []}}

    monkeypatch.setattr(copying.records, "everything_about", about)
    files = opened(copying.packed(cast.heron.id, "en-gb"))
    assert files["my-copy/pictures/network-picture.svg"] == "<svg>my map</svg>"
    assert 'src="pictures/network-picture.svg"' in files["my-copy/read-me.html"]
    assert json.loads(files["my-copy/data.json"])["network"]["picture_svg"] == "pictures/network-picture.svg"


def test_dates_are_in_words_on_the_page_and_exact_in_the_data(cast):
    Person.objects.filter(pk=cast.heron.id).update(created_at=dt.datetime(2026, 6, 3, 13, tzinfo=dt.UTC))
    files = opened(copy_for(cast.heron).content)
    assert "3 June 2026, 2pm" in files["my-copy/read-me.html"]
    assert "2026-06-03T13:00:00+00:00" in files["my-copy/data.json"]


def test_words_cannot_become_markup(cast):
    fill(cast.heron, "<script>alert(1)</script>")
    page = opened(copy_for(cast.heron).content)["my-copy/read-me.html"]
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_it_lies_sealed_in_the_database(cast):
    fill(cast.heron, "mine")
    copy = copy_for(cast.heron)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM people_datacopy WHERE id = %s", [copy.pk])
        raw = bytes(cursor.fetchone()[0])
    assert not zipfile.is_zipfile(io.BytesIO(raw))
    assert b"mine" not in raw
    assert b"read-me" not in raw


@pytest.mark.req("R004-73")
def test_from_asking_to_the_file_without_a_script(cast):
    browser = cast.client(cast.heron)
    assert "Prepare my copy" in browser.get("/you/download").content.decode()
    started = time.monotonic()
    page = browser.post("/you/download", follow=True).content.decode()
    assert "Look if it is ready" in page
    run_job()
    page = browser.get("/you/download").content.decode()
    assert time.monotonic() - started < 60
    assert "Your copy is ready" in page
    copy = DataCopy.objects.get()
    answer = browser.get(f"/you/download/{copy.pk}")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="my-copy.zip"'
    assert answer["Cache-Control"] == "no-store"
    assert "my-copy/data.json" in opened(answer.content)
    done = AuditEntry.objects.filter(subject_id=cast.heron.id).values_list("use_case", flat=True)
    assert {"people.ask_for_copy", "people.make_copy", "people.fetch_copy"} <= set(done)


def test_asking_twice_makes_one_and_a_new_one_replaces_the_old(cast):
    first = ask_for_copy(by=cast.heron, person=person(cast.heron), language="en-gb")
    assert ask_for_copy(by=cast.heron, person=person(cast.heron), language="en-gb") == first
    make_copy(by=HOUSE, copy=first)
    make_copy(by=HOUSE, copy=first)
    second = ask_for_copy(by=cast.heron, person=person(cast.heron), language="en-gb")
    first.refresh_from_db()
    assert (first.state, first.content) == (CopyState.EXPIRED, None)
    assert second.pk != first.pk


def test_after_seven_days_it_is_gone(cast):
    copy = copy_for(cast.heron)
    with time_machine.travel(copy.ready_at + dt.timedelta(days=7, minutes=1), tick=False):
        browser = cast.client(cast.heron)
        with pytest.raises(NotPossible):
            fetch_copy(by=cast.heron, copy=copy)
        assert "Your last copy is gone" in browser.get("/you/download").content.decode()
        assert browser.get(f"/you/download/{copy.pk}", follow=True).status_code == 200
        forget_old(by=HOUSE)
    assert not DataCopy.objects.filter(content__isnull=False).exists()


def test_one_that_fails_says_so_and_can_be_asked_for_again(cast, monkeypatch):
    def broken(*_all):
        raise RuntimeError("no room")

    ask_for_copy(by=cast.heron, person=person(cast.heron), language="en-gb")
    monkeypatch.setattr(download, "packed", broken)
    run_job()
    assert DataCopy.objects.get().state == CopyState.FAILED
    page = cast.client(cast.heron).get("/you/download").content.decode()
    assert "It was our fault, not yours" in page
    give_up_copy(by=HOUSE, copy=DataCopy.objects.get())
    ask_for_copy(by=cast.heron, person=person(cast.heron), language="en-gb")
    assert DataCopy.objects.filter(state=CopyState.PREPARING).count() == 1


def test_nobody_else_gets_it_not_even_staff_who_act_for_them(cast):
    copy = copy_for(cast.heron)
    for other in (cast.saffron, cast.priya, cast.sam):
        assert cast.client(other).get(f"/you/download/{copy.pk}").status_code == 404
        with pytest.raises(Refused):
            fetch_copy(by=other, copy=copy)
    acting = cast.client_for(cast.priya, cast.heron)
    assert acting.get(f"/for/{cast.heron.id}/you/download").status_code == 404
    assert acting.get(f"/for/{cast.heron.id}/you/download/{copy.pk}").status_code == 404
    with pytest.raises(Refused):
        ask_for_copy(by=cast.priya.on_behalf(cast.heron.id, "phone"), person=person(cast.heron), language="cy")


def test_staff_get_a_copy_of_what_is_kept_about_them(cast):
    assert "Priya Nair" in opened(copy_for(cast.priya).content)["my-copy/data.json"]


def test_in_welsh_the_page_is_in_welsh(cast):
    copy = ask_for_copy(by=cast.heron, person=person(cast.heron), language="cy")
    copy = make_copy(by=HOUSE, copy=copy)
    assert "<html" in opened(copy.content)["my-copy/read-me.html"]
