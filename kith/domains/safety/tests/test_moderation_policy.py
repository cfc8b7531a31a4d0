"""Who may do what about words, for everybody of the cast; and that peers hold no power to take anything away."""

import pytest

from kith.domains.people import actions as people_actions
from kith.domains.people.models import Person, RoleHeld
from kith.domains.people.tests.factories import make_staff
from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Aftercare, Appeal, Decision, Sanction, Why
from kith.domains.safety.policy import POLICY
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.access import ANYONE, Policy, Refused, may
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
DECIDES = {"osei", "mo", "yan", "ana"}
READS = DECIDES | {"peer"}
FOR_A_TEAM = READS | {"leah_worker", "tom"}
"""Whoever reads for any team: what they read is asked of each row."""
WHO = {
    # mo hid it and asked for the break; yan took the second look
    "report": {"everybody signed in"},
    "claim": READS,
    "unclaim": READS,
    "end_turn": FOR_A_TEAM,
    "read_up_to": FOR_A_TEAM,
    "look": READS,
    "reply_privately": READS,
    "add_content_note": READS,
    "put_aside": READS,
    "escalate": READS,
    "release": DECIDES,
    "hide": DECIDES,
    "restore": DECIDES,
    "move": DECIDES,
    "cool_off": DECIDES,
    "lift": DECIDES,
    "look_again": DECIDES - {"mo"},
    "answer_appeal": DECIDES - {"mo", "yan"},
    "appeal": {"heron"},
    # of whatever team, where it stands before them: the rooms ask whether they host
    "put_aside_on_the_spot": FOR_A_TEAM,
    "hide_on_the_spot": DECIDES | {"tom"},
    "show_on_the_spot": DECIDES | {"tom"},
    "look_after_oneself": FOR_A_TEAM,
    "take_talk": {"osei", "ana"},
    "forget_exposures": set(),
}
TAKES_AWAY = ("release", "hide", "restore", "move", "cool_off", "lift", "look_again", "answer_appeal")


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    desk = Desk(cast, port)
    cast.mo, cast.yan, cast.peer = desk.mo, desk.yan, desk.peer
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    return desk


@pytest.fixture
def things(desk):
    """A row, and what hangs on another that Mo hid, Yan looked at, and Heron appeals against."""
    row = desk.write(1)
    other = actions.claim(by=desk.mo, screened=desk.write(1))
    hidden = actions.hide(by=desk.mo, screened=other, version=other.version, why=Why.UNKIND)
    actions.look_again(by=desk.yan, decision=hidden, agrees=True)
    asked = actions.appeal(by=desk.cast.heron, decision=hidden, words="Please look again.")
    third = actions.claim(by=desk.mo, screened=desk.write(1))
    rest = actions.cool_off(
        by=desk.mo, screened=third, version=third.version, days="1", why=Why.UNKIND, words="Rest a little."
    )
    talk = actions.look_after_oneself(by=desk.mo, team_id=desk.team.pk, wants_a_talk=True)
    with acting_as(HOUSE):
        cause = Decision.objects.get(pk=rest.cause_id)
    return {"lift": rest, "look_again": cause, "answer_appeal": asked, "appeal": hidden, "take_talk": talk, "": row}


@pytest.mark.parametrize("row", sorted(WHO))
def test_who_may(desk, things, row):
    people = {name: who for name, who in vars(desk.cast).items() if hasattr(who, "sphere")}
    thing = things.get(row, things[""])
    allowed = set()
    for name, who in people.items():
        with acting_as(who):
            if may(who, f"safety.{row}", thing):
                allowed.add(name)
    assert allowed == (set(people) if "everybody signed in" in WHO[row] else WHO[row])
    assert may(HOUSE, f"safety.{row}", thing) is (row == "forget_exposures")
    for who in (ANYONE, desk.cast.priya.on_behalf(desk.cast.heron.id, "phone"), desk.mo.on_behalf(HOUSE.id, "phone")):
        with acting_as(who):
            assert not may(who, f"safety.{row}", thing)


@pytest.mark.req("R003-42", "R002-24")
@pytest.mark.parametrize("row", TAKES_AWAY)
def test_peers_hold_no_power_over_others(desk, things, row):
    """Neither for what stands on their desk nor for anything else, and the action itself refuses."""
    for thing in things.values():
        with acting_as(desk.peer):
            assert not may(desk.peer, f"safety.{row}", thing)
    thing, use_case = things.get(row, things[""]), getattr(actions, row)
    given = {
        "look_again": {"decision": thing, "agrees": False},
        "answer_appeal": {"asked": thing, "changes": True, "words": "Yes."},
        "lift": {"sanction": thing},
        "hide": {"screened": thing, "version": 0, "why": Why.UNKIND},
        "move": {"screened": thing, "version": 0, "place_id": desk.port.elsewhere},
        "cool_off": {"screened": thing, "version": 0, "days": "1", "why": Why.UNKIND, "words": "Rest."},
    }.get(row, {"screened": thing, "version": 0})
    with pytest.raises(Refused):
        use_case(by=desk.peer, **given)


@pytest.mark.req("R003-42")
def test_no_other_domain_gives_a_peer_power_over_doors_or_rights(desk, things):
    """Keys, roles, rooms and accounts: every such row of every domain, for people they work with and for others."""
    rows = [f"{policy.domain}.{verb}" for policy in Policy.all.values() for verb in policy.rows]
    over_doors = {row for row in rows if row.startswith("rooms.") and row.endswith(("_key", "_keys", "_room"))}
    over_rights = {"people.give_role", "people.end_role", "people.disable_staff", "people.invite_staff"}
    assert over_rights <= set(rows)
    people = [Person.objects.get(pk=viewer.id) for viewer in (desk.cast.heron, desk.cast.saffron, desk.mo)]
    for row in over_doors | over_rights:
        for thing in (*people, desk.team):
            with acting_as(desk.peer):
                assert not may(desk.peer, row, thing), row


@pytest.mark.req("R003-42")
@pytest.mark.parametrize("role", ["moderator", "clinician", "safety_officer", "administrator"])
def test_the_role_editor_gives_a_peer_no_power(desk, role):
    person = Person.objects.get(pk=desk.peer.id)
    with pytest.raises(NotPossible, match="peer worker"):
        people_actions.give_role(by=desk.cast.sam, person=person, role=role, team=desk.team)
    other = Person.objects.get(pk=make_staff("Al Power", role, team=desk.team).id)
    with pytest.raises(NotPossible, match="peer worker"):
        people_actions.give_role(by=desk.cast.sam, person=other, role="peer_worker", team=desk.team)
    held = RoleHeld.objects.get(person=person, role="peer_worker")
    people_actions.end_role(by=desk.cast.sam, person=person, held_id=held.pk)
    people_actions.give_role(by=desk.cast.sam, person=person, role=role, team=desk.team)


def test_reading_follows_who_sees(desk, things):
    """`read` of a decision, a break, an appeal and a note for oneself."""
    decision, rest, asked, talk = (things[key] for key in ("appeal", "lift", "answer_appeal", "take_talk"))
    expected = {
        desk.mo: {Decision, Sanction, Appeal, Aftercare},
        desk.osei: {Decision, Sanction, Appeal, Aftercare},
        desk.peer: {Decision, Sanction, Appeal},
        desk.cast.tom: set(),
        desk.cast.saffron: set(),
    }
    for viewer, kinds in expected.items():
        with acting_as(viewer):
            seen = {type(one) for one in (decision, rest, asked, talk) if may(viewer, "safety.read", one)}
        assert seen == kinds, viewer.name
    with acting_as(HOUSE):  # the house shows members their own
        for one in (decision, rest, asked):
            assert may(desk.cast.heron, "safety.read", one)


def test_the_rows_are_those_of_the_policy():
    assert set(WHO) <= set(POLICY.rows)
