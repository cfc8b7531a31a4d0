"""The team's own accounts: the first administrator, inviting, roles, leaving."""

import datetime as dt
import re
from io import StringIO

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from kith.domains.people.actions import (
    Bond,
    Newcomer,
    accept_invitation,
    bring_in,
    create_admin,
    disable_staff,
    end_role,
    enter_demo,
    give_role,
    invite_again,
    invite_staff,
    make_team,
    set_up_second_step,
    tidy_up,
)
from kith.domains.people.models import Account, Invitation, Involvement, Person, RoleHeld, Team
from kith.domains.people.queries import (
    caseload,
    invitation_message,
    invitation_of,
    shown_name,
    staff,
    staff_member,
    team,
    teams,
    to_hand_over,
    viewer_of,
    viewer_of_person,
)
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, Refused, system
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
PASSWORD = "moss river bell"
NOT_ADMINISTRATORS = ("priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "heron")


def person(viewer) -> Person:
    return Person.objects.get(pk=viewer.id)


def page(name: str, *args: object) -> str:
    return reverse(name, args=args)


def token_of(invited: Person) -> str:
    return invitation_message(HOUSE, Invitation.objects.get(person=invited, used_at=None).pk).token


# The first administrator


@pytest.mark.req("R002-27")
def test_the_first_administrator_gets_a_link_that_works_once_within_a_day(db, settings):
    settings.KITH_PUBLIC_URL = "https://kith.example.org"
    out = StringIO()
    call_command("create_admin", "sam@example.org", "--name", "Sam Ortiz", stdout=out)
    link = re.search(r"https://kith\.example\.org(/invited/\S+)", out.getvalue())[1]
    token = link.rsplit("/", 1)[1]
    assert token not in str(list(Invitation.objects.values()))
    browser = Client()
    assert b"sam@example.org" in browser.get(link).content
    assert browser.post(link, {"password": "short"}).status_code == 422
    assert browser.post(link, {"password": PASSWORD})["Location"] == page("people:second-step")
    assert b"works no more" in browser.get(link).content
    viewer = viewer_of(Account.objects.get(email="sam@example.org"))
    assert viewer.has_role("administrator")
    with pytest.raises(CommandError):
        call_command("create_admin", "sam@example.org")
    with pytest.raises(CommandError):
        call_command("create_admin", "not an address")


def test_the_first_link_is_too_old_after_a_day(db):
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        token = create_admin(by=HOUSE, name="Sam", email="sam@example.org")
        clock.shift(dt.timedelta(hours=23, minutes=59))
        assert invitation_of(ANYONE, token).stands_open
        clock.shift(dt.timedelta(minutes=1))
        invitation = invitation_of(ANYONE, token)
        assert not invitation.stands_open
        with pytest.raises(NotPossible):
            accept_invitation(by=ANYONE, invitation=invitation, password=PASSWORD)


def test_nobody_makes_themselves_administrator(cast):
    for who in (cast.sam, cast.priya, cast.heron):
        with pytest.raises(Refused):
            create_admin(by=who, name="X", email="x@example.org")


# Inviting


def test_an_administrator_invites_and_the_link_is_sent_by_whoever_hears(cast):
    desk = cast.client(cast.sam)
    given = {"name": "Ines Wood", "email": "ines@example.org", "role": "clinician", "team": str(cast.team.pk)}
    answer = desk.post(page("people:staff-new"), given)
    ines = Account.objects.filter(email="ines@example.org").first()
    assert ines is None, "an account is made by the link"
    invited = Person.objects.get(pk=answer["Location"].rsplit("/", 1)[1])
    message = invitation_message(HOUSE, Invitation.objects.get(person=invited).pk)
    assert (message.to, invitation_of(ANYONE, message.token).person) == ("ines@example.org", invited)
    assert invitation_message(cast.sam, Invitation.objects.get(person=invited).pk) is None
    assert desk.post(page("people:staff-new"), given).status_code == 302


def test_the_invited_set_up_their_phone_before_they_see_a_page(cast):
    invited = invite_staff(by=cast.sam, team=cast.team, name="Ines Wood", email="ines@example.org", role="clinician")
    link = page("people:invited", token_of(invited))
    browser = Client()
    assert browser.post(link, {"password": PASSWORD})["Location"] == page("people:second-step")
    assert browser.get(page("people:people"))["Location"].startswith(page("people:sign-in"))
    assert staff_member(cast.sam, invited.pk).standing == "half"
    assert invitation_message(HOUSE, Invitation.objects.get(person=invited).pk) is None


def test_an_email_signs_in_one_person(cast):
    make.make_sign_in(cast.priya, "priya@example.org", PASSWORD)
    with pytest.raises(NotPossible) as refusal:
        invite_staff(by=cast.sam, team=cast.team, name="X", email="Priya@Example.org", role="clinician")
    assert refusal.value.field == "email"


def test_a_new_link_ends_the_old_one_and_the_old_phone(cast):
    account = make.make_sign_in(cast.priya, "priya@example.org", "old old password")
    Person.objects.get(pk=cast.priya.id)
    priya = person(cast.priya)
    priya.contact = {"email": "priya@example.org"}
    priya.save()
    invite_again(by=cast.sam, person=priya)
    first = token_of(priya)
    assert cast.client(cast.sam).post(page("people:staff-link", cast.priya.id)).status_code == 302
    assert invitation_of(ANYONE, first) is None
    invitation = invitation_of(ANYONE, token_of(priya))
    accept_invitation(by=ANYONE, invitation=invitation, password=PASSWORD)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_old_invitations_are_forgotten(cast):
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        invite_staff(by=cast.sam, team=cast.team, name="X", email="x@example.org", role="clinician")
        clock.shift(dt.timedelta(days=5))
        tidy_up(by=HOUSE)
    assert not Invitation.objects.exists()


# Roles


def test_roles_are_given_and_ended_at_once(cast):
    desk = cast.client(cast.sam)
    assert desk.get(page("people:staff")).status_code == desk.get(page("people:staff-new")).status_code == 200
    given = {"role": "moderator", "team": str(cast.team.pk)}
    assert desk.post(page("people:staff-member", cast.nadia.id), given).status_code == 302
    assert viewer_of_person(cast.nadia.id, "staff").has_role("moderator")
    held = RoleHeld.objects.get(person_id=cast.nadia.id, role="moderator")
    assert desk.get(page("people:role-end", cast.nadia.id, held.pk)).status_code == 200
    desk.post(page("people:role-end", cast.nadia.id, held.pk))
    assert not viewer_of_person(cast.nadia.id, "staff").has_role("moderator")
    entry = AuditEntry.objects.filter(use_case="people.end_role").get()
    assert entry.facts == {"role": "moderator", "team": str(cast.team.pk)}


def test_the_last_administrator_stays(cast):
    held = RoleHeld.objects.get(person_id=cast.sam.id, role="administrator")
    with pytest.raises(NotPossible):
        end_role(by=cast.sam, person=person(cast.sam), held_id=held.pk)
    give_role(by=cast.sam, person=person(cast.nadia), role="administrator", team=cast.team)
    end_role(by=cast.sam, person=person(cast.sam), held_id=held.pk)
    assert not viewer_of_person(cast.sam.id, "staff").has_role("administrator")


def test_a_member_is_never_given_a_role(cast):
    with pytest.raises(NotPossible):
        give_role(by=cast.sam, person=person(cast.heron), role="moderator", team=cast.team)


@pytest.mark.parametrize("who", NOT_ADMINISTRATORS)
def test_only_administrators_look_after_the_team(cast, who):
    viewer = getattr(cast, who)
    calls = [
        lambda: make_team(by=viewer, name="X", service="Y"),
        lambda: invite_staff(by=viewer, team=cast.team, name="X", email="x@example.org", role="clinician"),
        lambda: invite_again(by=viewer, person=person(cast.nadia)),
        lambda: give_role(by=viewer, person=person(cast.nadia), role="moderator", team=cast.team),
        lambda: end_role(by=viewer, person=person(cast.nadia), held_id=cast.team.pk),
        lambda: disable_staff(by=viewer, person=person(cast.nadia)),
    ]
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert staff(viewer) == []
    assert staff_member(viewer, cast.nadia.id) is None
    assert to_hand_over(viewer, cast.priya.id) == []


def test_members_are_in_no_list_of_the_team(cast):
    names = {row.name for row in staff(cast.sam)}
    assert "Priya Nair" in names
    assert not names & {"Hannah Reed", "Sana Malik", "Leah Thwaite", "Arthur Pell"}
    assert staff_member(cast.sam, cast.heron.id) is None
    assert cast.client(cast.sam).get(page("people:staff-member", cast.heron.id)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(cast, constant_queries):
    numbers = iter(range(9))
    constant_queries(lambda: make.make_staff(f"New {next(numbers)}", "clinician"), lambda: staff(cast.sam))


def test_teams_are_set_up_once(cast):
    desk = cast.client(cast.sam)
    assert desk.post(page("people:teams"), {"name": "Night team", "service": "Crisis care"})["Location"] == page(
        "people:teams"
    )
    assert desk.post(page("people:teams"), {"name": "Night team", "service": "Crisis care"}).status_code == 422
    night = Team.objects.get(name="Night team")
    assert team(cast.sam, night.pk) == night
    assert team(cast.priya, night.pk) is None
    assert [one.name for one in teams(cast.priya)] == [cast.team.name]


# Leaving


@pytest.mark.req("R002-27")
def test_who_leaves_is_signed_out_everywhere_at_once(cast):
    priya = cast.client(cast.priya)
    assert priya.get(page("people:people")).status_code == 200
    assert UserSession.objects.filter(user__person_id=cast.priya.id).count() == 1
    desk = cast.client(cast.sam)
    asks = desk.get(page("people:staff-leave", cast.priya.id)).content.decode()
    assert "2 people work with them" in asks
    assert "Arthur" not in asks
    desk.post(page("people:staff-leave", cast.priya.id))
    assert not UserSession.objects.filter(user__person_id=cast.priya.id).exists()
    assert not Session.objects.filter(pk=priya.session.session_key).exists()
    assert priya.get(page("people:people"))["Location"].startswith(page("people:sign-in"))
    assert viewer_of_person(cast.priya.id, "staff").roles == frozenset()
    assert viewer_of(Account.objects.get(person_id=cast.priya.id)) == ANYONE
    assert staff(cast.sam)[-1].standing == "left"


def test_the_team_sees_who_is_left_to_hand_over(cast):
    disable_staff(by=cast.sam, person=person(cast.priya))
    page_ = cast.client(cast.osei).get(page("people:people")).content.decode()
    assert "has left the team" in page_
    assert Involvement.objects.active().filter(worker_id=cast.priya.id).count() == 2


def test_nobody_signs_themselves_out_for_good(cast):
    give_role(by=cast.sam, person=person(cast.nadia), role="administrator", team=cast.team)
    with pytest.raises(Refused):
        disable_staff(by=cast.sam, person=person(cast.sam))
    assert cast.client(cast.sam).get(page("people:staff-leave", cast.sam.id)).status_code == 404


def test_a_member_is_not_let_go_as_staff(cast):
    with pytest.raises(NotPossible):
        disable_staff(by=cast.sam, person=person(cast.heron))


def test_a_phone_is_set_up_for_oneself_only(cast):
    account = Account.objects.get(person_id=cast.priya.id)
    with pytest.raises(Refused):
        set_up_second_step(by=cast.sam, account=account, secret="ABCDEFGH", code="000000")


# The demo


def test_only_the_house_and_only_a_demo_signs_in_without_a_password(cast, client, settings, rf):
    request = rf.get("/")
    request.session, request.user = client.session, AnonymousUser()
    settings.KITH_DEMO = False
    with pytest.raises(NotPossible):
        enter_demo(by=HOUSE, person=person(cast.priya), request=request)
    settings.KITH_DEMO = True
    with pytest.raises(Refused):
        enter_demo(by=cast.sam, person=person(cast.priya), request=request)
    enter_demo(by=HOUSE, person=person(cast.priya), request=request)
    assert request.session["second_step"]
    assert request.user.person_id == cast.priya.id


def test_many_people_are_brought_in_at_once_by_the_house(cast):
    at = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    robin = Newcomer(name="Robin Oak", since_at=at, handle="Velvet Comet", contact={"route": "letter"})
    ines = Newcomer(
        name="Ines Wood",
        since_at=at,
        sphere="staff",
        contact={"email": "ines@example.org"},
        roles=(("clinician", cast.team.pk),),
    )
    bonds = [Bond(robin.id, cast.team.pk, "Link work", at, worker_id=ines.id)]
    with pytest.raises(Refused):
        bring_in(by=cast.sam, newcomers=[robin])
    bring_in(by=HOUSE, newcomers=[robin, ines], bonds=bonds)
    assert shown_name(viewer_of_person(robin.id, "member")) == "Velvet Comet"
    assert [row.name for row in caseload(viewer_of_person(ines.id, "staff"))][:1] == ["Arthur Pell"]
    assert not Account.objects.get(person_id=robin.id).has_usable_password()
