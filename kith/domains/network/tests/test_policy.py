"""Every row of the table against everyone: only the person, and staff who do it with them."""

import pytest

from kith.domains.network.models import NetworkMap
from kith.domains.network.policy import POLICY
from kith.domains.network.tests import factories as make
from kith.kernel.access import ANYONE, may, system

pytestmark = pytest.mark.django_db
BEFORE_A_MAP = ["look_for_ideas", "start_map"]
ON_A_MAP = sorted(set(POLICY.rows) - set(BEFORE_A_MAP))
STAFF = ("priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam")


@pytest.mark.parametrize("verb", ON_A_MAP)
@pytest.mark.req("R002-16")
def test_who_may_draw_on_herons_map(cast, verb):
    network_map = make.make_map(cast.heron)
    members = {name: getattr(cast, name) for name in ("heron", "saffron", "leah_member", "arthur")}
    staff = {name: getattr(cast, name) for name in STAFF}
    acting = {f"{name} for heron": one.on_behalf(cast.heron.id, "phone") for name, one in staff.items()}
    everyone = members | staff | acting | {"anyone": ANYONE, "sweeper": system("sweeper")}
    allowed = {name for name, viewer in everyone.items() if may(viewer, f"network.{verb}", network_map)}
    assert allowed == {"heron", "priya for heron", "osei for heron"}  # Osei is of the team that works with Heron


@pytest.mark.parametrize("verb", BEFORE_A_MAP)
def test_who_may_begin_one_and_look_for_ideas(cast, verb):
    acting = {name: getattr(cast, name).on_behalf(cast.arthur.id, "phone") for name in STAFF}
    everyone = {"heron": cast.heron, "anyone": ANYONE, "staff": cast.priya, **acting}
    assert {n for n, v in everyone.items() if may(v, f"network.{verb}")} == {"heron", "priya", "osei"}


def test_acting_for_one_person_opens_no_other_map(cast):
    network_map = make.make_map(cast.arthur)
    assert not may(cast.priya.on_behalf(cast.heron.id, "phone"), "network.add_tie", network_map)


def test_reading_agrees_with_drawing(cast):
    network_map = make.make_map(cast.heron)
    acting = [getattr(cast, name).on_behalf(cast.heron.id, "phone") for name in STAFF]
    viewers = [cast.heron, cast.saffron, *(getattr(cast, n) for n in STAFF), *acting, ANYONE, system("sweeper")]
    for viewer in viewers:
        assert may(viewer, "network.read", network_map) == may(viewer, "network.add_tie", network_map), viewer
    assert NetworkMap.objects.visible_to(cast.heron).get() == network_map
