"""Sealed words open for their row and their owner only, and for nobody once the key is shredded."""

import uuid

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from kith.domains.people.models import Person
from kith.domains.people.tests.factories import make_person
from kith.kernel import sealed
from kith.kernel.clock import now
from kith.kernel.keyring import Keyring

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a"


def raw(person: Person, column: str = "name") -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_person WHERE id = %s", [person.id])
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def test_words_open_again_and_lie_closed_in_the_database():
    person = make_person(CANARY)
    assert CANARY.encode() not in raw(person)
    assert Person.objects.get(pk=person.pk).name == CANARY


@pytest.mark.parametrize("value", ["", None, "Zoë 🐈"])
def test_empty_and_missing_stay_distinct(value):
    person = make_person(value)
    assert Person.objects.get(pk=person.pk).name == value
    assert (raw(person) is None) == (value is None)


def test_json_keeps_its_shape():
    person = make_person("x", contact={"phone": "01632 960001", "routes": ["letter"], "empty": ""})
    assert Person.objects.get(pk=person.pk).contact == {"phone": "01632 960001", "routes": ["letter"], "empty": ""}


def test_a_value_moved_to_another_row_does_not_open():
    mine, other = make_person("mine"), make_person("other")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET name = (SELECT name FROM people_person WHERE id = %s) WHERE id = %s",
            [other.id, mine.id],
        )
    with pytest.raises(FieldError, match="changed or moved"):
        _ = Person.objects.get(pk=mine.pk).name


def test_shredding_the_key_closes_the_words_for_ever():
    person = make_person(CANARY)
    sealed.shred(person.id, now())
    again = Person.objects.get(pk=person.pk)
    assert again.name is None
    again.name = "more"
    with pytest.raises(FieldError, match="destroyed"):
        again.save()


def test_what_would_go_round_the_seal_is_refused():
    person = make_person("x")
    with pytest.raises(FieldError):
        Person.objects.update(name="plain")
    with pytest.raises(FieldError):
        Person.objects.bulk_update([person], ["name"])
    with pytest.raises(FieldError):
        Person.objects.filter(name="x").exists()


def test_whether_there_are_words_can_be_asked():
    make_person("x")
    make_person(None)
    assert Person.objects.filter(name__isnull=False).count() == 1


def test_many_rows_open_with_one_query(django_assert_num_queries):
    for n in range(3):
        make_person(f"p{n}")
    people = list(Person.objects.all())
    sealed.forget_keys()
    with django_assert_num_queries(1):
        sealed.unlock(people)
        assert {p.name for p in people} == {"p0", "p1", "p2"}


def test_bulk_created_rows_are_sealed_too():
    people = [Person(name=CANARY, sphere="member", created_at=now()) for _ in range(2)]
    Person.objects.bulk_create(people)
    assert all(CANARY.encode() not in raw(p) for p in people)


def test_an_older_key_still_opens_and_a_newer_one_seals():
    old = Keyring.read("a:" + "A" * 43 + "=")
    name, shut = old.seal(b"secret", b"row")
    both = Keyring.read("b:" + "B" * 42 + "A=," + "a:" + "A" * 43 + "=")
    assert both.open(name, shut, b"row") == b"secret"
    assert both.seal(b"x", b"row")[0] == "b"


@pytest.mark.parametrize("text", ["", "a:short", "a:!!!", ":" + "A" * 43 + "="])
def test_a_weak_or_broken_key_is_refused(text):
    with pytest.raises(ImproperlyConfigured):
        Keyring.read(text)


def test_a_key_that_left_the_environment_is_named():
    with pytest.raises(ImproperlyConfigured, match="'gone'"):
        Keyring.master().open("gone", b"", uuid.uuid4().bytes)
