"""Closing an account: two weeks to think, and then nothing of the person's words can be read by anyone."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.people import vault
from kith.domains.people.actions import ask_to_close, close_account, closing, keep_contact, keep_open, say_what_matters
from kith.domains.people.kept_words import WORDS
from kith.domains.people.models import Account, Consent, Involvement, Person, Preference, Pseudonym
from kith.domains.people.queries.holdings import goes, stays
from kith.kernel import retention, sealed
from kith.kernel.access import Refused, system
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry, DataKey
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
CANARY = "canary-of-heron"


def person(viewer):
    return Person.objects.get(pk=viewer.id)


def text(answer):
    return answer.content.decode()


def fill(viewer):
    who = person(viewer)
    who.name = f"{CANARY}-name"
    who.save()
    keep_contact(by=viewer, person=who, email=f"{CANARY}@example.org", phone="", address="")
    say_what_matters(by=viewer, person=who, answers={"likes": [f"{CANARY}-choir"], "culture": f"{CANARY}-culture"})
    handle = Pseudonym.objects.create(handle="Quiet Heron", folded="quietheron", avatar="seed", created_at=now())
    vault.link(viewer.id, handle.pk)


def run_due(at):
    with time_machine.travel(at, tick=False):
        closing._close_due()
        for row in ProcrastinateJob.objects.filter(task_name="people.close_account", status="todo"):
            closing.close.now(**row.args)


def everything_in_the_database():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def raw_words():
    """Every sealed value that can still be opened, in clear."""
    from django.apps import apps

    opened = []
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, sealed._SealedField)]
        for row in model._base_manager.all() if fields else ():
            opened += [str(getattr(row, f.attname)) for f in fields]
    return "\n".join(opened)


def test_it_closes_after_fourteen_days_unless_one_changes_ones_mind(cast):
    browser = cast.client(cast.heron)
    page = text(browser.get("/you/close"))
    assert "What goes" in page
    assert "What stays, and why" in page
    page = text(browser.post("/you/close", follow=True))
    assert "I changed my mind" in page
    closes = person(cast.heron).closing_at
    assert closes - now() > dt.timedelta(days=13, hours=23)
    run_due(closes - dt.timedelta(minutes=1))
    assert person(cast.heron).closed_at is None
    assert "will close on" in text(browser.get("/you"))
    assert browser.get("/you/close/keep-open").status_code == 405
    assert "Your account stays open" in text(browser.post("/you/close/keep-open", follow=True))
    run_due(closes + dt.timedelta(days=1))
    assert person(cast.heron).closed_at is None


def test_asking_twice_does_not_move_the_day(cast):
    first = ask_to_close(by=cast.heron, person=person(cast.heron)).closing_at
    assert ask_to_close(by=cast.heron, person=person(cast.heron)).closing_at == first


@pytest.mark.req("R004-73")
def test_once_closed_nothing_of_their_words_can_be_read(cast):
    fill(cast.saffron)
    browser = cast.client(cast.saffron)
    browser.get("/you")
    assert CANARY in raw_words()
    ask_to_close(by=cast.saffron, person=person(cast.saffron))
    run_due(now() + dt.timedelta(days=15))
    sealed.forget_keys()
    assert CANARY not in raw_words()
    assert CANARY not in everything_in_the_database()
    closed = person(cast.saffron)
    assert (closed.name, closed.contact) == (None, None)
    assert DataKey.objects.get(owner_id=cast.saffron.id).wrapped is None
    assert not Preference.objects.filter(person=closed).exists()


def test_visits_the_login_and_the_handle_go(cast):
    fill(cast.saffron)
    browser = cast.client(cast.saffron)
    browser.get("/you")
    ask_to_close(by=cast.saffron, person=person(cast.saffron))
    run_due(now() + dt.timedelta(days=15))
    assert browser.get("/you").status_code == 302
    assert not Account.objects.filter(person_id=cast.saffron.id).exists()
    assert not UserSession.objects.filter(user__person_id=cast.saffron.id).exists()
    assert vault.handle_of(cast.saffron.id) is None
    assert not Pseudonym.objects.filter(handle="Quiet Heron").exists()


def test_what_the_law_asks_for_stays(cast):
    Consent.objects.record(person(cast.heron), {"learning": True})
    ask_to_close(by=cast.heron, person=person(cast.heron))
    run_due(now() + dt.timedelta(days=15))
    assert Involvement.objects.filter(person_id=cast.heron.id).exists()
    assert Consent.objects.filter(person_id=cast.heron.id).exists()
    assert AuditEntry.objects.filter(subject_id=cast.heron.id, use_case="people.close_account").exists()


def test_somebody_elses_words_are_untouched(cast):
    fill(cast.saffron)
    say_what_matters(by=cast.heron, person=person(cast.heron), answers={"culture": "kept"})
    ask_to_close(by=cast.saffron, person=person(cast.saffron))
    run_due(now() + dt.timedelta(days=15))
    sealed.forget_keys()
    assert Preference.objects.get(person_id=cast.heron.id).culture == "kept"
    assert person(cast.heron).name == "Hannah Reed"


def test_closing_runs_once_and_only_when_due(cast):
    assert close_account(by=HOUSE, person=person(cast.heron)) is False
    ask_to_close(by=cast.heron, person=person(cast.heron))
    assert close_account(by=HOUSE, person=person(cast.heron)) is False
    with time_machine.travel(now() + dt.timedelta(days=15), tick=False):
        assert close_account(by=HOUSE, person=person(cast.heron)) is True
        assert close_account(by=HOUSE, person=person(cast.heron)) is False
        with pytest.raises(NotPossible):
            keep_open(by=HOUSE.__class__(cast.heron.id, "member"), person=person(cast.heron))


def test_only_members_close_and_staff_for_them_when_they_ask(cast):
    assert cast.client(cast.priya).get("/you/close").status_code == 404
    for other in (cast.priya, cast.saffron, cast.sam):
        with pytest.raises(Refused):
            ask_to_close(by=other, person=person(cast.heron))
    with pytest.raises(Refused):
        ask_to_close(by=cast.priya, person=person(cast.priya))
    browser = cast.client_for(cast.priya, cast.arthur)
    assert browser.post(f"/for/{cast.arthur.id}/you/close").status_code == 302
    assert person(cast.arthur).closing_at is not None


def test_the_list_says_what_stays_and_why_in_words_of_the_catalogue():
    said = {words for line in (*stays(), *goes()) for words in (line.what, line.why)}
    assert said <= set(WORDS)
    assert any("law" in line.why or line.how_long.endswith("years") for line in stays())
    assert {line.how_long for line in goes()} == {"14 days"}


def test_what_goes_and_what_stays_never_meet():
    assert not {line.what for line in stays()} & {line.what for line in goes()}
    assert retention.grace() == dt.timedelta(days=14)
