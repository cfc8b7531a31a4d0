"""An open account has no team behind it: each page that takes one's own words says so, and offers help."""

import pytest

from kith.domains.people.models import Person
from kith.domains.plans.tests.factories import make_step

pytestmark = pytest.mark.django_db
PAGES = (
    "/map",
    "/map/reflect",
    "/map/what-matters",
    "/plan",
    "/plan/steps/new",
)
SAYS = "No team stands behind this account, so nobody reads it."


@pytest.mark.req("R002-19")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_that_takes_words_says_that_nobody_reads_them(cast, path):
    Person.objects.filter(pk=cast.saffron.id).update(is_open_account=True)
    page = cast.client(cast.saffron).get(path).content.decode()
    assert SAYS in page
    assert page.count('href="/help-now"') >= 3  # the header, the line on every page, and here


@pytest.mark.parametrize("path", PAGES)
def test_whom_a_team_works_with_is_not_told_so(cast, path):
    assert SAYS not in cast.client(cast.heron).get(path).content.decode()


def test_a_step_says_so_too(cast):
    Person.objects.filter(pk=cast.saffron.id).update(is_open_account=True)
    step = make_step(cast.saffron)
    assert SAYS in cast.client(cast.saffron).get(f"/plan/steps/{step.pk}").content.decode()
