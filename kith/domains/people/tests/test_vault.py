"""The vault: joins handle and person, for those who may ask and for nobody else; a dump shows nothing."""

import itertools
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from kith.domains.people import handles, vault
from kith.domains.people.actions import begin_involvement, link_one_human
from kith.domains.people.models import Person, Pseudonym
from kith.domains.people.queries import caseload, colleagues, names_of, person_file, person_seen, shown_name, who_am_i
from kith.domains.people.tests import factories as make
from kith.kernel.access import Refused, system
from kith.kernel.roles import VAULT, WEB
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")


def role_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def raw(sql: str) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_it_finds_the_handle_of_a_person_and_the_person_of_a_handle(db):
    person, pseudonym = uuid.uuid4(), uuid.uuid4()
    vault.link(person, pseudonym)
    assert vault.handle_of(person) == pseudonym
    assert vault.person_of(pseudonym) == person
    assert vault.handle_of(uuid.uuid4()) is None


@pytest.mark.req("R002-16")
@pytest.mark.parametrize("sql", ["TABLE vault.identity", "TABLE vault.same_human", "DROP SCHEMA vault CASCADE"])
def test_pages_cannot_enter_the_schema(db, sql):
    assert role_now() == WEB
    with pytest.raises(ProgrammingError):
        raw(sql)


def test_the_vaults_role_sees_nothing_else(db):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [VAULT])
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("SELECT * FROM people_person")
        cursor.execute("SELECT set_config('role', %s, true)", [WEB])


def test_the_role_is_left_again_also_when_it_fails(db):
    person = uuid.uuid4()
    vault.link(person, uuid.uuid4())
    assert role_now() == WEB
    with pytest.raises(vault.AlreadyLinked), transaction.atomic():
        vault.link(person, uuid.uuid4())
    assert role_now() == WEB


def test_a_link_is_written_once(db):
    pseudonym = uuid.uuid4()
    vault.link(uuid.uuid4(), pseudonym)
    with pytest.raises(vault.AlreadyLinked), transaction.atomic():
        vault.link(uuid.uuid4(), pseudonym)


def test_its_rows_hold_neither_side(db):
    person, pseudonym = uuid.uuid4(), uuid.uuid4()
    vault.link(person, pseudonym)
    with vault._opened() as cursor:
        cursor.execute("SELECT person_digest, pseudonym_digest, key_name, person, pseudonym FROM vault.identity")
        row = cursor.fetchone()
    everything = b"|".join(bytes(v) if not isinstance(v, str) else v.encode() for v in row)
    for side in (person, pseudonym):
        assert side.bytes not in everything
        assert side.hex.encode() not in everything
        assert str(side).encode() not in everything


def test_what_was_moved_to_another_row_does_not_open(db):
    one, other = uuid.uuid4(), uuid.uuid4()
    vault.link(one, uuid.uuid4())
    vault.link(other, uuid.uuid4())
    with vault._opened() as cursor:
        cursor.execute("SELECT person_digest, pseudonym FROM vault.identity ORDER BY id")
        (first, sealed), (second, _sealed) = cursor.fetchall()
    with connection.cursor() as cursor:  # as a thief with the owner's rights would
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE vault.identity SET pseudonym = %s WHERE person_digest = %s", [sealed, second])
        cursor.execute(f"SET ROLE {WEB}")
    assert first != second
    opened = []
    for person in (one, other):
        try:
            opened.append(vault.handle_of(person))
        except InvalidTag:
            opened.append(None)
    assert opened.count(None) == 1


def test_nothing_is_left_of_whom_it_forgets(db):
    person, other = uuid.uuid4(), uuid.uuid4()
    vault.link(person, uuid.uuid4())
    vault.link_human(person, other)
    vault.forget(person)
    assert vault.handle_of(person) is None
    assert not vault.is_one_human(other, [person])


def test_old_keys_still_open_after_a_new_one_came(db, settings):
    person, pseudonym = uuid.uuid4(), uuid.uuid4()
    vault.link(person, pseudonym)
    new = "next:" + "A" * 43 + "="
    settings.KITH_VAULT_KEYS = f"{new},{settings.KITH_VAULT_KEYS}"
    assert vault.handle_of(person) == pseudonym


# Names and handles on pages


@pytest.mark.req("R002-16")
def test_a_member_sees_their_own_handle_and_nobody_elses(cast):
    make.make_pseudonym(cast.heron.id, "Blue Heron")
    make.make_pseudonym(cast.saffron.id, "Saffron Kite")
    assert shown_name(cast.heron) == "Blue Heron"
    assert who_am_i(cast.heron).avatar
    assert Pseudonym.objects.visible_to(cast.heron).count() == 0
    assert Pseudonym.objects.visible_to(cast.priya).count() == 0


@pytest.mark.req("R002-16")
def test_staff_who_act_for_a_person_see_the_name_and_never_the_handle(cast):
    make.make_pseudonym(cast.heron.id, "Blue Heron")
    acting = cast.priya.on_behalf(cast.heron.id, "phone")
    assert who_am_i(acting).name == "Hannah Reed"
    assert "Blue" not in str(who_am_i(acting))


def test_a_page_of_a_person_never_shows_their_handle(cast):
    make.make_pseudonym(cast.heron.id, "Blue Heron")
    page = cast.client(cast.priya).get(f"/desk/people/{cast.heron.id}").content.decode()
    assert "Hannah Reed" in page
    assert "Blue Heron" not in page


# One human, two sides


@pytest.fixture
def leah(cast):
    """Leah's member side works with Osei's team by name of a worker, and is known to be Leah Marsh's."""
    link_one_human(by=HOUSE, person=Person.objects.get(pk=cast.leah_member.id), other_id=cast.leah_worker.id)
    return cast


@pytest.mark.req("R003-29")
@pytest.mark.parametrize("who", ["priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam"])
def test_leahs_member_side_is_in_no_list_of_any_colleague(leah, who):
    viewer, hidden = getattr(leah, who), leah.leah_member.id
    assert hidden not in {row.id for row in caseload(viewer)}
    assert hidden not in {row.id for row in caseload(viewer, "Leah")}
    assert hidden not in {one[0] for one in colleagues(viewer)}
    assert person_seen(viewer, hidden) is None
    assert person_file(viewer, hidden) is None
    assert names_of(viewer, [hidden]) == {}
    assert not Person.objects.visible_to(viewer).filter(pk=hidden).exists()
    desk = leah.client(viewer)
    assert desk.get(f"/desk/people/{hidden}").status_code == 404
    for page in ("/desk/people", "/desk/admin/people"):
        assert "Thwaite" not in desk.get(page).content.decode()
    assert "Thwaite" not in desk.post("/desk/people", {"q": "Leah"}).content.decode()


@pytest.mark.req("R003-29")
def test_a_whole_team_never_sees_who_is_kept_apart_but_her_own_worker_does(leah):
    member = Person.objects.get(pk=leah.leah_member.id)
    make.make_involvement(leah.osei, leah.leah_member)
    assert person_seen(leah.osei, member.pk) is not None
    assert person_seen(leah.priya, member.pk) is None
    assert leah.client(leah.priya).get(f"/desk/people/{member.pk}").status_code == 404


@pytest.mark.req("R003-29")
def test_neither_leah_nor_her_team_can_come_to_work_with_her(leah):
    make.make_involvement(leah.osei, leah.leah_member)
    member = Person.objects.get(pk=leah.leah_member.id)
    own_team = make.make_team("Eastmere early psychosis team")
    with pytest.raises(NotPossible) as refusal:
        begin_involvement(by=leah.osei, person=member, team=own_team, worker_id=leah.nadia.id, why="Link work")
    assert "another team" in refusal.value.message
    begin_involvement(by=leah.osei, person=member, team=leah.team, worker_id=leah.priya.id, why="Link work")


def test_only_the_house_joins_two_sides(cast):
    for who in (cast.sam, cast.priya, cast.leah_member, cast.osei):
        with pytest.raises(Refused):
            link_one_human(by=who, person=Person.objects.get(pk=cast.leah_member.id), other_id=cast.leah_worker.id)


def test_without_the_link_the_lists_would_show_her(cast):
    """Negative control: the same questions do find a member whom a team works with."""
    make.make_involvement(cast.priya, cast.leah_member)
    assert cast.leah_member.id in {row.id for row in caseload(cast.osei, "thwaite")}


def test_handles_do_not_lie_in_the_order_in_which_people_came(db):
    came = [make.make_pseudonym(uuid.uuid4(), handle).pk for handle in handles.draw(120)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_pseudonym ORDER BY ctid")
        lie = [row[0] for row in cursor.fetchall()]
    places = {pk: place for place, pk in enumerate(lie)}
    in_order = sum(places[one] < places[other] for one, other in itertools.pairwise(came))
    assert in_order < 95, "of 119 neighbours, about half stand in order when the order is by chance"
    assert {one.created_at.day for one in Pseudonym.objects.all()} == {1}
