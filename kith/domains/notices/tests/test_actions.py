"""What is sent, to whom, by which way and when; and above all what is not sent."""

import datetime as dt

import pytest
import time_machine

from kith.domains.notices import actions, reactions
from kith.domains.notices.kinds import KINDS
from kith.domains.notices.models import Channel, Delivery, Letter, Notice, State
from kith.domains.notices.tests.factories import (
    HOUSE,
    as_text,
    by_route,
    can_be_reached,
    make_notice,
    outside,
    post,
    run_post,
)
from kith.domains.people.actions import change_consent, choose_notices
from kith.domains.people.models import ContactRoute, NoticeChoice, Person
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
NIGHT = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)


def wants_reminders(viewer):
    person = Person.objects.get(pk=viewer.id)
    change_consent(by=viewer, person=person, kind="reminders", is_given=True)


@pytest.mark.req("R003-9")
def test_who_chose_letters_gets_no_email_and_one_letter_to_print(cast):
    by_route(cast.arthur, "letter", email="arthur@example.org", address="1 Mill Lane\nMarlbeck")
    make_notice(cast.arthur)
    run_post()
    assert post() == []
    letter = Letter.objects.visible_to(cast.priya).to_print().get()
    assert letter.delivery.person_id == cast.arthur.id


@pytest.mark.req("R003-9")
def test_each_purpose_has_its_own_way(cast):
    by_route(cast.heron, "email", email="heron@example.org", phone="07700900123")
    ContactRoute.objects.filter(person_id=cast.heron.id, purpose="offers").update(route="sms")
    with time_machine.travel(NOON, tick=False):
        make_notice(cast.heron)
        make_notice(cast.heron, "place_offered", data={"by": "2026-11-27"})
        run_post()
    email, text = post()
    assert email["to"] == "heron@example.org"
    assert text["to"] == "07700900123"
    assert "Friday 27 November" in text["text"]


def test_the_way_told_to_the_team_counts_until_they_choose_themselves(cast):
    can_be_reached(cast.arthur, email="arthur@example.org", route="letter")
    make_notice(cast.arthur)
    assert outside(cast.arthur).get().channel == Channel.LETTER
    ContactRoute.objects.create(person_id=cast.arthur.id, purpose="account", route="email")
    make_notice(cast.arthur)
    assert outside(cast.arthur).filter(channel=Channel.EMAIL).count() == 1


def test_a_way_that_is_no_way_of_ours_is_not_guessed(cast):
    can_be_reached(cast.arthur, email="arthur@example.org", route="pigeon")
    make_notice(cast.arthur)
    assert outside(cast.arthur).get().channel == Channel.IN_PERSON


def test_behind_an_open_account_nobody_prints_or_rings(cast):
    Person.objects.filter(pk=cast.saffron.id).update(is_open_account=True)
    for route in ("letter", "phone", "in_person"):
        by_route(cast.saffron, route, phone="07700900123", address="1 Mill Lane")
        make_notice(cast.saffron)
    assert not outside(cast.saffron).exists()


def test_a_way_we_cannot_use_is_never_swapped_for_another_outside_one(cast):
    by_route(cast.heron, "sms", email="heron@example.org")
    make_notice(cast.heron)
    assert not outside(cast.heron).exists()
    by_route(cast.arthur, "sms", email="arthur@example.org")
    make_notice(cast.arthur)
    assert outside(cast.arthur).get().channel == Channel.IN_PERSON


@pytest.mark.req("R003-53")
def test_the_default_account_gets_no_reminder_in_90_days(cast):
    can_be_reached(cast.heron, email="heron@example.org", phone="07700900123", address="1 Mill Lane")
    for day in range(90):
        with time_machine.travel(NOON + dt.timedelta(days=day), tick=False):
            make_notice(cast.heron, "reminder", data={"at": "2026-12-01T14:00:00+00:00"})
            make_notice(cast.heron, "map_due")
            make_notice(cast.heron, "pause_ending")
            make_notice(cast.heron, "something_new")
            reactions.digest()
            reactions.sweep()
            run_post()
    assert post() == []
    assert not Notice.objects.exclude(kind="something_new").exists()


def test_who_asks_for_reminders_gets_them(cast):
    """The control of the test above: the same 90 days are not silent because nothing works."""
    by_route(cast.heron, "email", email="heron@example.org")
    NoticeChoice.objects.create(person_id=cast.heron.id, digest="daily")
    wants_reminders(cast.heron)
    with time_machine.travel(NOON, tick=False):
        make_notice(cast.heron, "reminder", data={"at": "2026-12-01T14:00:00+00:00"})
        make_notice(cast.heron, "something_new")
        reactions.digest()
        run_post()
    assert sorted(message["subject"] for message in post()) == [
        "Reminder: Tuesday 1 December, 2pm",
        "Something new for you",
    ]


def test_one_reminder_may_be_asked_for_by_itself(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    assert make_notice(cast.heron, "map_due") is None
    assert make_notice(cast.heron, "map_due", is_asked_for=True) is not None


def test_a_digest_says_it_once_however_much_is_new(cast):
    """What notices.gather does each day at ten."""
    by_route(cast.heron, "email", email="heron@example.org")
    NoticeChoice.objects.create(person_id=cast.heron.id, digest="weekly")
    monday = NOON.replace(hour=10)
    for day in range(7):
        with time_machine.travel(monday + dt.timedelta(days=day, minutes=5), tick=False):
            make_notice(cast.heron, "something_new")
    for day in range(1, 8):
        with time_machine.travel(monday + dt.timedelta(days=day), tick=False):
            reactions.digest()
            run_post()
    assert len(post()) == 1


def test_gathering_twice_says_it_once(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    with time_machine.travel(NOON, tick=False):
        notice = make_notice(cast.heron, "something_new")
        assert actions.gather(by=HOUSE, notice=notice) is not None
        assert actions.gather(by=HOUSE, notice=notice) is None
        run_post()
    assert len(post()) == 1


def test_quiet_hours_hold_it_until_eight_and_security_goes_at_once(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    with time_machine.travel(NIGHT, tick=False):
        make_notice(cast.heron)
        make_notice(cast.heron, "security")
        run_post()
    assert [message["subject"] for message in post()] == ["Confirm it's you"]
    held = Delivery.objects.get(state=State.HELD)
    assert held.due_at == dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    with time_machine.travel(held.due_at - dt.timedelta(minutes=1), tick=False):
        reactions.sweep()
        assert run_post() == 0
    with time_machine.travel(held.due_at + dt.timedelta(minutes=1), tick=False):
        reactions.sweep()
        run_post()
    assert len(post()) == 2


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (dt.datetime(2026, 3, 28, 22, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 7, 0, tzinfo=dt.UTC)),
        (dt.datetime(2026, 10, 24, 21, 30, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 8, 0, tzinfo=dt.UTC)),
        (dt.datetime(2026, 10, 25, 7, 59, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 8, 0, tzinfo=dt.UTC)),
    ],
    ids=["spring", "autumn", "last minute"],
)
def test_the_morning_is_eight_on_the_wall_also_when_clocks_change(cast, at, until):
    by_route(cast.heron, "email", email="heron@example.org")
    with time_machine.travel(at, tick=False):
        make_notice(cast.heron)
    assert outside(cast.heron).get().due_at == until


def test_what_they_chose_last_counts_while_it_waits(cast):
    by_route(cast.heron, "email", email="heron@example.org", address="1 Mill Lane")
    with time_machine.travel(NIGHT, tick=False):
        make_notice(cast.heron)
    ContactRoute.objects.filter(person_id=cast.heron.id).update(route="letter")
    with time_machine.travel(NIGHT + dt.timedelta(hours=10), tick=False):
        reactions.sweep()
        run_post()
    assert post() == []
    assert {d.channel: d.state for d in outside(cast.heron)} == {"email": "withdrawn", "letter": "queued"}


def test_a_closed_account_gets_nothing_more(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    with time_machine.travel(NIGHT, tick=False):
        make_notice(cast.heron)
    Person.objects.filter(pk=cast.heron.id).update(closed_at=NIGHT)
    with time_machine.travel(NIGHT + dt.timedelta(hours=10), tick=False):
        reactions.sweep()
        run_post()
    assert make_notice(cast.heron) is None
    assert post() == []
    assert outside(cast.heron).get().state == State.WITHDRAWN


def test_it_is_told_once_under_a_name(cast):
    first = make_notice(cast.heron, "desk", data={"about": "rota"}, once="rota:1")
    assert make_notice(cast.heron, "desk", data={"about": "rota"}, once="rota:1") == first
    assert Notice.objects.count() == 1


def test_somebodys_words_cannot_be_put_into_a_notice(cast):
    for wrong in ({"about": "Heron wrote: I feel low"}, {"about": "x", "note": "y"}, {}):
        with pytest.raises(ValueError, match="desk"):
            make_notice(cast.heron, "desk", data=wrong)


def test_only_the_house_sends(cast):
    with pytest.raises(Refused):
        actions.send(by=cast.priya, person_id=cast.heron.id, kind="copy_ready")


def test_sending_is_recorded_with_codes_only(cast):
    by_route(cast.heron, "email", email="heron@example.org")
    make_notice(cast.heron)
    entry = AuditEntry.objects.get(use_case="notices.send")
    assert (entry.subject_id, entry.facts["kind"], entry.facts["channel"]) == (cast.heron.id, "copy_ready", "email")


def test_choosing_letters_in_the_page_is_what_sending_asks(cast):
    """From the choice on the page to the paper, without a test's hand in between."""
    can_be_reached(cast.heron, email="heron@example.org", address="1 Mill Lane")
    person = Person.objects.get(pk=cast.heron.id)
    choose_notices(
        by=cast.heron,
        person=person,
        routes=dict.fromkeys(("account", "reminders", "offers", "news"), "letter"),
        has_reminders=False,
        digest="never",
        quiet_from=dt.time(21),
        quiet_until=dt.time(8),
        letter_format="large",
    )
    make_notice(cast.heron)
    assert Letter.objects.get().format == "large"


def test_every_kind_can_be_told(cast):
    """Each kind's words are made with the codes it takes."""
    by_route(cast.heron, "email", email="heron@example.org")
    codes = {"at": "2026-12-01T14:00:00+00:00", "by": "2026-12-01", "on": "2026-12-01", "about": "x"}
    for known in KINDS.values():
        data = {name: codes[name] for name in known.takes if name in codes}
        if set(data) == set(known.takes):
            assert make_notice(cast.heron, known.code, data=data, is_asked_for=True), known.code
    with time_machine.travel(NOON, tick=False):
        run_post()
    for message in post():
        text = as_text(message)
        assert "https://kith.example.org" in text
        assert text.count("https://") == 1


def test_house_is_named(cast):
    make_notice(cast.heron)
    assert AuditEntry.objects.get(use_case="notices.send").actor_id == HOUSE.id
