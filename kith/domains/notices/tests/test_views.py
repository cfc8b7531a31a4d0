"""The pages: one's own notices; letters, calls and troubles for the team."""

import pytest

from kith.domains.notices.models import Delivery, Letter, State
from kith.domains.notices.tests.factories import can_be_reached, make_notice
from kith.domains.people.models import ContactRoute

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast):
    can_be_reached(cast.arthur, address="1 Mill Lane\nMarlbeck")
    ContactRoute.objects.create(person_id=cast.arthur.id, purpose="account", route="letter")
    make_notice(cast.arthur)
    return Letter.objects.get()


@pytest.fixture
def call(cast):
    can_be_reached(cast.arthur, phone="07700900123")
    ContactRoute.objects.create(person_id=cast.arthur.id, purpose="account", route="phone")
    make_notice(cast.arthur)
    return Delivery.objects.get()


def test_my_notices(cast):
    browser = cast.client(cast.heron)
    assert "Nothing yet" in browser.get("/notices").content.decode()
    make_notice(cast.heron)
    page = browser.get("/notices").content.decode()
    assert "Your copy is ready" in page
    assert "did not reach you" not in page
    can_be_reached(cast.heron, email="heron@example.org")
    make_notice(cast.heron, "security")
    Delivery.objects.filter(channel="email").update(state="bounced", ended_at="2026-11-23T12:00:00+00:00")
    assert "did not reach you" in browser.get("/notices").content.decode()


def test_signed_out_it_asks_to_sign_in(client, db):
    assert client.get("/notices").status_code == 302


def test_staff_see_the_notices_of_whom_they_act_for(cast, letter):
    page = cast.client_for(cast.priya, cast.arthur).get(f"/for/{cast.arthur.id}/notices")
    assert "Your copy is ready" in page.content.decode()


@pytest.mark.req("R003-9")
def test_a_letter_from_the_list_to_the_post(cast, letter):
    browser = cast.client(cast.priya)
    assert "Arthur Pell" in browser.get("/desk/letters").content.decode()
    page = browser.get(f"/desk/letters/{letter.pk}").content.decode()
    assert "1 Mill Lane<br>Marlbeck" in page
    answer = browser.post(f"/desk/letters/{letter.pk}", follow=True)
    assert "The letter is off the list" in answer.content.decode()
    assert Delivery.objects.get().state == State.SENT
    again = browser.post(f"/desk/letters/{letter.pk}")
    assert again.status_code == 422
    assert "posted this letter already" in again.content.decode()


def test_large_print_is_large_and_braille_says_so(cast, letter):
    browser = cast.client(cast.priya)
    Letter.objects.update(format="large")
    assert 'data-text="large"' in browser.get(f"/desk/letters/{letter.pk}").content.decode()
    Letter.objects.update(format="braille")
    assert "Braille" in browser.get(f"/desk/letters/{letter.pk}").content.decode()


def test_a_call(cast, call):
    browser = cast.client(cast.priya)
    assert "Arthur Pell" in browser.get("/desk/calls").content.decode()
    page = browser.get(f"/desk/calls/{call.pk}")
    assert "07700900123" in page.content.decode()
    assert browser.post(f"/desk/calls/{call.pk}", {}).status_code == 422
    answer = browser.post(f"/desk/calls/{call.pk}", {"result": "told"}, follow=True)
    assert "It is noted" in answer.content.decode()
    assert browser.get(f"/desk/calls/{call.pk}").status_code == 404


def test_what_did_not_arrive_is_dealt_with(cast, call):
    Delivery.objects.update(state="given_up", ended_at="2026-11-23T12:00:00+00:00")
    browser = cast.client(cast.priya)
    assert "I told them another way" in browser.get("/desk/calls").content.decode()
    assert browser.get(f"/desk/calls/{call.pk}")["Location"] == "/desk/calls"
    assert browser.get(f"/desk/calls/{call.pk}/dealt-with").status_code == 405
    answer = browser.post(f"/desk/calls/{call.pk}/dealt-with", follow=True)
    assert "It is off the list" in answer.content.decode()
    again = browser.post(f"/desk/calls/{call.pk}/dealt-with", follow=True)
    assert "dealt with this already" in again.content.decode()


def test_another_team_finds_nothing(cast, letter):
    browser = cast.client(cast.nadia)
    assert "Arthur" not in browser.get("/desk/letters").content.decode()
    for path in (f"/desk/letters/{letter.pk}", f"/desk/calls/{letter.delivery_id}"):
        assert browser.get(path).status_code == 404
        assert browser.post(path).status_code == 404
    assert browser.post(f"/desk/calls/{letter.delivery_id}/dealt-with").status_code == 404


@pytest.mark.parametrize("path", ["/desk/letters", "/desk/calls"])
def test_members_have_no_desk(cast, path):
    assert cast.client(cast.heron).get(path).status_code == 404
