"""The emergency sheet is asked for at home while it is due, after what the person chose themselves."""

import pytest

from kith.domains.people import actions
from kith.domains.people.models import Person
from kith.front.next_things import next_things

pytestmark = pytest.mark.django_db


def test_it_is_a_next_thing_until_they_have_said_that_it_is_right(cast):
    assert "/you/emergency-sheet" in [thing.href for thing in next_things(cast.heron)]
    actions.keep_sheet(by=cast.heron, person=Person.objects.get(pk=cast.heron.id), said={"phone": "0161 496 0000"})
    assert "/you/emergency-sheet" not in [thing.href for thing in next_things(cast.heron)]


def test_an_open_account_is_not_asked(cast):
    Person.objects.filter(pk=cast.heron.id).update(is_open_account=True)
    assert "/you/emergency-sheet" not in [thing.href for thing in next_things(cast.heron)]
