"""The database knows who looks: within one transaction, and the one before again afterwards."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse

from kith.domains.people.models import Team
from kith.kernel.access import system
from kith.kernel.acting import act_as_the_viewer, acting_as


def seen() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(kith_viewer()::text, ''), kith_sphere()")
        return cursor.fetchone()


def test_the_viewer_is_named_and_the_one_before_comes_back(cast: SimpleNamespace) -> None:
    with acting_as(cast.heron):
        assert seen() == (str(cast.heron.id), "member")
        with acting_as(cast.tom):
            assert seen() == (str(cast.tom.id), "staff")
        assert seen() == (str(cast.heron.id), "member")


def test_after_a_failure_too(cast: SimpleNamespace) -> None:
    with acting_as(cast.heron):
        with pytest.raises(ZeroDivisionError), acting_as(cast.tom):
            raise ZeroDivisionError
        assert seen() == (str(cast.heron.id), "member")


@pytest.mark.django_db(transaction=True)
def test_outside_nobody_is_named() -> None:
    with acting_as(system("a test")):
        assert seen()[1] == "system"
    assert seen() == ("", "")


@pytest.mark.parametrize(("status", "kept"), [(200, True), (404, True), (500, False)])
def test_a_page_that_breaks_undoes_what_it_did(cast: SimpleNamespace, status: int, kept: bool) -> None:
    def page(_request: object) -> HttpResponse:
        Team.objects.create(name="Half made", service="Meadow")
        return HttpResponse(status=status)

    act_as_the_viewer(page)(SimpleNamespace(viewer=cast.heron))
    assert Team.objects.filter(name="Half made").exists() is kept


def test_the_teams_of_the_viewer_are_known_to_the_database(cast: SimpleNamespace) -> None:
    def teams() -> list[object]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT kith_teams()")
            return cursor.fetchone()[0]

    with acting_as(cast.priya):
        assert teams() == [cast.team.pk]
    with acting_as(cast.heron):
        assert teams() == []
