"""What moderators do: state, audit, who is told; never twice, never on what changed, never for ever."""

import datetime as dt
import uuid

import pytest

from kith.domains.people.models import Pseudonym
from kith.domains.people.tests import factories as people
from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Alert, Decision, Exposure, Sanction, Screened, Verb, Why
from kith.domains.safety.queries.moderation import queue
from kith.domains.safety.queries.reading import free_to_write
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, database_now
from kith.kernel.contributions import State, ports
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    return Desk(cast, port)


def taken(desk, screened, by=None):
    return actions.claim(by=by or desk.mo, screened=desk.fresh(screened))


def by_the_house(fetch):
    with acting_as(HOUSE):
        return fetch()


def waits(desk, screened, by=None):
    with acting_as(by or desk.mo):
        return screened.pk in {item.row.pk for item in queue(by or desk.mo).items}


# Claims


@pytest.mark.req("R002-23")
def test_two_moderators_cannot_act_twice_on_one_item(desk):
    row = desk.write(2)
    mine = taken(desk, row)
    with pytest.raises(NotPossible, match="Mo Sayed has this until"):
        taken(desk, row, desk.yan)
    with pytest.raises(NotPossible, match="Mo Sayed has this until"):
        actions.hide(by=desk.yan, screened=row, version=mine.version, why=Why.UNKIND)
    actions.look(by=desk.mo, screened=row, version=mine.version)
    with pytest.raises(NotPossible, match="Mo Sayed has decided about this: read it; nothing to do"):
        actions.hide(by=desk.yan, screened=row, version=mine.version, why=Why.UNKIND)
    assert desk.state(row) == State.VISIBLE
    assert by_the_house(lambda: [one.verb for one in Decision.objects.all()]) == [Verb.LOOKED]


def test_a_double_press_is_one_decision(desk):
    row = taken(desk, desk.write(1))
    actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.METHOD)
    with pytest.raises(NotPossible):
        actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.METHOD)
    assert by_the_house(Decision.objects.count) == 1


def test_claims_are_never_stuck(desk):
    """A claim that is left runs out by the database's clock; nobody has to free it."""
    row = taken(desk, desk.write(1))
    with at(database_now() + deciding.LEASE + dt.timedelta(seconds=1)):
        other = taken(desk, row, desk.yan)
        assert other.claimed_by_id == desk.yan.id
        with pytest.raises(NotPossible, match=r"had run out\. Yan Kowal has this"):
            actions.look(by=desk.mo, screened=row, version=row.version)
        actions.look(by=desk.yan, screened=row, version=other.version)


def test_a_claim_that_ran_out_while_nobody_came_does_no_harm(desk):
    row = taken(desk, desk.write(1))
    with at(database_now() + deciding.LEASE + dt.timedelta(hours=1)):
        assert actions.look(by=desk.mo, screened=row, version=row.version).verb == Verb.LOOKED


def test_what_its_writer_changed_meanwhile_is_read_again(desk):
    from kith.domains.safety.actions import screen_again
    from kith.domains.safety.tests.words import written

    row = taken(desk, desk.write(1))
    again = written(desk.team.pk, 1, author=row.author_id, kind=row.kind, contribution_id=row.contribution_id)
    screen_again(by=HOUSE, written=again)
    with pytest.raises(NotPossible, match="Something has changed since you opened this"):
        actions.look(by=desk.mo, screened=row, version=row.version)
    assert waits(desk, row)


def test_a_report_meanwhile_is_a_conflict_too(desk):
    row = taken(desk, desk.write(1))
    actions.report(by=desk.cast.saffron, screened=row, reason="unkind")
    with pytest.raises(NotPossible, match="Please read it again"):
        actions.look(by=desk.mo, screened=row, version=row.version)


def test_it_is_put_back_and_the_end_of_a_turn_puts_back_all(desk):
    first, second = taken(desk, desk.write(1)), taken(desk, desk.write(1))
    actions.unclaim(by=desk.mo, screened=first)
    assert desk.fresh(first).claimed_by_id is None
    assert actions.end_turn(by=desk.mo) == 1
    assert desk.fresh(second).claimed_by_id is None
    actions.claim(by=desk.yan, screened=second)
    actions.unclaim(by=desk.mo, screened=second)
    assert desk.fresh(second).claimed_by_id == desk.yan.id


def test_nobody_decides_about_their_own_words(desk, monkeypatch):
    """Leah is a peer worker here and a member there: her own words never come to her."""
    from kith.domains.people.actions import link_one_human
    from kith.domains.people.models import Person

    link_one_human(by=HOUSE, person=Person.objects.get(pk=desk.peer.id), other_id=desk.cast.heron.id)
    with pytest.raises(NotPossible, match="Nobody decides about their own words"):
        taken(desk, desk.write(0), desk.peer)
    taken(desk, desk.write(0, by=desk.cast.saffron), desk.peer)


# Decisions


def test_reading_is_a_decision_with_a_name_and_an_instant(desk):
    row = taken(desk, desk.write(1))
    actions.look(by=desk.mo, screened=row, version=row.version, for_team="An old joke between them.")
    seen = desk.fresh(row)
    assert (seen.seen_by_id, seen.claimed_by_id) == (desk.mo.id, None)
    assert seen.seen_at is not None
    assert desk.port.forgotten == [row.contribution_id]
    assert not waits(desk, row)
    entry = AuditEntry.objects.filter(use_case="safety.look").get()
    assert entry.facts["verb"] == "looked"
    assert "joke" not in str(entry.facts)


def test_decided_items_are_not_reopened(desk):
    """Only new words or a new report bring something back; a claim, an old page or the same reporter do not."""
    row = desk.write(1)
    actions.report(by=desk.cast.saffron, screened=row, reason="unkind")
    mine = taken(desk, row)
    actions.look(by=desk.mo, screened=mine, version=mine.version)
    actions.report(by=desk.cast.saffron, screened=row, reason="harmful")
    assert not waits(desk, row)
    again = taken(desk, row, desk.yan)
    actions.unclaim(by=desk.yan, screened=again)
    actions.read_up_to(by=desk.yan, versions={row.pk: desk.fresh(row).version})
    assert not waits(desk, row)
    assert by_the_house(Decision.objects.count) == 1


@pytest.mark.req("R002-23")
def test_hiding_names_cause_actor_instant_and_its_undoing(desk):
    row = taken(desk, desk.write(3, "Something about how."))
    done = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.METHOD, words="We keep this unsaid.")
    assert desk.state(row) == State.HIDDEN
    assert (done.by_id, done.why, done.words, done.needs_second_look) == (desk.mo.id, "method", done.words, True)
    back = actions.restore(by=desk.yan, screened=row, version=desk.fresh(row).version, words="We were wrong. Sorry.")
    assert desk.state(row) == State.VISIBLE
    assert (back.reverses_id, back.by_id) == (done.pk, desk.yan.id)
    with pytest.raises(NotPossible, match="It is not hidden"):
        actions.restore(by=desk.yan, screened=row, version=desk.fresh(row).version)


@pytest.mark.parametrize("why", ["", "none", "because"])
def test_nothing_is_hidden_without_a_reason(desk, why):
    row = taken(desk, desk.write(1))
    with pytest.raises(NotPossible, match="Choose a reason"):
        actions.hide(by=desk.mo, screened=row, version=row.version, why=why)
    assert desk.state(row) == State.VISIBLE


def test_what_is_held_waits_until_somebody_shows_or_hides_it(desk):
    row = taken(desk, desk.write(2, is_held=True))
    with pytest.raises(NotPossible, match="Show it, or hide it"):
        actions.look(by=desk.mo, screened=row, version=row.version)
    actions.reply_privately(by=desk.mo, screened=row, version=row.version, words="We read this first. Back soon.")
    assert waits(desk, row)
    actions.release(by=desk.mo, screened=row, version=desk.fresh(row).version)
    assert desk.state(row) == State.VISIBLE
    assert not waits(desk, row)
    with pytest.raises(NotPossible, match="does not wait"):
        actions.release(by=desk.mo, screened=row, version=desk.fresh(row).version)


def test_what_its_writer_took_back_while_it_was_held_can_be_put_away(desk):
    row = taken(desk, desk.write(2, is_held=True))
    desk.port.change(HOUSE, row.contribution_id, "withdraw")
    with pytest.raises(NotPossible, match="took it back"):
        actions.release(by=desk.mo, screened=row, version=row.version)
    actions.look(by=desk.mo, screened=row, version=row.version)
    assert not waits(desk, row)
    assert desk.port.forgotten == [row.contribution_id]


def test_a_peer_puts_aside_and_a_moderator_decides(desk):
    row = taken(desk, desk.write(1), desk.peer)
    aside = actions.put_aside(by=desk.peer, screened=row, version=row.version, why=Why.IDENTITY, for_team="A street.")
    assert desk.state(row) == State.HELD
    assert waits(desk, row)
    with pytest.raises(NotPossible, match="waits for a moderator already"):
        actions.put_aside(by=desk.peer, screened=row, version=desk.fresh(row).version, why=Why.IDENTITY)
    shown = actions.release(by=desk.mo, screened=row, version=desk.fresh(row).version)
    assert shown.reverses_id == aside.pk


def test_a_note_a_reply_and_a_move(desk):
    row = taken(desk, desk.write(1))
    with pytest.raises(NotPossible, match="at least one note"):
        actions.add_content_note(by=desk.mo, screened=row, version=row.version, notes=[])
    actions.add_content_note(by=desk.mo, screened=row, version=row.version, notes=["food"])
    assert desk.port.kept[row.contribution_id].notes == ("food",)
    with pytest.raises(NotPossible, match="Write a few words"):
        actions.reply_privately(by=desk.mo, screened=row, version=desk.fresh(row).version, words=" ")
    actions.reply_privately(by=desk.mo, screened=row, version=desk.fresh(row).version, words="Thank you for this.")
    assert desk.port.told[0].words == "Thank you for this."
    with pytest.raises(NotPossible, match="cannot be moved"):
        actions.move(by=desk.mo, screened=row, version=desk.fresh(row).version, place_id=uuid.uuid4())
    actions.move(by=desk.mo, screened=row, version=desk.fresh(row).version, place_id=desk.port.elsewhere)
    assert desk.fresh(row).place_id == desk.port.elsewhere


def test_what_no_list_noticed_is_brought_to_the_duty_clinician(desk):
    row = taken(desk, desk.write(0, "I have put my things in order."))
    actions.escalate(by=desk.mo, screened=row, version=row.version, tier=4, for_team="Reads like a goodbye.")
    alert = by_the_house(lambda: Alert.objects.select_related("case").get(screened=row))
    assert (alert.tier, alert.case.tier) == (4, 4)
    assert alert.case.next_step_at is not None
    assert not waits(desk, row)


@pytest.mark.req("R002-23")
def test_one_press_clears_what_was_read_and_nothing_else(desk):
    quiet, mention = desk.write(0), desk.write(1)
    worry, held, reported, others = desk.write(2), desk.write(1, is_held=True), desk.write(0), desk.write(0)
    changed = desk.write(0)
    actions.report(by=desk.cast.saffron, screened=reported, reason="other")
    taken(desk, others, desk.yan)
    rows = [quiet, mention, worry, held, reported, others, changed]
    versions = {row.pk: desk.fresh(row).version for row in rows} | {changed.pk: 7}
    assert actions.read_up_to(by=desk.mo, versions=versions) == 2
    left = {row.pk for row in rows if waits(desk, row)}
    assert left == {worry.pk, held.pk, reported.pk, others.pk, changed.pk}
    with pytest.raises(NotPossible):
        actions.read_up_to(by=desk.mo, versions={uuid.uuid4(): 0 for _ in range(51)})


def test_a_few_of_all_decisions_are_looked_at_again(desk, monkeypatch):
    monkeypatch.setattr(deciding, "drawn", lambda: True)
    row = taken(desk, desk.write(0))
    assert actions.look(by=desk.mo, screened=row, version=row.version).needs_second_look


def test_about_one_in_twenty_is_drawn():
    count = sum(deciding.drawn() for _ in range(20_000))
    assert 800 < count < 1_200


# Those who read


def test_hard_words_are_counted_for_whoever_read_them(desk):
    taken(desk, desk.write(4))
    taken(desk, desk.write(1))
    assert by_the_house(lambda: list(Exposure.objects.values_list("person_id", flat=True))) == [desk.mo.id]
    with acting_as(desk.yan):
        assert not Exposure.objects.filter(person_id=desk.mo.id).exists()


def test_old_exposures_are_forgotten(desk):
    taken(desk, desk.write(4))
    with at(database_now() + dt.timedelta(days=31)):
        assert actions.forget_exposures(by=HOUSE) == 1


# A break from writing


def cool_off(desk, row, days="3", words="Let us all breathe. We would like you back."):
    mine = taken(desk, row)
    return actions.cool_off(by=desk.mo, screened=mine, version=mine.version, days=days, why=Why.UNKIND, words=words)


@pytest.mark.req("R002-23")
def test_a_break_has_a_cause_an_actor_an_end_and_ends_by_itself(desk):
    """Elsewhere silences could not be traced, lifted or ended."""
    row = desk.write(1)
    sanction = cool_off(desk, row)
    cause = by_the_house(lambda: sanction.cause)
    assert (cause.verb, cause.why, cause.by_id, cause.screened_id) == ("cooled_off", "unkind", desk.mo.id, row.pk)
    assert cause.needs_second_look
    assert free_to_write(row.author_id) == sanction.until_at
    with at(sanction.until_at + dt.timedelta(seconds=1)):
        assert free_to_write(row.author_id) is None


def test_any_moderator_of_the_team_lifts_it_and_the_lifting_is_on_record(desk):
    row = desk.write(1)
    sanction = cool_off(desk, row)
    lifted = actions.lift(by=desk.yan, sanction=sanction, words="Good to see you again.")
    assert (lifted.verb, lifted.reverses_id, lifted.by_id) == ("lifted", sanction.cause_id, desk.yan.id)
    assert free_to_write(row.author_id) is None
    with pytest.raises(NotPossible, match="ended this break already"):
        actions.lift(by=desk.mo, sanction=sanction)


@pytest.mark.parametrize("wrong", [{"days": "999"}, {"days": ""}, {"words": " "}])
def test_no_break_without_an_end_or_a_word(desk, wrong):
    with pytest.raises(NotPossible):
        cool_off(desk, desk.write(1), **wrong)
    assert not Sanction.objects.exists()


def test_it_binds_the_person_whatever_they_are_called(desk):
    """Elsewhere a second name slipped past a silence: here a person bears one handle, and its id never changes."""
    row = desk.write(1)
    cool_off(desk, row)
    Pseudonym.objects.filter(pk=row.author_id).update(handle="Another Name", folded="anothername")
    assert free_to_write(desk.handle(desk.cast.heron)) is not None
    with pytest.raises(people.vault.AlreadyLinked):
        people.make_pseudonym(desk.cast.heron.id)
    assert free_to_write(desk.handle(desk.cast.saffron)) is None


# Words of an appeal


@pytest.mark.req("R002-20")
def test_what_worries_in_an_appeal_reaches_the_duty_clinician_in_the_same_breath(desk):
    row = taken(desk, desk.write(0))
    hidden = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND)
    asked = actions.appeal(by=desk.cast.heron, decision=hidden, words="I am going to kill myself tonight.")
    noticed = by_the_house(lambda: Screened.objects.get(contribution_id=asked.pk))
    alert = by_the_house(lambda: Alert.objects.get(screened=noticed))
    assert (noticed.kind, noticed.author_id, noticed.team_id) == ("safety.appeal", row.author_id, row.team_id)
    assert alert.tier >= 3
    with acting_as(desk.osei):
        around = actions.look_at_case(by=desk.osei, case=alert.case).alerts[0].around
    assert around is not None
    assert around.it.body == "I am going to kill myself tonight."
    actions.answer_appeal(by=desk.yan, asked=asked, changes=False, words="We are with you.")
    assert desk.fresh(noticed).seen_by_id == desk.yan.id


def test_an_appeal_in_which_nothing_is_noticed_waits_for_its_answer_alone(desk):
    row = taken(desk, desk.write(0))
    hidden = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND)
    asked = actions.appeal(by=desk.cast.heron, decision=hidden, words="It was a joke.")
    assert not by_the_house(lambda: Screened.objects.filter(contribution_id=asked.pk).exists())
