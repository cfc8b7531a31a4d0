"""The demo's story fills an empty database, is the same each time, and can be begun again."""

import pytest
from django.apps import apps
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.directory.models import Listing
from kith.domains.network.models import NetworkMap
from kith.domains.notices.models import Notice
from kith.domains.people.models import Person, Team
from kith.domains.plans.models import Step
from kith.domains.safety.models import CrisisContact, TeamHours
from kith.domains.safety.tests.factories import run_events
from kith.front import cast
from kith.front.demo.story import logins, person_id, story, tries_for
from kith.kernel.access import Viewer

pytestmark = pytest.mark.django_db(transaction=True)


def counts() -> dict[str, int]:
    told = {"people", "safety", "directory", "network", "plans"}
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.app_label in told}


@pytest.fixture
def vale():
    """The whole story, and nothing of it afterwards."""
    numbers = list(CrisisContact.objects.order_by("id").values("nation", "phone", "sms"))
    cast.fill()
    yield
    cast.empty()
    assert list(CrisisContact.objects.order_by("id").values("nation", "phone", "sms")) == numbers


def test_all_of_the_story_is_told_and_begun_again_it_is_the_same(vale):
    assert not cast.is_empty()
    assert Person.objects.count() == 62
    assert Listing.objects.count() == 188
    assert NetworkMap.objects.count() == 22
    assert Step.objects.exclude(listing=None).exists()
    kept_apart = [p["other_side"] for p in story("people")["people"] if p.get("other_side") and p["sphere"] == "staff"]
    assert all(Person.objects.get(pk=person_id(key)).is_kept_apart for key in kept_apart)
    assert kept_apart
    assert TeamHours.objects.count() == 5 * Team.objects.count() > 0
    before = counts()
    Person.objects.filter(pk=person_id("arthur")).delete()
    cast.reset()
    assert counts() == before
    assert Person.objects.get(pk=person_id("arthur")).known_as == "Arthur"


def test_nobody_is_told_at_the_first_start_of_what_was_settled_long_ago(vale):
    """Only what waits now calls somebody."""
    run_events()
    assert set(Notice.objects.values_list("kind", flat=True)) <= {"duty"}
    told = {str(job.args.get("kind")).rpartition(".")[2] for job in ProcrastinateJob.objects.all()}
    assert "ClockSet" in told  # what was raised and nobody has taken is called for


def test_everyone_with_a_card_can_be_entered_and_what_to_try_opens(vale, client, settings):
    settings.KITH_DEMO = True
    closed = []
    for card in logins():
        answer = client.post("/demo/sign-in", {"person": card["person"]}, follow=True)
        assert answer.status_code == 200, card
        person = Person.objects.get(pk=person_id(card["person"]))
        tries = [one.path for one in tries_for(Viewer(id=person.pk, sphere=person.sphere)) if one.path]
        closed += [f"{card['shown']}: {path}" for path in tries if client.get(path).status_code != 200]
        client.logout()
    assert closed == []
