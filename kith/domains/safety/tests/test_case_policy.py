"""Who may do what about a case, for everybody of the cast: one that waits, and one that Osei has."""

import pytest

from kith.domains.people.tests.factories import make_staff
from kith.domains.safety import actions
from kith.domains.safety.models import Screened
from kith.domains.safety.queries.cases import case_of as seen
from kith.domains.safety.tests.factories import HOUSE
from kith.domains.safety.tests.test_cases import case_of, fresh
from kith.kernel.access import ANYONE, may
from kith.kernel.acting import acting_as

pytestmark = pytest.mark.django_db
WATCH = {"osei", "dana", "mo", "ana"}
WHO = {
    "keep_screened": {"everybody signed in"},
    "keep_screened_many": {"everybody signed in"},
    "screen_again": {"everybody signed in"},
    "bring_to_duty": WATCH,
    "look_at_case": WATCH | {"priya"},  # she was called
    "acknowledge": {"osei", "dana", "ana", "priya"},
    "keep_case": {"osei"},
    "hand_back": {"osei"},
    "hand_over": {"osei"},
    "close_case": {"osei"},
    "ask_for_sheet": {"osei"},
    "agree_to_open": {"dana", "ana"},
    "look_at_sheet": {"osei"},
    "review_opening": {"dana", "ana"},
    "note_told": set(),
    "remind_of_reviews": set(),
    "write_policy": {"sam", "ana"},
    "sign_policy": {"ana"},
    "sign_record": {"ana"},
    "propose_phrase": {"osei", "dana", "mo", "ana", "sam", "tom"},
    "try_phrase": set(),
    "agree_phrase": {"osei", "dana", "ana"},
    "end_phrase": {"osei", "dana", "mo", "ana", "sam", "tom"},
    "send_probe": set(),
    "note_arrival": set(),
    "watch_probe": set(),
    "bring_in": set(),
    "call_next": set(),
    "take_back": set(),
    "wake_early": set(),
}
OPENING = {"agree_to_open", "note_told", "look_at_sheet", "review_opening"}
BY_HOUSE = {row for row, who in WHO.items() if not who} | {
    "keep_screened",
    "keep_screened_many",
    "screen_again",
    "write_policy",
}


@pytest.fixture
def people(cast):
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    cast.dana = make_staff("Dana Cole", "clinician", team=cast.team)
    cast.mo = make_staff("Mo Idris", "moderator", team=cast.team)
    return {name: who for name, who in vars(cast).items() if hasattr(who, "sphere")}


@pytest.fixture
def case(cast, people):
    one = case_of()
    with acting_as(HOUSE):
        type(one).objects.filter(pk=one.pk).update(called=[cast.priya.id])
    actions.acknowledge(by=cast.osei, case=one)
    return fresh(one)


@pytest.mark.parametrize("row", sorted(WHO))
def test_who_may(people, case, row):
    with acting_as(HOUSE):
        thing = Screened.objects.get() if row == "bring_to_duty" else case
    if row in OPENING:
        thing = actions.ask_for_sheet(by=people["osei"], case=case, reason="life", words="x", asks_first=True)
    allowed = set()
    for name, who in people.items():
        with acting_as(who):
            if may(who, f"safety.{row}", thing):
                allowed.add(name)
    assert allowed == (set(people) if "everybody signed in" in WHO[row] else WHO[row])
    assert may(HOUSE, f"safety.{row}", thing) is (row in BY_HOUSE)
    assert not may(ANYONE, f"safety.{row}", thing)
    assert not may(people["osei"].on_behalf(people["heron"].id, "by phone"), f"safety.{row}", thing)


def test_the_policy_agrees_with_what_is_seen(people, case):
    for who in people.values():
        with acting_as(who):
            assert may(who, "safety.look_at_case", case) is (seen(who, case.pk) is not None)
