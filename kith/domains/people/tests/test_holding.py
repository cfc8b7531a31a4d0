"""Everything people keeps about somebody: handed out whole, and what is left once they close."""

import json
import uuid

import pytest

from kith.domains.people import holding, vault
from kith.domains.people.actions import Answers, begin_on_behalf, change_consent, join, say_what_matters
from kith.domains.people.models import Account, Consent, Interest, Involvement, Person, Pseudonym, RecoveryCode
from kith.domains.people.queries import caseload
from kith.domains.people.recovery_codes import new_sheet
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, Refused
from kith.kernel.clock import now
from kith.kernel.records import records
from kith.kernel.sealed import data_key, forget_keys
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def heron(cast) -> Person:
    """Somebody with a bit of everything."""
    make.make_sign_in(cast.heron, "Blue Heron", "plum lantern tide")
    person = Person.objects.get(pk=cast.heron.id)
    person.contact = {"email": "hannah@example.org"}
    person.save()
    new_sheet(person)
    say_what_matters(by=cast.heron, person=person, answers=Answers(likes=["choir", "the cat"]))
    change_consent(by=cast.heron, person=person, kind="learning", is_given=True)
    make.make_key(Person.objects.get(pk=cast.arthur.id))
    return person


def test_all_of_it_is_handed_out_as_plain_json(cast, heron):
    told = json.dumps(records.everything_about(cast.heron.id)["people"])
    for mine in ("Hannah Reed", "Blue Heron", "hannah@example.org", "choir", "the cat", "learning", "Link work"):
        assert mine in told
    for not_mine in ("Arthur", "Sana", "plum lantern"):
        assert not_mine not in told


def test_of_nobody_there_is_nothing(db):
    assert holding.everything_about(uuid.uuid4()) == {}


def test_who_closes_leaves_no_words_no_handle_and_no_way_in(cast, heron):
    pseudonym = vault.handle_of(heron.pk)
    sealed_before = bytes(Interest.objects.values_list("words", flat=True).first())
    holding.erase(heron.pk)
    assert not Account.objects.filter(person=heron).exists()
    assert not Pseudonym.objects.filter(pk=pseudonym).exists()
    assert vault.handle_of(heron.pk) is None
    assert not Interest.objects.filter(person=heron).exists()
    assert not RecoveryCode.objects.filter(person=heron).exists()
    forget_keys()
    assert data_key(heron.pk)[:4] not in sealed_before, "whatever key there is now, it is another one"


def test_the_team_keeps_its_own_record(cast, heron):
    holding.erase(heron.pk)
    assert "Hannah Reed" in {row.name for row in caseload(cast.priya)}
    assert Involvement.objects.filter(person=heron).exists()
    assert Consent.objects.filter(person=heron).exists()


def test_without_a_team_the_name_goes_too(cast):
    make.make_sign_in(cast.saffron, "Saffron Kite", "plum lantern tide")
    holding.erase(cast.saffron.id)
    saffron = Person.objects.get(pk=cast.saffron.id)
    assert (saffron.name, saffron.contact) == (None, None)
    assert "Sana" not in json.dumps(holding.everything_about(cast.saffron.id))


def test_erasing_twice_does_no_harm(cast, heron):
    holding.erase(heron.pk)
    holding.erase(heron.pk)
    assert "Hannah Reed" in {row.name for row in caseload(cast.priya)}


def test_only_oneself_changes_what_one_agreed_to(cast):
    heron = Person.objects.get(pk=cast.heron.id)
    for who in (cast.saffron, cast.priya, cast.sam):
        with pytest.raises(Refused):
            change_consent(by=who, person=heron, kind="learning", is_given=True)
    acting = cast.priya.on_behalf(cast.heron.id, "by phone, read back")
    change_consent(by=acting, person=heron, kind="learning", is_given=True)
    assert Consent.objects.get().how == "by phone, read back"


def test_who_closed_and_wants_to_come_again_does_so_as_new(cast, heron):
    heron.closed_at = now()
    heron.save()
    holding.erase(heron.pk)
    assert [row.has_closed for row in caseload(cast.priya, "hannah")] == [True]
    assert b"closed their account" in cast.client(cast.priya).get("/desk/people").content
    assert b"what they wrote is gone" in cast.client(cast.priya).get(f"/desk/people/{heron.pk}").content
    with pytest.raises(NotPossible):
        begin_on_behalf(by=cast.priya, person=heron, how="phone")
    key = make.make_key(Person.objects.get(pk=heron.pk)).grant
    join(by=ANYONE, door=key, handle="Tidal Moth", avatar="x", password="moss river bell", consents={"rules": True})
    heron.refresh_from_db()
    assert heron.closed_at is None
    assert begin_on_behalf(by=cast.priya, person=heron, how="phone") == "phone"
