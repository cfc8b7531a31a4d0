"""Every row of people's policy against everybody of the cast, about Hannah Reed (heron) or about nothing yet."""

import pytest

from kith.domains.people.models import Account, Involvement, Person
from kith.domains.people.policy import POLICY
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, may, system

pytestmark = pytest.mark.django_db
STAFF = {"priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam"}
EVERYBODY = STAFF | {"heron", "saffron", "leah_member", "arthur", "anyone", "the house", "priya for heron"}
THEIR_TEAM = {"priya", "osei"}
CARE = {"priya", "nadia", "osei", "leah_worker"}
HOUSE = {"the house"}
SELF, SELF_OR_HELPED = {"heron"}, {"heron", "priya for heron"}

WHO = {
    "people.issue_key": THEIR_TEAM | HOUSE,
    "people.issue_return_key": THEIR_TEAM | HOUSE,
    "people.revoke_key": THEIR_TEAM | HOUSE,
    "people.try_key": EVERYBODY,
    "people.try_pin": EVERYBODY,
    "people.choose_name": EVERYBODY,
    "people.join": EVERYBODY,
    "people.come_back": EVERYBODY,
    "people.ask_confirmation": EVERYBODY,
    "people.confirm": EVERYBODY,
    "people.recover": EVERYBODY,
    "people.hold_to_limit": EVERYBODY,
    "people.renew_recovery_sheet": SELF,
    "people.change_consent": SELF_OR_HELPED,
    "people.tidy_up": HOUSE,
    "people.add_person": CARE,
    "people.begin_involvement": THEIR_TEAM,
    "people.end_involvement": THEIR_TEAM,
    "people.look": THEIR_TEAM,
    "people.begin_on_behalf": THEIR_TEAM,
    "people.change_contact": THEIR_TEAM,
    "people.create_admin": HOUSE,
    "people.make_team": {"sam"} | HOUSE,
    "people.invite_staff": {"sam"},
    "people.invite_again": {"sam"},
    "people.accept_invitation": EVERYBODY,
    "people.give_role": {"sam"},
    "people.end_role": {"sam"},
    "people.disable_staff": {"sam"},
    "people.check_second_step": EVERYBODY,
    "people.set_up_second_step": SELF,
    "people.renew_spare_codes": SELF,
    "people.move_second_step": SELF,
    "people.link_one_human": HOUSE,
    "people.bring_in": HOUSE,
    "people.enter_demo": HOUSE,
    "people.keep_sheet": SELF_OR_HELPED,
    "people.say_what_matters": SELF_OR_HELPED,
    "people.forget_what_matters": SELF_OR_HELPED,
}
# What these are about is not the person, but something of theirs.
ABOUT = {
    "people.revoke_key": lambda heron: make.make_key(make.make_person("x")).grant.__class__(person=heron),
    "people.end_involvement": lambda heron: Involvement.objects.get(person=heron),
    "people.set_up_second_step": lambda heron: Account.objects.get(person=heron),
    "people.renew_spare_codes": lambda heron: Account.objects.get(person=heron),
    "people.move_second_step": lambda heron: Account.objects.get(person=heron),
}


@pytest.fixture
def everybody(cast) -> dict:
    viewers = {name: getattr(cast, name) for name in STAFF | {"heron", "saffron", "leah_member", "arthur"}}
    acting = cast.priya.on_behalf(cast.heron.id, "by phone, read back")
    return {**viewers, "anyone": ANYONE, "the house": system("tests"), "priya for heron": acting}


@pytest.mark.parametrize("use_case", sorted(WHO))
def test_who_may(cast, everybody, use_case):
    heron = Person.objects.get(pk=cast.heron.id)
    thing = ABOUT.get(use_case, lambda person: person)(heron)
    assert {name for name, viewer in everybody.items() if may(viewer, use_case, thing)} == WHO[use_case]


def test_what_one_may_no_longer_do_when_the_relationship_has_ended(cast, everybody):
    heron = Person.objects.get(pk=cast.heron.id)
    Involvement.objects.filter(person=heron).update(until_at=Involvement.objects.get(person=heron).from_at)
    for use_case in ("people.issue_key", "people.look", "people.change_consent", "people.begin_on_behalf"):
        assert not may(cast.priya, use_case, heron)
        assert not may(everybody["priya for heron"], use_case, heron)


def test_reading_follows_what_is_visible(cast, everybody):
    for thing in [*Person.objects.all(), *Involvement.objects.all()]:
        for viewer in everybody.values():
            seen = type(thing).objects.visible_to(viewer).filter(pk=thing.pk).exists()
            assert may(viewer, "people.read", thing) is seen


def test_no_row_is_left_out():
    known = {name.removeprefix("people.") for name in WHO}
    elsewhere = set(POLICY.rows) - known
    assert not known - set(POLICY.rows)
    assert all(POLICY.rows[verb].words for verb in elsewhere)


def test_a_moderator_of_the_team_knows_no_names(cast):
    """T2: handles are their work; whom the team works with is not."""
    assert make.make_involvement(cast.osei, cast.saffron).team == cast.team
    moderator = make.make_staff("Yan Kowal", "moderator", team=cast.team)
    assert not Person.objects.visible_to(moderator).filter(pk=cast.saffron.id).exists()
    assert Person.objects.visible_to(cast.osei).filter(pk=cast.saffron.id).exists()
