"""What a member is really called is held before others see it; a word that is also a name stays a word."""

import datetime as dt

import pytest
import time_machine

from kith.domains.people.models import Person
from kith.domains.people.queries import own_names
from kith.domains.people.tests import factories as people
from kith.domains.safety.queries import read_words

pytestmark = pytest.mark.django_db


def held(viewer, text, team):
    return [text[span.start : span.end] for span in read_words(viewer, text, team_id=team.pk).held]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hello all, my name is Hannah Reed and I like the allotment.", ["Hannah Reed"]),
        ("I'm Hannah, by the way.", ["Hannah"]),
        ("Nobody slept here, not even the cat.", []),
    ],
)
def test_ones_own_name_is_held(cast, text, parts):
    assert held(cast.heron, text, cast.team) == parts


def test_a_word_that_is_also_a_name_is_not_held(cast):
    will = people.make_member("Will Hope")
    assert held(will, "I will hope for sun, and hope will do.", cast.team) == []
    assert held(will, "My name is Will Hope.", cast.team) == ["Will Hope"]


def test_nobody_is_held_for_anothers_name_or_for_the_one_they_chose(cast):
    assert held(cast.saffron, "My friend Hannah Reed plays the fiddle.", cast.team) == []
    person = Person.objects.get(pk=cast.heron.id)
    chosen = people.make_pseudonym(person.pk, "Hannah")
    assert chosen.handle not in own_names(cast.heron)


def test_the_team_is_seen_by_name(cast):
    assert own_names(cast.osei) == ()


def test_a_changed_name_counts_within_minutes(cast):
    with time_machine.travel(dt.datetime(2037, 11, 23, 10, tzinfo=dt.UTC), tick=False) as clock:
        assert "Hannah Reed" in own_names(cast.heron)
        person = Person.objects.get(pk=cast.heron.id)
        person.name = "Hannah Marsh"
        person.save()
        clock.shift(dt.timedelta(minutes=10))
        assert own_names(cast.heron) == ("Hannah Marsh",)
