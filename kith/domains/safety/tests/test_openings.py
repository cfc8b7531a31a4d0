"""Break-glass: a reason, a second person, an hour, and the person told."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from kith.domains.notices.models import Notice
from kith.domains.people.actions import keep_sheet
from kith.domains.people.models import Person
from kith.domains.people.queries.looks import who_looked
from kith.domains.people.tests.factories import make_member, make_pseudonym, make_staff
from kith.domains.safety import actions
from kith.domains.safety.models import BreakGlass, Case
from kith.domains.safety.queries import openings as queries
from kith.domains.safety.tests.factories import HOUSE, run_events
from kith.domains.safety.tests.test_cases import case_of, fresh
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, database_now
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
TEN = dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def people(cast):
    cast.dana = make_staff("Dana Cole", "clinician", team=cast.team)
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    cast.mo = make_staff("Mo Idris", "moderator", team=cast.team)
    cast.handle = make_pseudonym(cast.heron.id, "Quiet Heron")
    person = Person.objects.get(pk=cast.heron.id)
    keep_sheet(by=cast.heron, person=person, said={"phone": "0161 496 0000", "staying": "With my sister"})
    return cast


def taken(cast, tier=4):
    case = case_of(author=cast.handle.pk, tier=tier)
    actions.acknowledge(by=cast.osei, case=case)
    return fresh(case)


def ask(cast, case, **more):
    given = {"reason": "life", "words": "Says goodbye, gave no place.", "asks_first": False, **more}
    return actions.ask_for_sheet(by=cast.osei, case=case, **given)


def test_with_a_reason_it_opens_for_an_hour_for_who_asked_alone(people):
    with at(TEN):
        opening = ask(people, taken(people))
        who = actions.look_at_sheet(by=people.osei, opening=opening)
        assert (who.name, who.sheet.said["phone"]) == ("Hannah Reed", "0161 496 0000")
        for other in (people.dana, people.ana, people.mo):
            with pytest.raises(Refused):
                actions.look_at_sheet(by=other, opening=opening)
    with at(TEN + 59 * MINUTE):
        actions.look_at_sheet(by=people.osei, opening=opening)
    with at(TEN + 60 * MINUTE), pytest.raises(NotPossible):
        actions.look_at_sheet(by=people.osei, opening=opening)


def test_who_answers_for_safety_hears_at_once_and_nothing_of_whom(people):
    opening = ask(people, taken(people))
    notice = Notice.objects.get(person_id=people.ana.id, once=f"opened:{opening.pk}")
    assert (notice.kind, notice.data) == ("duty", {})


def test_the_person_is_told_and_sees_it_under_who_looked(people):
    opening = ask(people, taken(people))
    run_events()
    with acting_as(HOUSE):
        opening.refresh_from_db()
    assert opening.told_at is not None
    assert Notice.objects.filter(person_id=people.heron.id, kind="looked").count() == 1
    actions.look_at_sheet(by=people.osei, opening=opening)
    run_events()
    deeds = [deed for look in who_looked(people.heron) for deed in look.deeds]
    assert any("opened your emergency sheet" in deed for deed in deeds)


def test_nobody_whom_a_case_is_about_hears_that_its_sheet_was_opened(people):
    case = taken(people)
    with acting_as(HOUSE):
        Case.objects.filter(pk=case.pk).update(away_from=[people.ana.id])
    opening = ask(people, case)
    told = set(Notice.objects.filter(once=f"opened:{opening.pk}").values_list("person_id", flat=True))
    assert told == {people.sam.id}  # nobody else answers for safety: then who runs the service


def test_where_telling_could_harm_they_are_told_only_after_review(people):
    opening = ask(people, taken(people), is_telling_harmful=True)
    actions.look_at_sheet(by=people.osei, opening=opening)
    run_events()
    assert who_looked(people.heron) == []
    assert not Notice.objects.filter(person_id=people.heron.id, kind="looked").exists()
    actions.review_opening(by=people.ana, opening=opening, was_right=True, may_be_told=True)
    run_events()
    assert Notice.objects.filter(person_id=people.heron.id, kind="looked").exists()


def test_nothing_is_opened_alone_that_is_not_urgent(people):
    case = taken(people, tier=2)
    with pytest.raises(NotPossible) as refused:
        ask(people, case)
    assert refused.value.field == "asks_first"
    opening = ask(people, case, asks_first=True)
    with pytest.raises(NotPossible):
        actions.look_at_sheet(by=people.osei, opening=opening)
    with pytest.raises(Refused):
        actions.agree_to_open(by=people.osei, opening=opening)
    actions.agree_to_open(by=people.dana, opening=opening)
    assert actions.look_at_sheet(by=people.osei, opening=opening).name == "Hannah Reed"


def test_the_database_refuses_an_opening_without_a_second_person(people):
    case = taken(people)
    row = {"case": case, "author_id": case.author_id, "by_id": people.osei.id, "reason": "life", "tier": 4}
    at_ = database_now()
    with acting_as(HOUSE), pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.create(**row, asked_at=at_, opened_at=at_, closes_at=at_ + MINUTE)
    with acting_as(HOUSE), pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.create(
            **row, asked_at=at_, opened_at=at_, closes_at=at_ + MINUTE, second_by_id=people.osei.id
        )


@pytest.mark.parametrize("who", ["mo", "priya", "dana", "nadia"])
def test_only_a_clinician_who_has_the_case_can_ask(people, who):
    case = taken(people)
    with pytest.raises(Refused):
        actions.ask_for_sheet(by=getattr(people, who), case=case, reason="life", words="x", asks_first=False)
    assert AuditEntry.objects.filter(use_case="safety.ask_for_sheet", outcome="refused").exists()


def test_reason_and_words_are_needed(people):
    case = taken(people)
    for wrong in ({"reason": "curious"}, {"words": "  "}):
        with pytest.raises(NotPossible):
            ask(people, case, **wrong)


def test_an_opening_that_nobody_looked_at_is_asked_for_again(people):
    with at(TEN):
        opening = ask(people, taken(people))
    with at(TEN + dt.timedelta(hours=23)):
        assert actions.remind_of_reviews(by=HOUSE) == 0
    with at(TEN + dt.timedelta(hours=25)):
        assert actions.remind_of_reviews(by=HOUSE) == 1
        assert Notice.objects.filter(person_id=people.ana.id, kind="desk").exists()
        actions.review_opening(by=people.ana, opening=opening, was_right=False, may_be_told=False)
        assert actions.remind_of_reviews(by=HOUSE) == 0
        with pytest.raises(NotPossible):
            actions.review_opening(by=people.dana, opening=opening, was_right=True, may_be_told=False)


def test_its_words_are_sealed(people):
    ask(people, taken(people))
    with connection.cursor() as cursor, acting_as(HOUSE):
        cursor.execute("SELECT words::text FROM safety_breakglass")
        assert "goodbye" not in cursor.fetchone()[0]


def test_each_case_leads_to_whoever_wrote_it_and_to_nobody_else(people):
    """H7: whatever the order in which handles were given and cases raised."""
    members = [make_member(f"Member Number {n}") for n in range(8)]
    handles = {make_pseudonym(member.id).pk: n for n, member in reversed(list(enumerate(members)))}
    for handle, number in sorted(handles.items()):
        case = case_of(author=handle)
        actions.acknowledge(by=people.osei, case=case)
        opening = ask(people, fresh(case))
        assert actions.look_at_sheet(by=people.osei, opening=opening).name == f"Member Number {number}"


def test_in_the_browser(people):
    case = taken(people)
    client, second = people.client(people.osei), people.client(people.ana)
    assert "Find out who this is" in client.get(f"/desk/alerts/{case.pk}").content.decode()
    assert client.get(f"/desk/alerts/{case.pk}/sheet").status_code == 200
    assert client.post(f"/desk/alerts/{case.pk}/sheet", {"reason": "life", "words": ""}).status_code == 422
    answer = client.post(f"/desk/alerts/{case.pk}/sheet", {"reason": "life", "words": "Says goodbye."})
    page = client.get(answer.url).content.decode()
    assert "Hannah Reed" in page
    assert "With my sister" in page
    seen = second.get(answer.url).content.decode()
    assert "Hannah Reed" not in seen
    assert "Says goodbye." in seen
    assert answer.url in second.get("/desk/openings").content.decode()
    assert second.post(f"{answer.url}/review", {}).status_code == 422
    assert second.post(f"{answer.url}/review", {"was_right": "yes"}).status_code == 302
    assert people.client(people.mo).get(answer.url).status_code == 404
    assert people.client(people.heron).get(answer.url).status_code == 404
    run_events()
    assert people.client(people.heron).get("/you/privacy").content.decode().count("opened your emergency sheet") == 1
    with at(database_now() + 61 * MINUTE):
        assert "Hannah Reed" not in client.get(answer.url).content.decode()


def test_a_second_person_agrees_in_the_browser(people):
    case = taken(people, tier=2)
    client, second = people.client(people.osei), people.client(people.dana)
    answer = client.post(f"/desk/alerts/{case.pk}/sheet", {"reason": "child", "words": "x", "asks_first": "on"})
    assert "They have been called" in client.get(answer.url).content.decode()
    assert second.post(f"{answer.url}/agree").status_code == 302
    assert "Hannah Reed" in client.get(answer.url).content.decode()
    assert client.post(f"{answer.url}/agree").status_code == 404


def test_the_list_asks_the_same_number_of_questions(people, constant_queries):
    def make():
        with acting_as(HOUSE):
            case = case_of()
            at_ = database_now()
            BreakGlass.objects.create(
                case=case,
                author_id=case.author_id,
                by_id=people.osei.id,
                reason="life",
                tier=3,
                words="x",
                asked_at=at_,
            )

    def fetch():
        with acting_as(people.ana):
            return queries.openings(people.ana)

    constant_queries(make, fetch)
