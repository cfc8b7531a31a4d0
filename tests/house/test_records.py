"""Whatever speaks of a person is handed out with their copy and asked when they close: no table is forgotten."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from kith.domains.people.models import Account, Person
from kith.kernel.records import records

# Columns that hold a person's id without a foreign key, in tables that nobody hands out or erases row by row.
APART = {
    "kernel.AuditEntry": "who did what is kept by law; each person sees their part under who looked",
    "kernel.DataKey": "shredding it is how everything else is erased",
}
# Ids that are never a person's.
OF_THINGS = {"on_id"}


def registered() -> set[type[models.Model]]:
    return {model for holding in records for model in holding.models}


def names_a_person(model: type[models.Model]) -> list[str]:
    """The columns that point to a person, by a key or by a bare id."""
    found = []
    for field in model._meta.concrete_fields:
        if field.is_relation:
            if field.related_model._meta.label == Person._meta.label:
                found.append(field.name)
        elif isinstance(field, models.UUIDField) and field.name not in OF_THINGS and _is_bare_id(field):
            found.append(field.name)
    return found


def _is_bare_id(field: models.Field) -> bool:
    return not field.primary_key or field.name != "id"


def goes_with_the_account(model: type[models.Model]) -> bool:
    """The sign-in library's tables hang on the account and go with it."""
    keys = [f for f in model._meta.concrete_fields if f.is_relation]
    return any(f.related_model is Account and f.remote_field.on_delete is models.CASCADE for f in keys)


def forgotten(among: Iterable[type[models.Model]]) -> list[str]:
    return sorted(
        f"{model._meta.label}: {', '.join(columns)}"
        for model in among
        if (columns := names_a_person(model)) and model not in registered() and model._meta.label not in APART
    )


@pytest.mark.req("R004-73")
def test_every_table_with_a_person_in_it_is_registered():
    ours = [model for model in apps.get_models() if model.__module__.startswith("kith.")]
    assert forgotten(ours) == [], "Register it in the domain's holding.py: handed out, and erased or kept by law."


def test_every_table_that_hangs_on_a_person_is_among_them():
    hanging = {relation.related_model for relation in Person._meta.related_objects}
    assert {model._meta.label for model in hanging - registered()} == set()


def test_what_hangs_on_the_account_goes_with_it():
    hanging = {relation.related_model for relation in Account._meta.related_objects}
    left = {model for model in hanging - registered() if not goes_with_the_account(model)}
    # Django's own tables of groups and permissions: nobody has any here.
    assert {model._meta.label for model in left} <= {"people.Account_groups", "people.Account_user_permissions"}


def test_nobody_registers_what_is_not_about_a_person():
    idle = [m._meta.label for m in registered() if not names_a_person(m) and m is not Person]
    # A letter belongs to a delivery, and a delivery to a person.
    assert idle == [] or set(idle) <= {"notices.Letter"}


@isolate_apps("kith.domains.people")
def test_a_table_that_was_forgotten_is_found():
    """The control: one with a key, one with a bare id."""

    class WithKey(models.Model):
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "people"

    class WithId(models.Model):
        author_id = models.UUIDField()

        class Meta:
            app_label = "people"

    class OfThings(models.Model):
        on_id = models.UUIDField()

        class Meta:
            app_label = "people"

    assert forgotten([WithKey, WithId, OfThings]) == ["people.WithId: author_id", "people.WithKey: person"]
