"""The pages of safety for the team: help numbers, hours, rota."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from kith.domains.people.tests.factories import make_staff
from kith.domains.safety import after_harm
from kith.domains.safety.models import CrisisContact, HoursException, Rota, TeamHours
from kith.domains.safety.tests.factories import make_hours, make_numbers, make_turn, set_nation

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
DAY = {"on-day": "23", "on-month": "November", "on-year": "2026"}


@pytest.fixture
def admin(cast):
    return cast.client(cast.sam)


def text(answer):
    return answer.content.decode()


# Help numbers


@pytest.fixture
def number(db):
    make_numbers()
    return CrisisContact.objects.get(nation="england", code="111")


def filled(contact, **changed):
    names = ("name", "words", "phone", "sms", "sms_words", "hours", "source", "name_cy", "words_cy", "hours_cy")
    return {name: getattr(contact, name) for name in names} | {"owner": "Duty lead", "is_tried": "on"} | changed


def test_the_list_shows_what_is_due(admin, number):
    page = text(admin.get("/desk/admin/help-numbers"))
    assert page.split("After something bad")[0].count("Check now") == 16
    assert page.split("After something bad")[1].count("Check now") == len({one.line.code for one in after_harm.read()})
    assert "review before use" in page


@pytest.mark.req("R002-19")
def test_a_number_is_tried_and_signed_for(admin, number):
    page = f"/desk/admin/help-numbers/{number.pk}"
    assert "Nobody has checked this number yet" in text(admin.get(page))
    answer = admin.post(page, filled(number), follow=True)
    assert "We ask again in 90 days" in text(answer)
    assert "Duty lead" in text(answer)
    assert "Last checked on" in text(admin.get(page))


@pytest.mark.parametrize(
    "changed", [{"is_tried": ""}, {"owner": ""}, {"words": "one " * 21 + "111"}, {"words": "Call us."}, {"phone": "x"}]
)
def test_what_cannot_be_right_comes_back(admin, number, changed):
    assert admin.post(f"/desk/admin/help-numbers/{number.pk}", filled(number, **changed)).status_code == 422
    number.refresh_from_db()
    assert number.reviewed_on is None


def test_a_local_line_is_added(admin, number):
    new = filled(number, nation="wales", kind="listening", code="night", position="7")
    assert admin.get("/desk/admin/help-numbers/new").status_code == 200
    assert admin.post("/desk/admin/help-numbers/new", new).status_code == 302
    assert CrisisContact.objects.filter(nation="wales", code="night").exists()
    assert admin.post("/desk/admin/help-numbers/new", new).status_code == 422


def test_a_number_is_taken_off_after_a_question(admin, number):
    shout = CrisisContact.objects.get(nation="england", code="shout")
    page = f"/desk/admin/help-numbers/{shout.pk}/stop"
    assert "Take this number off all pages?" in text(admin.get(page))
    assert "The number is off all pages" in text(admin.post(page, follow=True))
    refused = admin.post(f"/desk/admin/help-numbers/{number.pk}/stop")
    assert refused.status_code == 422
    assert "Add another one first" in text(refused)


def test_a_number_that_is_not_there(admin, db):
    assert admin.get(f"/desk/admin/help-numbers/{uuid.uuid4()}").status_code == 404
    assert admin.get(f"/desk/admin/help-numbers/{uuid.uuid4()}/stop").status_code == 404


def test_who_looks_after_numbers(cast, number):
    ana = make_staff("Ana Reyes", "safety_officer")
    assert cast.client(ana).get("/desk/admin/help-numbers").status_code == 200
    for other in (cast.priya, cast.heron):
        assert cast.client(other).get("/desk/admin/help-numbers").status_code == 404


# Hours


@pytest.mark.req("R003-2")
def test_a_team_says_when_it_reads(cast, admin):
    page = f"/desk/admin/hours/{cast.team.pk}"
    assert "So we promise nobody an answer" in text(admin.get(page))
    assert admin.get(f"{page}/week").status_code == 200
    answer = admin.post(f"{page}/week", {"weekday": "1", "opens": "9am", "closes": "17:00"}, follow=True)
    assert "Monday" in text(answer)
    assert "We will next read this on" in text(admin.get("/desk/admin/hours")) or "reads this by" in text(answer)


@pytest.mark.parametrize(
    "wrong",
    [{"opens": "9am", "closes": "9"}, {"opens": "breakfast", "closes": "17:00"}, {"opens": "", "closes": "5pm"}],
)
def test_hours_that_make_no_sense_come_back(cast, admin, wrong):
    answer = admin.post(f"/desk/admin/hours/{cast.team.pk}/week", {"weekday": "1", **wrong})
    assert answer.status_code == 422
    assert not TeamHours.objects.exists()


def test_hours_end_and_days_are_marked(cast, admin):
    make_hours(cast.team, 1)
    page, hours = f"/desk/admin/hours/{cast.team.pk}", TeamHours.objects.get()
    assert admin.get(f"{page}/week/{hours.pk}/end").status_code == 405
    admin.post(f"{page}/week/{hours.pk}/end")
    assert TeamHours.objects.get().until_on is not None
    with time_machine.travel(START - dt.timedelta(days=3), tick=False):
        admin = cast.client(cast.sam)
        assert admin.get(reverse("safety:team-day", args=[cast.team.pk])).status_code == 200
        assert "Closed" in text(admin.post(f"{page}/days", {**DAY, "opens": "", "closes": ""}, follow=True))
        assert admin.post(f"{page}/days", {**DAY, "opens": "9", "closes": ""}).status_code == 422
        marked = HoursException.objects.get()
        admin.post(reverse("safety:day-remove", args=[cast.team.pk, marked.pk]))
    assert not HoursException.objects.exists()


def test_whose_holidays_and_whether_there_is_a_rota(cast, admin):
    page = f"/desk/admin/hours/{cast.team.pk}"
    assert admin.get(reverse("safety:team-calendar", args=[cast.team.pk])).status_code == 200
    answer = admin.post(f"{page}/calendar", {"nation": "scotland", "has_rota": "on"}, follow=True)
    assert "Scotland" in text(answer)
    assert admin.post(f"{page}/calendar", {"nation": "atlantis"}).status_code == 422


def test_only_administrators_set_hours(cast):
    for path in ("/desk/admin/hours", f"/desk/admin/hours/{cast.team.pk}", f"/desk/admin/hours/{cast.team.pk}/week"):
        assert cast.client(cast.priya).get(path).status_code == 404
    admin = cast.client(cast.sam)
    assert admin.get(f"/desk/admin/hours/{uuid.uuid4()}").status_code == 404
    assert admin.post(f"/desk/admin/hours/{cast.team.pk}/week/{uuid.uuid4()}/end").status_code == 404


# Rota


@pytest.mark.req("R003-2")
def test_the_rota_shows_turns_and_gaps(cast):
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    make_turn(cast.team, cast.priya, START, START + dt.timedelta(hours=4))
    with time_machine.travel(START, tick=False):
        page = text(cast.client(cast.osei).get("/desk/rota"))
    assert "Priya Nair" in page
    assert "Nobody is there at these times" in page
    assert "Monday 23 November, 1pm to 5pm" in page


def test_another_team_has_its_own_rota(cast):
    make_turn(cast.team, cast.priya, START, START + dt.timedelta(hours=4))
    with time_machine.travel(START, tick=False):
        assert "Priya" not in text(cast.client(cast.nadia).get("/desk/rota"))
    assert cast.client(cast.nadia).get(f"/desk/rota/{cast.team.pk}/new").status_code == 404
    assert cast.client(cast.heron).get("/desk/rota").status_code == 404


def test_a_turn_is_added_and_taken_off(cast):
    browser, page = cast.client(cast.osei), f"/desk/rota/{cast.team.pk}/new"
    said = {"person": str(cast.priya.id), "task": "duty", **DAY, "begins": "10pm", "ends": "6am"}
    assert "Priya Nair" in text(browser.get(page))
    assert browser.post(page, said).status_code == 302
    turn = Rota.objects.get()
    assert turn.until_at - turn.from_at == dt.timedelta(hours=8)
    assert browser.post(page, said).status_code == 422
    assert browser.post(page, {**said, "person": str(cast.nadia.id)}).status_code == 422
    assert browser.get(f"/desk/rota/turns/{turn.pk}/remove").status_code == 405
    assert browser.post(f"/desk/rota/turns/{turn.pk}/remove").status_code == 302
    assert not Rota.objects.exists()
    assert browser.post(f"/desk/rota/turns/{turn.pk}/remove").status_code == 404


def test_a_turn_of_another_team_stays(cast):
    turn = make_turn(cast.team, cast.priya, START, START + dt.timedelta(hours=4))
    assert cast.client(cast.nadia).post(f"/desk/rota/turns/{turn.pk}/remove").status_code == 404
    assert Rota.objects.exists()
