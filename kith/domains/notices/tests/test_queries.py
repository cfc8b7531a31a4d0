"""What may be seen, in a number of queries that does not grow, and by nobody else."""

import pytest

from kith.domains.notices import holding, queries
from kith.domains.notices.models import Delivery, Letter, Notice
from kith.domains.notices.tests.factories import can_be_reached, make_notice, run_post
from kith.domains.people.models import ContactRoute
from kith.domains.people.tests.factories import make_involvement, make_member

pytestmark = pytest.mark.django_db


def somebody(cast, route, name="Robin"):
    member = make_member(name, login=False)
    make_involvement(cast.priya, member)
    can_be_reached(member, address="1 Mill Lane", phone="07700900123")
    ContactRoute.objects.create(person_id=member.id, purpose="account", route=route)
    make_notice(member)
    return member


def test_letters_calls_and_troubles_take_the_same_queries_for_one_and_for_three(cast, constant_queries):
    constant_queries(lambda: somebody(cast, "letter"), lambda: queries.letters_to_print(cast.priya))
    constant_queries(lambda: somebody(cast, "phone"), lambda: queries.calls_to_make(cast.priya))
    constant_queries(lambda: make_notice(cast.heron), lambda: queries.told(cast.heron, "en-gb"))

    def make_trouble():
        somebody(cast, "in_person")
        Delivery.objects.filter(channel="in_person").update(state="given_up", ended_at="2026-11-23T12:00:00+00:00")

    constant_queries(make_trouble, lambda: queries.troubles(cast.priya))


def test_no_list_holds_somebody_else(cast):
    somebody(cast, "letter", "Canary Letter")
    somebody(cast, "phone", "Canary Call")
    make_notice(cast.heron)
    for other in (cast.nadia, cast.sam, cast.saffron, cast.heron):
        shown = [*queries.letters_to_print(other), *queries.calls_to_make(other), *queries.troubles(other)]
        assert shown == []
    assert queries.told(cast.saffron, "en-gb") == []
    assert [row.name for row in queries.letters_to_print(cast.priya)] == ["Canary Letter"]
    assert [row.name for row in queries.calls_to_make(cast.priya)] == ["Canary Call"]


def test_a_letter_is_in_the_persons_language_and_format(cast):
    member = somebody(cast, "letter")
    letter = Letter.objects.get()
    Letter.objects.update(language="cy", format="braille")
    letter.refresh_from_db()
    sheet = queries.sheet(cast.priya, letter)
    assert sheet.language == "cy"
    assert sheet.needs_making
    assert not sheet.is_large
    assert sheet.address == ("1 Mill Lane",)
    assert queries.letter_seen(cast.nadia, letter.pk) is None
    assert sheet.name == "Robin", member


def test_a_message_that_came_back_is_told_on_the_page(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    assert queries.has_bounced(cast.heron) == ""
    make_notice(cast.heron, "security")
    run_post()
    assert queries.has_bounced(cast.heron) == ""
    Delivery.objects.filter(channel="email").update(state="bounced")
    assert queries.has_bounced(cast.heron) == "by e-mail"
    assert queries.has_bounced(cast.saffron) == ""


@pytest.mark.req("R004-73")
def test_all_of_mine_and_nothing_of_others(cast):
    can_be_reached(cast.heron, email="heron@example.org")
    make_notice(cast.heron, "security")
    make_notice(cast.saffron)
    run_post()
    mine = holding.everything_about(cast.heron.id)["notices"]
    assert [row["subject"] for row in mine] == ["Confirm it's you"]
    sent = {way["by"]: way["sent"] for way in mine[0]["ways"]}
    assert sent["email"]["to"] == "heron@example.org"
    holding.erase(cast.heron.id)
    assert set(Notice.objects.values_list("person_id", flat=True)) == {cast.saffron.id}
    assert set(Delivery.objects.values_list("person_id", flat=True)) == {cast.saffron.id}
