"""A use case asks, locks, records, and leaves nothing behind when it is refused."""

import uuid

import pytest
from django.db import connection

from kith.domains.people.models import Team
from kith.kernel import audit
from kith.kernel.access import Policy, Refused, Viewer, anybody, is_the_house, system
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible, UseCase, note, use_case

pytestmark = pytest.mark.django_db
MEMBER = Viewer(id=uuid.uuid4(), sphere="member")


@pytest.fixture(autouse=True)
def trial() -> object:
    """Use cases of a domain that exists only here."""
    Policy("trial", {"rename": anybody, "forbid": is_the_house, "outer": anybody, "look": anybody})

    @use_case("trial.rename", on="team")
    def rename(*, by: Viewer, team: Team, name: str) -> Team:
        """Give a team another name."""
        note(length=len(name))
        team.name = name
        team.save()
        return team

    @use_case("trial.forbid", on="team")
    def forbid(*, by: Viewer, team: Team) -> None:
        """Do what only the house may do."""

    @use_case("trial.outer", on="team")
    def outer(*, by: Viewer, team: Team, name: str) -> None:
        """Rename, and then try what is not allowed."""
        rename(by=by, team=team, name=name)
        forbid(by=by, team=team)

    @use_case("trial.look", on="team", recorded=False)
    def look(*, by: Viewer, team: Team) -> str:
        """Look at a team's name."""
        return team.name

    yield type("Trial", (), {"rename": rename, "forbid": forbid, "outer": outer, "look": look})
    for name in ("rename", "forbid", "outer", "look"):
        UseCase.all.pop(f"trial.{name}")
    Policy.all.pop("trial")


@pytest.fixture
def team() -> Team:
    return Team.objects.create(name="Before", service="x")


def test_it_records_who_did_what_to_which(trial, team):
    trial.rename(by=MEMBER, team=team, name="After")
    entry = AuditEntry.objects.get()
    assert (entry.use_case, entry.actor_id, entry.on_id, entry.outcome) == ("trial.rename", MEMBER.id, team.id, "done")
    assert entry.facts == {"length": 5}


def test_it_works_on_the_row_as_it_is_now(trial, team):
    Team.objects.filter(pk=team.pk).update(service="changed meanwhile")
    fresh = trial.rename(by=MEMBER, team=team, name="After")
    assert fresh.service == "changed meanwhile"


def test_a_refusal_undoes_all_and_is_recorded(trial, team):
    with pytest.raises(Refused):
        trial.outer(by=MEMBER, team=team, name="After")
    assert Team.objects.get().name == "Before"
    entry = AuditEntry.objects.get()
    assert (entry.use_case, entry.outcome, entry.on_id) == ("trial.forbid", "refused", team.id)


def test_the_house_may_do_what_others_may_not(trial, team):
    trial.outer(by=system("trial"), team=team, name="After")
    assert list(AuditEntry.objects.order_by("id").values_list("use_case", flat=True)) == [
        "trial.rename",
        "trial.forbid",
        "trial.outer",
    ]


def test_a_use_case_without_a_row_is_refused_to_everyone(team):
    @use_case("trial.nowhere", on="team")
    def nowhere(*, by: Viewer, team: Team) -> None:
        """Do something no policy knows."""

    with pytest.raises(Refused):
        nowhere(by=system("trial"), team=team)
    UseCase.all.pop("trial.nowhere")


def test_an_anonymous_change_is_an_error(trial, team):
    with pytest.raises(TypeError):
        trial.rename(team=team, name="After")


def test_what_could_not_be_done_leaves_no_row(trial, team):
    Policy.all["trial"].rows["fail"] = anybody

    @use_case("trial.fail", on="team")
    def fail(*, by: Viewer, team: Team) -> None:
        """Change something, then find that it cannot be."""
        trial.rename(by=by, team=team, name="After")
        raise NotPossible("No", field="name")

    with pytest.raises(NotPossible):
        fail(by=MEMBER, team=team)
    assert Team.objects.get().name == "Before"
    assert not AuditEntry.objects.exists()
    UseCase.all.pop("trial.fail")


def test_the_web_role_can_only_add_to_the_audit(trial, team):
    trial.rename(by=MEMBER, team=team, name="After")
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("DELETE FROM kernel_auditentry")


def test_what_is_nobodys_business_leaves_no_line(trial, team):
    assert trial.look(by=MEMBER, team=team) == "Before"
    assert not AuditEntry.objects.exists()


def test_a_domain_of_handles_records_no_member_by_person(trial, team, monkeypatch):
    handle, staff = uuid.uuid4(), Viewer(id=uuid.uuid4(), sphere="staff")
    monkeypatch.setitem(audit._handles, "trial", lambda _viewer: handle)
    trial.rename(by=MEMBER, team=team, name="After")
    with pytest.raises(Refused):
        trial.forbid(by=MEMBER, team=team)
    trial.rename(by=staff, team=team, name="Again")
    entries = AuditEntry.objects.order_by("id").values_list("actor_id", "subject_id")
    assert list(entries) == [(handle, handle), (handle, handle), (staff.id, staff.id)]
