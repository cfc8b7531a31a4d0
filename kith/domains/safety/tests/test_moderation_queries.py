"""What the desk asks of the database: the same for one row as for many, in order, and about whom it may know."""

import datetime as dt

import pytest

from kith.domains.notices.models import Notice
from kith.domains.safety import actions, deciding
from kith.domains.safety.events import ReporterToTell, WriterToTell
from kith.domains.safety.holding import erase, everything_about
from kith.domains.safety.models import Aftercare, Decision, Exposure, Why
from kith.domains.safety.queries import appeals, moderation
from kith.domains.safety.reactions import tell_reporter, tell_writer
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    return Desk(cast, port)


def hidden(desk):
    row = actions.claim(by=desk.mo, screened=desk.write(1))
    return actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND, words="Not like this.")


def as_mo(desk, fetch, who=None):
    def run():
        with acting_as(who or desk.mo):
            return fetch(who or desk.mo)

    return run


def make_one(desk):
    row = desk.write(1)
    actions.report(by=desk.cast.saffron, screened=row, reason="unkind", words="Please look.")
    actions.claim(by=desk.yan, screened=desk.write(0))


@pytest.mark.parametrize("name", ["queue", "mine", "held", "lanes", "unread"])
def test_lists_of_the_queue_ask_the_same_for_one_and_for_many(desk, constant_queries, name):
    constant_queries(lambda: make_one(desk), as_mo(desk, getattr(moderation, name)))


@pytest.mark.parametrize("name", ["second_looks", "appeals", "breaks", "lists", "talks_asked_for", "own_notes"])
def test_lists_beside_it_too(desk, constant_queries, name):
    def make():
        actions.appeal(by=desk.cast.heron, decision=hidden(desk), words="Look again.")
        row = actions.claim(by=desk.mo, screened=desk.write(1, by=desk.cast.saffron))
        actions.cool_off(by=desk.mo, screened=row, version=row.version, days="1", why=Why.UNKIND, words="Rest.")
        actions.look_after_oneself(by=desk.yan, team_id=desk.team.pk, words="Hard.", wants_a_talk=True)

    constant_queries(make, as_mo(desk, getattr(appeals, name), desk.yan))


@pytest.mark.parametrize("name", ["about_my_words", "what_i_reported", "my_break"])
def test_what_writers_read_too(desk, constant_queries, name):
    def make():
        hidden(desk)
        actions.report(by=desk.cast.heron, screened=desk.write(0, by=desk.cast.saffron), reason="other")

    constant_queries(make, as_mo(desk, getattr(appeals, name), desk.cast.heron))


def test_one_sheet_asks_the_same_whatever_was_written_before(desk, constant_queries):
    row = desk.write(1)
    constant_queries(lambda: hidden(desk), as_mo(desk, lambda viewer: moderation.sheet(viewer, row)))


@pytest.mark.req("R002-23")
def test_by_how_soon_then_by_how_long_it_waits(desk):
    """Words of tier 4 first; then what readers or the writer wait for; the rest by age."""
    now = DeskClock()
    old, illegal = desk.write(0, written_at=now(60)), desk.write(0, written_at=now(1))
    actions.report(by=desk.cast.saffron, screened=illegal, reason="illegal")
    held, worst = desk.write(1, is_held=True, written_at=now(2)), desk.write(4, written_at=now(0))
    mention, newer = desk.write(1, written_at=now(5)), desk.write(0, written_at=now(3))
    with acting_as(desk.mo):
        found = [item.row.pk for item in moderation.queue(desk.mo).items]
    assert found == [row.pk for row in (worst, illegal, held, mention, old, newer)]


class DeskClock:
    """Minutes ago."""

    def __call__(self, minutes):
        return dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC) - dt.timedelta(minutes=minutes)


def test_pages_follow_each_other_without_gap_or_repeat(desk, monkeypatch):
    monkeypatch.setattr(moderation, "PAGE", 2)
    at = DeskClock()(1)
    rows = {desk.write(tier, written_at=at).pk for tier in (0, 1, 1, 0, 3)}
    seen, after = [], ""
    with acting_as(desk.mo):
        while True:
            page = moderation.queue(desk.mo, after=after)
            seen += [item.row.pk for item in page.items]
            after = page.next
            if not after:
                break
    assert (len(seen), set(seen)) == (5, rows)


def test_the_oldest_unread_and_what_was_promised(desk):
    desk.write(0, written_at=DeskClock()(90))
    desk.write(2, written_at=DeskClock()(5))
    with acting_as(desk.mo):
        found = moderation.unread(desk.mo)
    assert (found.count, found.oldest_at) == (2, DeskClock()(90))
    with acting_as(desk.cast.tom):
        assert moderation.unread(desk.cast.tom).count == 0


def test_the_wall_hides_decisions_and_appeals_from_everybody_else(desk):
    made = actions.appeal(by=desk.cast.heron, decision=hidden(desk), words="Look again.")
    for viewer in (desk.cast.heron, desk.cast.saffron, desk.cast.tom):
        with acting_as(viewer):
            assert not Decision.objects.exists()
            assert not type(made).objects.exists()
    with acting_as(desk.yan):
        assert type(made).objects.get().words == "Look again."


def test_nobody_reads_what_was_decided_about_others(desk):
    hidden(desk)
    with acting_as(desk.cast.saffron):
        assert appeals.about_my_words(desk.cast.saffron) == []
    with acting_as(desk.cast.heron):
        assert [told.decision.why for told in appeals.about_my_words(desk.cast.heron)] == ["unkind"]


# Telling


def test_the_writer_is_told_without_content_and_once_an_hour(desk):
    event = WriterToTell(str(desk.handle(desk.cast.heron)), "2026-11-16T12")
    for _ in range(2):
        tell_writer(event)
    notice = Notice.objects.get()
    assert (notice.kind, notice.person_id, notice.data) == ("about_a_post", desk.cast.heron.id, {})
    tell_writer(WriterToTell(event.author_id, "2026-11-16T13"))
    assert Notice.objects.count() == 2


def test_whoever_asked_is_told_that_there_is_something(desk):
    tell_reporter(ReporterToTell(str(desk.handle(desk.cast.saffron)), "2026-11-16T12"))
    tell_reporter(ReporterToTell(str(desk.peer.id), "2026-11-16T12"))
    told = {(notice.kind, notice.person_id) for notice in Notice.objects.all()}
    assert told == {("something_new", desk.cast.saffron.id), ("desk", desk.peer.id)}


def test_no_line_of_the_audit_joins_a_handle_and_a_person(desk):
    hidden(desk)
    actions.report(by=desk.cast.saffron, screened=desk.write(0), reason="other")
    for entry in AuditEntry.objects.filter(use_case__startswith="safety."):
        line = f"{entry.subject_id} {entry.on_id} {entry.facts}" if hasattr(entry, "on_id") else str(vars(entry))
        assert str(desk.cast.heron.id) not in line
        assert str(desk.cast.saffron.id) not in line
    assert AuditEntry.objects.filter(use_case="safety.report").exists()
    with acting_as(HOUSE):
        assert Decision.objects.exists()


# Copies and closing


def test_members_get_a_copy_of_what_they_were_told_and_asked(desk):
    actions.appeal(by=desk.cast.heron, decision=hidden(desk), words="It was a quote.")
    actions.report(by=desk.cast.heron, screened=desk.write(0, by=desk.cast.saffron), reason="other", words="Hm.")
    mine = everything_about(desk.cast.heron.id)
    assert mine["decided_about_my_words"][0]["said"] == "Not like this."
    assert mine["asked_to_look_again"][0]["words"] == "It was a quote."
    assert mine["asked_the_team_to_look"][0]["words"] == "Hm."
    theirs = everything_about(desk.cast.saffron.id)
    assert "It was a quote." not in str(theirs)
    assert "Hm." not in str(theirs)


def test_what_somebody_had_to_read_goes_with_them(desk):
    actions.claim(by=desk.mo, screened=desk.write(4))
    actions.look_after_oneself(by=desk.mo, team_id=desk.team.pk, words="Hard.")
    assert everything_about(desk.mo.id)["notes_for_supervision"][0]["words"] == "Hard."
    decision = hidden(desk)
    erase(desk.mo.id)
    with acting_as(HOUSE):
        assert not Exposure.objects.exists()
        assert not Aftercare.objects.exists()
        assert Decision.objects.filter(pk=decision.pk).exists()
