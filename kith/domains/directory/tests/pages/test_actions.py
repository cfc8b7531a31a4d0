"""What editors and visitors do: claims lead the listing, questions are counted, reports become checks."""

import datetime as dt

import pytest

from kith.domains.directory import actions, queries
from kith.domains.directory.models import Claim, Listing, MergeProposal, Question, Report
from kith.domains.directory.policy import POLICY
from kith.domains.directory.tests.factories import HERE, make_listing, make_source
from kith.kernel.access import ANYONE, Refused, may, system
from kith.kernel.clock import now, today
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
EVERYBODY = {"ask", "report"}
IMPORTS = {"start_import", "keep_records", "finish_import", "stop_import", "propose_merges"}


@pytest.fixture
def listing():
    return make_listing(facts={"step_free": True})


@pytest.mark.parametrize("verb", sorted(POLICY.rows))
def test_who_may(cast, listing, verb):
    name = f"directory.{verb}"
    for who in ("carys", "sam"):
        assert may(getattr(cast, who), name, listing.service)
    for who in ("heron", "saffron", "priya", "osei", "nadia", "leah_worker", "leah_member", "tom", "lin"):
        assert may(getattr(cast, who), name, listing.service) is (verb in EVERYBODY), who
    assert may(ANYONE, name, listing.service) is (verb in EVERYBODY)
    assert may(system("import"), name, listing.service) is (verb in EVERYBODY | IMPORTS)


def test_only_editors_read_what_was_told_and_asked(cast, listing):
    told = actions.report(by=ANYONE, service=listing.service, address=HERE, about="wrong", words="The door is blue")
    assert may(cast.carys, "directory.read", told)
    for viewer in (cast.heron, cast.priya, cast.tom, ANYONE, system("sweeper")):
        assert not may(viewer, "directory.read", told)


def test_a_stated_fact_leads_the_listing_and_the_older_claim_is_kept(cast, listing):
    actions.state_fact(by=cast.carys, service=listing.service, fact="step_free", value=False, said_by="provider")
    listing.refresh_from_db()
    assert listing.known("step_free") is False
    assert Claim.objects.filter(service=listing.service, fact="step_free").count() == 2


@pytest.mark.req("R004-25")
def test_unknown_is_a_value_that_can_be_stated(cast, listing):
    actions.state_fact(by=cast.carys, service=listing.service, fact="step_free", value=None)
    listing.refresh_from_db()
    assert listing.known("step_free") is None


@pytest.mark.req("R004-25")
def test_asked_twice_is_counted_and_an_answer_updates_the_listing(cast, listing):
    for viewer in (ANYONE, cast.heron):
        actions.ask(by=viewer, service=listing.service, address=HERE, fact="hearing_loop")
    asked = Question.objects.get()
    assert asked.times_asked == 2
    actions.answer_question(by=cast.carys, question=asked, value=True)
    listing.refresh_from_db()
    asked.refresh_from_db()
    assert listing.known("hearing_loop") is True
    assert asked.answered_at
    actions.ask(by=ANYONE, service=listing.service, address=HERE, fact="hearing_loop")
    assert Question.objects.count() == 2


def test_no_answer_leaves_the_question_open(cast, listing):
    asked = actions.ask(by=ANYONE, service=listing.service, address=HERE, fact="noise")
    with pytest.raises(NotPossible):
        actions.answer_question(by=cast.carys, question=asked, value=None)
    assert Question.objects.get().answered_at is None


def test_facts_we_do_not_keep_are_not_kept(cast, listing):
    with pytest.raises(NotPossible):
        actions.ask(by=ANYONE, service=listing.service, address=HERE, fact="shoe_size")
    with pytest.raises(NotPossible):
        actions.state_fact(by=cast.carys, service=listing.service, fact="noise", value="low", said_by="words")


@pytest.mark.req("R001-16")
def test_said_to_be_closed_is_a_check_the_same_day(cast, listing):
    actions.report(by=ANYONE, service=listing.service, address=HERE, about="closed")
    rows = queries.waiting(cast.carys)
    assert [row.url_name for row in rows] == ["directory:desk-report", "directory:desk-thing"]
    assert {row.due_at.date() for row in rows} == {today()}
    actions.mark_checked(by=cast.carys, service=listing.service)
    actions.settle_report(by=cast.carys, report=Report.objects.get(), outcome="confirmed")
    assert queries.waiting(cast.carys) == []


def test_settling_by_taking_down_hides_it_and_it_can_come_back(cast, listing):
    told = actions.report(by=ANYONE, service=listing.service, address=HERE, about="unsafe")
    actions.settle_report(by=cast.carys, report=told, outcome="withdrawn")
    assert queries.listing(ANYONE, listing.pk) is None
    assert queries.listing(cast.carys, listing.pk)
    with pytest.raises(NotPossible):
        actions.settle_report(by=cast.carys, report=told, outcome="mended")
    actions.put_back(by=cast.carys, service=listing.service)
    assert queries.listing(ANYONE, listing.pk)


def pair():
    one, other = make_listing("Chapel Choir"), make_listing("The Chapel Choir", source=make_source("b-list"))
    proposal = MergeProposal.objects.create(
        keep=one.service, other=other.service, score=95, looks_same=True, proposed_at=now()
    )
    return one, other, proposal


def test_one_and_the_same_becomes_one_listing_with_both_words(cast):
    one, other, proposal = pair()
    actions.state_fact(by=cast.carys, service=other.service, fact="quiet_space", value=True)
    actions.merge(by=cast.carys, proposal=proposal)
    assert list(Listing.objects.values_list("pk", flat=True)) == [one.pk]
    one.refresh_from_db()
    assert one.known("quiet_space") is True
    with pytest.raises(NotPossible):
        actions.keep_apart(by=cast.carys, proposal=proposal)


def test_two_different_things_stay_two(cast):
    _one, other, proposal = pair()
    actions.keep_apart(by=cast.carys, proposal=proposal)
    other.refresh_from_db()
    assert other.twin_of is None
    assert proposal.pk not in set(queries.proposals(cast.carys).values_list("pk", flat=True))


def test_members_cannot_decide(cast):
    _one, _other, proposal = pair()
    with pytest.raises(Refused):
        actions.merge(by=cast.heron, proposal=proposal)


def test_queries_do_not_grow(cast, constant_queries):
    def one():
        listing = make_listing(facts={"is_free": True, "noise": "low"})
        actions.ask(by=ANYONE, service=listing.service, address=HERE, fact="hearing_loop")
        actions.report(by=ANYONE, service=listing.service, address=HERE, about="closed")
        return listing

    first = one()
    constant_queries(one, lambda: queries.waiting(cast.carys))
    constant_queries(one, lambda: [queries.card(hit) for hit in queries.search(ANYONE, queries.Search()).hits])
    constant_queries(one, lambda: [(row.service.name, row.town) for row in queries.checks(cast.carys)])
    more = iter(("noise", "toilets", "way_in", "quiet_time", "who_meets_you", "what_to_bring"))
    constant_queries(
        lambda: actions.state_fact(by=cast.carys, service=first.service, fact=next(more), value="By the door."),
        lambda: queries.thing(ANYONE, first.slug),
    )


def test_the_oldest_promise_of_each_kind(cast, listing, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False)
    actions.ask(by=ANYONE, service=listing.service, address=HERE, fact="noise")
    actions.report(by=ANYONE, service=listing.service, address=HERE, about="wrong")
    due = {row.url_name: row.due_at for row in queries.waiting(cast.carys)}
    assert due["directory:desk-question"] == dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
    assert due["directory:desk-report"] == dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    assert queries.waiting(cast.priya) == []
