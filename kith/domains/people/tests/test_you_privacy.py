"""You: who can see what, who looked, what one agreed to, and one's devices."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession

from kith.domains.people.actions import begin_on_behalf, end_other_visits, end_visit, look
from kith.domains.people.models import Account, Consent, Person
from kith.domains.people.queries.looks import who_looked
from kith.domains.people.queries.privacy import agreed
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def text(answer):
    return answer.content.decode()


def person(viewer):
    return Person.objects.get(pk=viewer.id)


# Who looked


def test_looks_are_shown_by_day_and_team_in_words(cast):
    start = dt.datetime.now(tz=dt.UTC).replace(hour=12) + dt.timedelta(days=1)
    for day, times in ((0, 3), (2, 1)):
        for hour in range(times):
            with time_machine.travel(start + dt.timedelta(days=day, hours=hour), tick=False):
                look(by=cast.priya, person=person(cast.heron))
                look(by=cast.osei, person=person(cast.heron))
    with time_machine.travel(start + dt.timedelta(days=3), tick=False):
        found = who_looked(cast.heron)
        page = text(cast.client(cast.heron).get("/you/privacy"))
    assert [(row.on, row.team, row.deeds) for row in found] == [
        ((start + dt.timedelta(days=day)).date(), cast.team.name, ("looked at what we know about you",))
        for day in (2, 0)
    ]
    assert "looked at what we know about you" in page
    for name in ("Priya", "Nair", "Osei"):
        assert name not in page


def test_what_staff_did_together_with_somebody_is_said_so(cast):
    how = begin_on_behalf(by=cast.priya, person=person(cast.heron), how="phone")
    acting = cast.priya.on_behalf(cast.heron.id, how)
    AuditEntry.objects.create(
        at=dt.datetime.now(tz=dt.UTC),
        actor_id=acting.id,
        actor_sphere="staff",
        acting_how=how,
        subject_id=cast.heron.id,
        use_case="network.add_tie",
        outcome="done",
    )
    (row,) = who_looked(cast.heron)
    assert set(row.deeds) == {"looked at what we know about you", "wrote on your map with you"}


def test_refusals_the_house_and_oneself_are_not_looks(cast):
    with pytest.raises(Refused):
        look(by=cast.nadia, person=person(cast.heron))
    assert AuditEntry.objects.filter(subject_id=cast.heron.id, outcome="refused").exists()
    assert who_looked(cast.heron) == []


def test_nobody_sees_who_looked_at_another(cast):
    look(by=cast.priya, person=person(cast.heron))
    assert who_looked(cast.saffron) == []
    assert who_looked(cast.nadia) == []


def test_the_list_takes_the_same_queries_for_one_and_three(cast, constant_queries):
    constant_queries(lambda: look(by=cast.priya, person=person(cast.heron)), lambda: who_looked(cast.heron))


def test_before_ninety_days_it_is_in_the_copy_only(cast):
    look(by=cast.priya, person=person(cast.heron))
    with time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=91), tick=False):
        assert who_looked(cast.heron) == []


# Who can see what


def test_who_works_with_me_and_why(cast):
    page = text(cast.client(cast.heron).get("/you/privacy"))
    assert cast.team.name in page
    assert "Link work" in page


def test_without_a_team_it_says_that_nobody_reads(cast):
    page = text(cast.client(cast.saffron).get("/you/privacy"))
    assert "No team stands behind this account" in page
    assert "No team works with you here" in page


def test_staff_have_their_own_pages_only(cast):
    assert cast.client(cast.priya).get("/you/privacy").status_code == 404


# What one agreed to


def test_saying_yes_and_no_again_is_recorded_each_time(cast):
    browser = cast.client(cast.heron)
    assert [one.is_given for one in agreed(cast.heron)] == [False, False, False]
    browser.post("/you/privacy", {"learning": "on"})
    assert {one.kind: one.is_given for one in agreed(cast.heron)}["learning"]
    browser.post("/you/privacy", {"learning": "on"})
    browser.post("/you/privacy", {})
    assert list(Consent.objects.order_by("said_at").values_list("kind", "is_given")) == [
        ("learning", True),
        ("learning", False),
    ]


def test_staff_write_down_what_somebody_said_on_the_phone(cast):
    browser = cast.client_for(cast.priya, cast.arthur)
    browser.post(f"/for/{cast.arthur.id}/you/privacy", {"learning": "on"})
    row = Consent.objects.get()
    assert (row.person_id, row.is_given, row.how) == (cast.arthur.id, True, "by phone, read back")


# Devices


def signed_in(cast, user_agent, *, is_shared=False):
    browser = cast.client(cast.heron)
    browser.defaults["HTTP_USER_AGENT"] = user_agent
    if is_shared:
        session = browser.session
        session["shared"] = True
        session.save()
    browser.get("/you")
    return browser


def test_devices_are_listed_in_words_this_one_first(cast):
    signed_in(cast, PHONE, is_shared=True)
    browser = signed_in(cast, DESKTOP)
    page = text(browser.get("/you/devices"))
    assert page.index("Computer, Firefox") < page.index("Phone or tablet, Chrome")
    assert page.count("This device") == 1
    assert page.count("Shared with others") == 1


def test_one_device_can_be_signed_out(cast):
    phone, browser = signed_in(cast, PHONE), signed_in(cast, DESKTOP)
    visit = UserSession.objects.get(user_agent=PHONE)
    assert browser.get(f"/you/devices/{visit.pk}/end").status_code == 405
    assert "That device is signed out" in text(browser.post(f"/you/devices/{visit.pk}/end", follow=True))
    assert phone.get("/you").status_code == 302
    assert browser.get("/you").status_code == 200
    assert browser.post(f"/you/devices/{visit.pk}/end").status_code == 404


def test_all_others_can_be_signed_out(cast):
    phone, browser = signed_in(cast, PHONE), signed_in(cast, DESKTOP)
    assert browser.get("/you/devices/others/end").status_code == 405
    assert "All other devices are signed out" in text(browser.post("/you/devices/others/end", follow=True))
    assert phone.get("/you").status_code == 302
    assert browser.get("/you/devices").status_code == 200


def test_a_device_of_somebody_else_is_not_there(cast):
    signed_in(cast, PHONE)
    visit = UserSession.objects.get()
    saffron = cast.client(cast.saffron)
    assert saffron.post(f"/you/devices/{visit.pk}/end").status_code == 404
    assert "Phone or tablet" not in text(saffron.get("/you/devices"))
    account = Account.objects.get(person_id=cast.heron.id)
    with pytest.raises(Refused):
        end_visit(by=cast.saffron, account=account, visit_id=visit.pk)
    with pytest.raises(Refused):
        end_other_visits(by=cast.priya.on_behalf(cast.heron.id, "phone"), account=account, but="")
