"""What is handed out of safety, and what stays when an account is closed."""

import pytest

from kith.domains.people.queries.names import forget_own_handle
from kith.domains.people.tests.factories import make_pseudonym
from kith.domains.safety import actions
from kith.domains.safety.holding import erase, everything_about
from kith.domains.safety.models import Alert, BreakGlass
from kith.domains.safety.tests.factories import HOUSE
from kith.domains.safety.tests.test_cases import case_of, fresh
from kith.kernel.acting import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(cast):
    """A case of Hannah's that Osei closed, after opening her sheet."""
    forget_own_handle(cast.heron.id)
    case = case_of(author=make_pseudonym(cast.heron.id).pk, tier=4)
    actions.acknowledge(by=cast.osei, case=case)
    actions.ask_for_sheet(by=cast.osei, case=fresh(case), reason="life", words="Says goodbye.", asks_first=False)
    actions.close_case(by=cast.osei, case=fresh(case), code="spoke", words="Spoke with her sister in confidence.")
    yield case
    forget_own_handle(cast.heron.id)


def test_a_member_is_handed_out_what_came_of_it_and_nothing_said_in_confidence(cast, closed):
    found = everything_about(cast.heron.id)
    assert found["somebody_worried"][0]["what_came_of_it"] == "Spoke with them"
    assert found["emergency_sheet_opened"][0]["why"] == "life"
    assert "confidence" not in str(found)
    assert "tier" not in str(found)


def test_what_it_would_harm_them_to_know_is_left_out(cast, closed):
    with acting_as(HOUSE):
        BreakGlass.objects.update(is_telling_harmful=True)
    assert everything_about(cast.heron.id)["emergency_sheet_opened"] == []


def test_staff_are_handed_out_numbers_of_their_own(cast, closed):
    found = everything_about(cast.osei.id)
    assert (found["alerts_taken"], found["cases_closed"], found["sheets_opened"]) == (1, 1, 1)
    assert "somebody_worried" not in found


def test_alerts_stay_when_an_account_is_closed(cast, closed):
    erase(cast.heron.id)
    with acting_as(HOUSE):
        assert Alert.objects.count() == 1
