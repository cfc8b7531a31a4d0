"""A worrying post from end to end: written at ten past three, met kindly, in the clinician's hands at nine."""

import datetime as dt
import re
import uuid

import pytest

from kith.domains.people.tests.factories import make_pseudonym, make_staff
from kith.domains.rooms.tests import factories as rooms
from kith.domains.safety import actions
from kith.domains.safety.models import Case
from kith.domains.safety.tests.factories import HOUSE, a_minute_passes, make_hours, make_numbers
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, now

pytestmark = pytest.mark.django_db
WORDS = "I cannot do this any more. Tonight I want to end my life, I have the tablets here."


@pytest.fixture
def nine():
    """Nine o'clock on the Wednesday after next: a day on which the team is there."""
    today = now().replace(hour=9, minute=0, second=0, microsecond=0)
    return today + dt.timedelta(days=9 + (2 - today.weekday()) % 7)


@pytest.fixture
def people(cast, nine):
    make_numbers()
    make_hours(cast.team)
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    policy = actions.write_policy(
        by=HOUSE, team=cast.team, tier_4="nobody", tier_3="nobody", tier_2="nobody", words="We read this at nine."
    )
    actions.sign_policy(by=cast.ana, policy=policy)
    cast.room = rooms.make_room("willow", community=rooms.make_community(team=cast.team))
    make_pseudonym(cast.heron.id, "Quiet Heron")
    rooms.make_key(cast.heron, cast.room)
    rooms.make_profile(cast.heron, shown_name="Quiet Heron")
    rooms.make_profile(cast.osei, shown_name="Kwame Osei")
    return cast


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)
    return found[1] if found else str(uuid.uuid4())


@pytest.mark.req("R002-22")
@pytest.mark.req("R002-20")
def test_written_at_night_and_answered_in_the_morning(people, nine):
    member = people.client(people.heron)
    with at(nine - dt.timedelta(hours=5, minutes=50)):
        page = member.get("/rooms/willow/start").content.decode()
        given = {"title": "Awake", "body": WORDS, "sent_key": hidden(page, "sent_key")}
        answer = member.post("/rooms/willow/start", given)
        assert answer.status_code == 302
        met = member.get(answer.url).content.decode()
        assert "I cannot do this any more." in met  # it stands there at once
        assert 'href="tel:999"' in met
        assert "9am" in met  # the truth about when it is read
        a_minute_passes()
    with acting_as(HOUSE):
        case = Case.objects.get()
    assert case.next_step_at == nine
    with at(nine):
        a_minute_passes()
        clinician = people.client(people.osei)
        desk = clinician.get("/desk/alerts").content.decode()
        assert "Quiet Heron" in desk
        assert "Hannah" not in desk
        shown = clinician.get(f"/desk/alerts/{case.pk}").content.decode()
        assert "I cannot do this any more." in shown
        assert "Hannah" not in shown
        clinician.post(f"/desk/alerts/{case.pk}/take")
        told = "Thank you for telling us. I would like to ring you today."
        given = {"code": "wrote", "words": "Wrote to them; a call is agreed.", "told": told}
        assert clinician.post(f"/desk/alerts/{case.pk}/close", given).status_code == 302
        assert "Peer rooms, alert about Quiet Heron" in clinician.get(f"/desk/alerts/{case.pk}").content.decode()
        assert told in member.get(answer.url).content.decode()
        other = people.client(people.saffron)
        assert other.get(f"/desk/alerts/{case.pk}").status_code == 404
        assert member.get(f"/desk/alerts/{case.pk}").status_code == 404


def test_the_member_is_shown_no_tier_and_no_trace_of_an_alert(people, nine):
    member = people.client(people.heron)
    with at(nine + dt.timedelta(hours=1)):
        page = member.get("/rooms/willow/start").content.decode()
        given = {"title": "Awake", "body": WORDS, "sent_key": hidden(page, "sent_key")}
        topic = member.post("/rooms/willow/start", given).url
        for address in (topic, "/rooms/willow", "/rooms", "/home", "/you/privacy", "/notices"):
            body = member.get(address).content.decode().lower()
            for word in ("tier", "flag", "alert", "screened"):
                assert not re.search(rf"\b{word}", re.sub(r"<[^>]+>", " ", body)), (address, word)
