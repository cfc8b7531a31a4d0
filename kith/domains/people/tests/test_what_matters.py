"""Saying what matters: in parts, changed at any time, sealed, and read by nobody else."""

import pytest
from django.db import connection

from kith.domains.people.actions import forget_what_matters, say_what_matters
from kith.domains.people.models import AccessNeed, Interest, Need, Person, Preference
from kith.domains.people.queries import what_matters
from kith.domains.people.tests.factories import make_involvement, make_member, make_staff
from kith.kernel.access import ANYONE, Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    return make_member("Robin")


def person_of(viewer):
    return Person.objects.get(pk=viewer.id)


def say(viewer, by=None, **answers):
    return say_what_matters(by=by or viewer, person=person_of(viewer), answers=answers)


@pytest.mark.req("R000-5")
def test_nothing_said_is_a_complete_answer(robin):
    assert what_matters(robin).is_empty
    say(robin)
    assert what_matters(robin).is_empty


@pytest.mark.req("R000-5", "R001-1", "R001-4")
def test_each_part_is_kept_by_itself(robin):
    say(robin, likes=["singing", "  the  sea "], max_price=0)
    say(robin, loved=["dancing"], needs={"people": "I would like more company"}, own_needs=["my dog"])
    say(robin, barriers=["voices"], access=["step_free"], postcode="zz11 1aa", days=[2, 4])
    said = what_matters(robin)
    assert [one.words for one in said.likes] == ["singing", "the sea"]
    assert [one.words for one in said.loved] == ["dancing"]
    assert [(need.area, need.words) for need in said.needs] == [
        ("people", "I would like more company"),
        ("own", "my dog"),
    ]
    assert (said.max_price, said.barriers, said.access, said.days) == (0, ("voices",), ("step_free",), (2, 4))
    assert said.postcode == "zz11 1aa"
    assert not said.is_empty


@pytest.mark.req("R001-1", "R001-4")
def test_each_part_can_be_changed_and_taken_back(robin):
    say(robin, likes=["singing", "chess"], max_price=5, energy="low", access=["step_free", "quiet_space"], faith="Sikh")
    singing = what_matters(robin).likes[0]
    say(robin, likes=["bowls", "singing"], max_price=None, energy="", access=["quiet_space"], faith="")
    said = what_matters(robin)
    assert [one.words for one in said.likes] == ["bowls", "singing"]
    assert said.likes[1].id == singing.id
    assert (said.max_price, said.energy, said.access, said.faith) == (None, "", ("quiet_space",), "")


def test_zero_pounds_is_said_and_no_answer_is_not_zero(robin):
    say(robin, max_price=0, online_ok=False)
    assert (what_matters(robin).max_price, what_matters(robin).online_ok) == (0, False)
    say(robin, age=40)
    assert (what_matters(robin).max_price, what_matters(robin).online_ok) == (0, False)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"energy": "boundless"}, "energy"),
        ({"access": ["a ramp"]}, "access"),
        ({"needs": {"diagnosis": "x"}}, "needs"),
        ({"needs": {"own": "x"}}, "needs"),
        ({"age": 200}, "age"),
        ({"ages": [4, 200]}, "ages"),
        ({"days": [0]}, "days"),
        ({"likes": ["x" * 201]}, "likes"),
        ({"needs": {"fun": "x" * 201}}, "needs"),
        ({"likes": ["x"] * 31}, "likes"),
        ({"weight": 3}, "weight"),
    ],
)
def test_what_cannot_be_kept_is_said_kindly_and_nothing_changes(robin, answers, field):
    say(robin, likes=["singing"])
    with pytest.raises(NotPossible) as refused:
        say(robin, loved=["the sea"], **answers)
    assert refused.value.field == field
    assert what_matters(robin).loved == ()
    assert [one.words for one in what_matters(robin).likes] == ["singing"]


def test_the_database_refuses_a_code_it_does_not_know(robin):
    from django.db import IntegrityError, transaction

    say(robin, days=[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.update(days=[9])


@pytest.mark.req("R001-4")
def test_words_and_health_are_sealed_in_the_database(robin):
    say(
        robin, likes=["kayak-canary"], needs={"mind": "mind-canary"}, barriers=["voices"], belongs=["lgbt"],
        faith="faith-canary", culture="culture-canary", postcode="ZZ11 1AA",
    )  # fmt: skip
    with connection.cursor() as cursor:
        raw = ""
        for model in (Preference, Interest, Need, AccessNeed):
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
            raw += str(cursor.fetchall())
    for secret in (b"kayak-canary", b"mind-canary", b"voices", b"lgbt", b"faith-canary", b"culture-canary", b"ZZ11"):
        assert secret.decode() not in raw
        assert secret.hex() not in raw
    assert "mind" in raw  # negative control: what is kept in clear would be seen


def test_forgetting_takes_everything_back(robin):
    say(robin, likes=["singing"], needs={"fun": ""}, access=["parking"], max_price=3)
    forget_what_matters(by=robin, person=person_of(robin))
    assert what_matters(robin).is_empty


def test_the_audit_names_the_questions_and_never_the_words(robin):
    say(robin, likes=["singing-canary"], max_price=3)
    entry = AuditEntry.objects.filter(use_case="people.say_what_matters").get()
    assert entry.facts == {"changed": ["likes", "max_price"]}
    assert entry.subject_id == robin.id


def test_nobody_else_reads_or_writes_it(robin):
    say(robin, likes=["singing"])
    other = make_member("Alex")
    stranger = make_staff("Priya", "link_worker")
    assert what_matters(other).is_empty
    assert what_matters(ANYONE).is_empty
    for by in (other, stranger, stranger.on_behalf(robin.id, "by phone, read back to them"), ANYONE):
        with pytest.raises(Refused):
            say(robin, by=by, likes=["chess"])
    acting = stranger.on_behalf(robin.id, "by phone, read back to them")
    assert what_matters(acting).likes == ()
    assert [one.words for one in what_matters(robin).likes] == ["singing"]


def test_a_worker_writes_it_for_somebody_they_work_with(robin):
    worker = make_staff("Priya", "link_worker")
    make_involvement(worker, robin)
    acting = worker.on_behalf(robin.id, "by phone, read back to them")
    say(robin, by=acting, likes=["dominoes"])
    assert [one.words for one in what_matters(acting).likes] == ["dominoes"]
    assert what_matters(worker).is_empty


def test_reading_takes_the_same_number_of_questions_however_much_was_said(robin, django_assert_num_queries):
    say(robin, likes=["a"], needs={"fun": "x"}, access=["parking"], postcode="ZZ11 1AA")
    with django_assert_num_queries(4):
        what_matters(robin)
    say(robin, likes=["a", "b", "c"], needs={"fun": "x", "people": "y", "home": "z"}, access=["parking", "step_free"])
    with django_assert_num_queries(4):
        what_matters(robin)
