"""The people a team works with: who may see them, what is recorded, doing things together, keys on paper."""

import re
import uuid

import pytest
from django.urls import reverse

from kith.domains.people.actions import (
    add_person,
    begin_involvement,
    begin_on_behalf,
    change_contact,
    end_involvement,
    look,
)
from kith.domains.people.models import Involvement, KeyGrant, Person
from kith.domains.people.queries import (
    caseload,
    colleagues,
    involvement_of,
    own_teams,
    person_file,
    team_of,
    works_with,
)
from kith.domains.people.tests import factories as make
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
CARE = ("priya", "nadia", "osei", "leah_worker")
OTHERS = ("tom", "carys", "lin", "sam", "heron", "arthur")


def person(viewer) -> Person:
    return Person.objects.get(pk=viewer.id)


def page(name: str, *args: object) -> str:
    return reverse(name, args=args)


# The list


def test_a_worker_sees_the_people_of_their_team_and_nobody_else(cast):
    assert [row.name for row in caseload(cast.priya)] == ["Arthur Pell", "Hannah Reed"]
    assert [row.name for row in caseload(cast.osei)] == ["Arthur Pell", "Hannah Reed"]
    for who in ("nadia", "leah_worker", "tom", "carys", "lin", "sam", "heron"):
        assert caseload(getattr(cast, who)) == []


def test_a_name_is_found_by_a_part_of_it(cast):
    for words in ("pell", "ARTH", "thur p", "Ärthur"):
        assert [row.name for row in caseload(cast.priya, words)] == ["Arthur Pell"]
    assert caseload(cast.priya, "sana") == []


def test_what_was_looked_for_stands_in_no_address(cast):
    found = cast.client(cast.priya).post(page("people:people"), {"q": "pell"}).content.decode()
    assert "Arthur Pell" in found
    assert "Hannah" not in found
    assert not re.search(r'(href|action)="[^"]*pell', found, re.IGNORECASE)


def test_the_list_costs_the_same_for_one_and_for_three(cast, constant_queries):
    team = make.make_team("A team of its own")
    worker = make.make_staff("Wanda Berry", "link_worker", team=team)
    constant_queries(lambda: make.make_involvement(worker, make.make_member("Robin")), lambda: caseload(worker))


def test_long_lists_have_pages(cast):
    team = make.make_team("A team of its own")
    worker = make.make_staff("Wanda Berry", "link_worker", team=team)
    for number in range(23):
        make.make_involvement(worker, make.make_member(f"Robin {number:02}", login=False))
    desk = cast.client(worker)
    assert "Robin 19" in desk.get(page("people:people")).content.decode()
    second = desk.get(page("people:people") + "?page=2").content.decode()
    assert "Robin 22" in second
    assert "Robin 19" not in second


# One person


def test_a_look_is_recorded_and_the_page_says_so(cast):
    answer = cast.client(cast.priya).get(page("people:person", cast.arthur.id))
    assert b"can see that you looked" in answer.content
    entry = AuditEntry.objects.get(use_case="people.look")
    assert (entry.subject_id, entry.actor_id) == (cast.arthur.id, cast.priya.id)


@pytest.mark.parametrize("who", ["nadia", "leah_worker", "tom", "carys", "lin", "sam"])
def test_whoever_does_not_work_with_a_person_finds_nothing(cast, who):
    viewer = getattr(cast, who)
    nothing = cast.client(viewer).get("/there-is-nothing-here").content
    for name in ("person", "together", "person-contact", "involve", "key-new", "key-sheet"):
        answer = cast.client(viewer).get(page(f"people:{name}", cast.arthur.id))
        assert (answer.status_code, answer.content) == (404, nothing), name
    assert person_file(viewer, cast.arthur.id) is None
    with pytest.raises(Refused):
        look(by=viewer, person=person(cast.arthur))


def test_a_page_of_somebody_who_does_not_exist_looks_the_same(cast):
    desk = cast.client(cast.nadia)
    assert (
        desk.get(page("people:person", uuid.uuid4())).content == desk.get(page("people:person", cast.arthur.id)).content
    )


# Adding


@pytest.mark.req("R004-92")
def test_a_person_needs_neither_phone_nor_email(cast):
    desk = cast.client(cast.priya)
    given = {"name": "Mavis Oak", "route": "letter", "why": "Link work", "team": str(cast.team.pk)}
    answer = desk.post(page("people:person-new"), given)
    mavis = next(row for row in caseload(cast.priya) if row.name == "Mavis Oak")
    assert answer["Location"] == page("people:person", mavis.id)
    assert b"Mavis Oak" in desk.get(answer["Location"]).content
    assert [bond.worker for bond in mavis.bonds] == ["Priya Nair"]
    assert not hasattr(Person.objects.get(pk=mavis.id), "account")


@pytest.mark.parametrize("who", OTHERS)
def test_only_who_works_with_people_adds_them(cast, who):
    with pytest.raises(Refused):
        add_person(by=getattr(cast, who), team=cast.team, name="X", known_as="", contact={}, why="x")
    assert cast.client(getattr(cast, who)).get(page("people:person-new")).status_code in {302, 404}


def test_a_person_is_added_to_a_team_of_ones_own(cast):
    with pytest.raises(NotPossible) as refusal:
        add_person(by=cast.nadia, team=cast.team, name="X", known_as="", contact={}, why="x")
    assert refusal.value.field == "team"


def test_details_can_be_corrected(cast):
    desk = cast.client(cast.priya)
    given = {"known_as": "Art", "phone": "07700 900123", "postcode": "zz1", "route": "phone"}
    assert desk.post(page("people:person-contact", cast.arthur.id), given)["Location"] == page(
        "people:person", cast.arthur.id
    )
    known = person_file(cast.osei, cast.arthur.id)
    assert (known.person.known_as, known.contact["phone"]) == ("Art", "+447700900123")
    with pytest.raises(Refused):
        change_contact(by=cast.nadia, person=person(cast.arthur), contact={}, known_as="")


# Beginning and ending


def test_a_colleague_is_added_and_taken_off_again(cast):
    desk = cast.client(cast.priya)
    given = {"worker": str(cast.osei.id), "why": "Asks about sleep"}
    assert desk.post(page("people:involve", cast.arthur.id), given)["Location"] == page("people:person", cast.arthur.id)
    begun = Involvement.objects.get(person_id=cast.arthur.id, worker_id=cast.osei.id)
    assert involvement_of(cast.priya, begun.pk) == begun
    assert desk.get(page("people:involvement-end", cast.arthur.id, begun.pk)).status_code == 200
    assert desk.post(page("people:involvement-end", cast.arthur.id, begun.pk))["Location"] == page("people:people")
    begun.refresh_from_db()
    assert begun.until_at is not None
    assert desk.post(page("people:involvement-end", cast.arthur.id, begun.pk)).status_code == 404


def test_when_it_ends_for_all_the_person_is_out_of_sight(cast):
    for involvement in Involvement.objects.filter(person_id=cast.arthur.id):
        end_involvement(by=cast.priya, involvement=involvement)
    assert not works_with(cast.priya, cast.arthur.id)
    assert cast.client(cast.priya).get(page("people:person", cast.arthur.id)).status_code == 404


def test_a_stranger_neither_begins_nor_ends_anything(cast):
    involvement = Involvement.objects.get(person_id=cast.arthur.id)
    with pytest.raises(Refused):
        end_involvement(by=cast.nadia, involvement=involvement)
    with pytest.raises(Refused):
        begin_involvement(by=cast.nadia, person=person(cast.arthur), team=cast.team, worker_id=None, why="x")


@pytest.mark.req("R003-42")
def test_a_peer_does_not_end_what_their_team_does_for_somebody(cast):
    involvement = Involvement.objects.get(person_id=cast.arthur.id)
    peer = make.make_staff("Ines Duarte", "peer_worker", team=cast.team)
    end = reverse("people:involvement-end", args=[cast.arthur.id, involvement.pk])
    for who, may_it in ((peer, False), (cast.priya, True)):
        shown = cast.client(who).get(page("people:person", cast.arthur.id)).content.decode()
        assert (end in shown) is may_it
        assert cast.client(who).get(end).status_code == (200 if may_it else 404)
    with pytest.raises(Refused):
        end_involvement(by=peer, involvement=involvement)
    assert works_with(cast.priya, cast.arthur.id)


def test_a_worker_of_another_team_is_not_chosen(cast):
    assert cast.nadia.id not in {pk for pk, _name in colleagues(cast.priya)}
    with pytest.raises(NotPossible):
        begin_involvement(
            by=cast.priya, person=person(cast.arthur), team=cast.team, worker_id=cast.nadia.id, why="Link work"
        )


def test_which_team_works_with_a_person(cast):
    assert team_of(cast.priya, person(cast.arthur)) == cast.team
    assert team_of(cast.nadia, person(cast.arthur)) is None
    assert own_teams(cast.priya) == [cast.team]


# Together


@pytest.mark.req("R004-92")
@pytest.mark.parametrize("how", ["phone", "paper", "together"])
def test_how_the_person_takes_part_is_asked_kept_and_recorded(cast, how):
    desk = cast.client(cast.priya)
    assert desk.post(page("people:together", cast.arthur.id), {"how": ""}).status_code == 422
    assert desk.post(page("people:together", cast.arthur.id), {"how": how})["Location"] == page(
        "people:person", cast.arthur.id
    )
    assert desk.session["on_behalf"] == {str(cast.arthur.id): how}
    entry = AuditEntry.objects.get(use_case="people.begin_on_behalf")
    assert (entry.subject_id, entry.facts) == (cast.arthur.id, {"how": how})
    assert f"/for/{cast.arthur.id}/" in desk.get(page("people:person", cast.arthur.id)).content.decode()
    desk.post(page("people:together-end", cast.arthur.id))
    assert "on_behalf" not in desk.session


def test_nobody_works_for_a_stranger(cast):
    with pytest.raises(Refused):
        begin_on_behalf(by=cast.nadia, person=person(cast.arthur), how="phone")
    with pytest.raises(NotPossible):
        begin_on_behalf(by=cast.priya, person=person(cast.arthur), how="by magic")


# Keys on paper


def test_a_key_is_printed_once_with_its_pin_apart(cast):
    desk = cast.client(cast.priya)
    assert desk.get(page("people:key-new", cast.arthur.id)).status_code == 200
    assert desk.post(page("people:key-new", cast.arthur.id), {"age_band": "under_18"}).status_code == 422
    assert desk.post(page("people:key-new", cast.arthur.id), {"age_band": "adult"})["Location"] == page(
        "people:key-sheet", cast.arthur.id
    )
    sheet = desk.get(page("people:key-sheet", cast.arthur.id)).content.decode()
    words, slip = sheet.split("Your PIN")[:2]
    assert len(re.findall(r"<li>[a-z]+</li>", words)) == 12
    assert re.search(r"<strong>\d{4}</strong>", slip)
    assert desk.get(page("people:key-sheet", cast.arthur.id)).content.decode().count("<strong>") == sheet.count(
        "<strong>"
    )
    assert desk.post(page("people:key-sheet", cast.arthur.id))["Location"] == page("people:person", cast.arthur.id)
    assert desk.get(page("people:key-sheet", cast.arthur.id))["Location"] == page("people:person", cast.arthur.id)


def test_a_key_is_taken_back_on_its_page(cast):
    key = make.make_key(person(cast.arthur)).grant
    desk = cast.client(cast.osei)
    assert desk.get(page("people:key-revoke", cast.arthur.id, key.pk)).status_code == 200
    assert desk.post(page("people:key-revoke", cast.arthur.id, key.pk))["Location"] == page(
        "people:person", cast.arthur.id
    )
    assert KeyGrant.objects.get().state == "revoked"
    assert desk.post(page("people:key-revoke", cast.heron.id, key.pk)).status_code == 404


def test_who_has_joined_gets_a_key_to_come_back(cast):
    desk = cast.client(cast.priya)
    assert desk.post(page("people:key-new", cast.heron.id), {"checked": ["phone"]}).status_code == 422
    assert desk.post(page("people:key-new", cast.heron.id), {"checked": ["phone", "address"]}).status_code == 302
    assert KeyGrant.objects.get().purpose == "return"
