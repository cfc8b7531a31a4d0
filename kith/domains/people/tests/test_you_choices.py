"""You: how pages look, and how and where somebody is reached."""

import pytest

from kith.domains.people.actions import choose_display, choose_language, choose_notices, keep_contact
from kith.domains.people.models import Consent, ContactRoute, DisplayChoice, NoticeChoice, Person
from kith.domains.people.queries.reach import how_to_reach, routes_in_words
from kith.kernel.access import Refused, system
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
LOOK = {"theme": "dark", "text": "large", "is_still": "on", "is_low_data": "on", "is_leave_hidden": "on"}
SAID = {
    "account": "app",
    "reminders": "app",
    "offers": "app",
    "news": "app",
    "digest": "never",
    "quiet_from": "9pm",
    "quiet_until": "8am",
    "letter_format": "standard",
}


def text(answer):
    return answer.content.decode()


def person(viewer):
    return Person.objects.get(pk=viewer.id)


# The hub


def test_each_finds_what_is_theirs(cast):
    page = text(cast.client(cast.heron).get("/you"))
    for words in ("Who can see what", "Your devices", "A copy of everything", "Close your account", "Sign out"):
        assert words in page
    for_staff = text(cast.client(cast.priya).get("/you"))
    assert "Close your account" not in for_staff
    assert "How pages look" in for_staff


def test_staff_who_act_for_somebody_see_that_persons_choices_only(cast):
    page = text(cast.client_for(cast.priya, cast.arthur).get(f"/for/{cast.arthur.id}/you"))
    assert "Messages and reminders" in page
    for own in ("Your devices", "A copy of everything", "How pages look", "Sign out"):
        assert own not in page


def test_signed_out_it_asks_to_sign_in(client):
    assert client.get("/you").status_code == 302


# How pages look


def test_pages_look_as_chosen_on_every_page(cast):
    browser = cast.client(cast.heron)
    before = text(browser.get("/you"))
    assert "data-theme" not in before
    assert browser.get("/you/display").status_code == 200
    assert browser.post("/you/display", LOOK).status_code == 302
    page = text(browser.get("/you"))
    for words in ('data-theme="dark"', 'data-text="large"', "data-still"):
        assert words in page
    browser.post("/you/display", {"theme": "", "text": ""})
    assert "data-theme" not in text(browser.get("/you"))
    assert DisplayChoice.objects.count() == 1


def test_what_does_not_exist_cannot_be_chosen(cast):
    assert cast.client(cast.heron).post("/you/display", {**LOOK, "theme": "pink"}).status_code == 422
    with pytest.raises(NotPossible):
        choose_display(
            by=cast.heron,
            person=person(cast.heron),
            theme="pink",
            text="",
            is_still=False,
            is_low_data=False,
            is_leave_hidden=False,
        )


def test_how_my_pages_look_is_mine_alone(cast):
    cast.client(cast.heron).post("/you/display", LOOK)
    assert 'data-theme="dark"' not in text(cast.client(cast.saffron).get("/you"))
    assert 'data-theme="dark"' not in text(cast.client(cast.priya).get("/you"))


# How to be reached


@pytest.mark.req("R003-9")
def test_each_purpose_gets_its_own_way(cast):
    keep_contact(by=cast.heron, person=person(cast.heron), email="h@example.org", phone="", address="1 Mill Lane")
    answer = cast.client(cast.heron).post(
        "/you/notifications", {**SAID, "account": "email", "offers": "letter", "letter_format": "large"}, follow=True
    )
    assert "From now on we reach you this way" in text(answer)
    assert dict(ContactRoute.objects.values_list("purpose", "route")) == {
        "account": "email",
        "reminders": "app",
        "offers": "letter",
        "news": "app",
    }
    assert NoticeChoice.objects.get().letter_format == "large"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"account": "email"}, "We do not have an e-mail address for you yet"),
        ({"news": "sms"}, "We do not have a phone number for you yet"),
        ({"offers": "phone"}, "We do not have a phone number for you yet"),
        ({"offers": "letter"}, "We do not have a postal address for you yet"),
        ({"quiet_from": "bedtime"}, "Enter a time"),
        ({"digest": "hourly"}, "Choose one of these"),
    ],
)
def test_a_way_that_cannot_work_comes_back_with_what_is_missing(cast, changed, words):
    answer = cast.client(cast.heron).post("/you/notifications", {**SAID, **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert not ContactRoute.objects.exists()


@pytest.mark.req("R003-53")
def test_reminders_are_off_until_asked_for_and_asking_is_recorded(cast):
    assert not how_to_reach(cast.heron, cast.heron.id).has_reminders
    browser = cast.client(cast.heron)
    browser.post("/you/notifications", SAID)
    assert not Consent.objects.filter(kind="reminders").exists()
    browser.post("/you/notifications", {**SAID, "has_reminders": "on"})
    assert how_to_reach(cast.heron, cast.heron.id).has_reminders
    browser.post("/you/notifications", SAID)
    assert not how_to_reach(cast.heron, cast.heron.id).has_reminders
    assert list(Consent.objects.order_by("said_at").values_list("is_given", flat=True)) == [True, False]


def test_an_open_account_is_offered_nothing_that_nobody_would_do(cast):
    Person.objects.filter(pk=cast.saffron.id).update(is_open_account=True)
    page = text(cast.client(cast.saffron).get("/you/notifications"))
    for way in ("A letter by post", "A telephone call", "Tell me when we meet", "How letters to you are made"):
        assert way not in page
    refused = cast.client(cast.saffron).post("/you/notifications", {**SAID, "account": "letter"})
    assert refused.status_code == 422
    del SAID["letter_format"]
    assert cast.client(cast.saffron).post("/you/notifications", SAID).status_code == 302
    SAID["letter_format"] = "standard"


@pytest.mark.req("R003-9")
def test_staff_choose_for_somebody_who_told_them(cast):
    browser, page = cast.client_for(cast.priya, cast.arthur), f"/for/{cast.arthur.id}/you/notifications"
    where = {"email": "", "phone": "", "address": "1 Mill Lane\nMarlbeck"}
    assert browser.post(f"{page}/where", where).status_code == 302
    chosen = {**SAID, **dict.fromkeys(("account", "reminders", "offers", "news"), "letter")}
    assert browser.post(page, chosen).status_code == 302
    assert set(ContactRoute.objects.values_list("person_id", "route")) == {(cast.arthur.id, "letter")}
    entry = AuditEntry.objects.get(use_case="people.choose_notices")
    assert (entry.subject_id, entry.actor_id, entry.acting_how) == (
        cast.arthur.id,
        cast.priya.id,
        "by phone, read back",
    )


def test_nobody_chooses_for_somebody_they_do_not_work_with(cast):
    page = f"/for/{cast.arthur.id}/you/notifications"
    assert cast.client_for(cast.nadia, cast.arthur).get(page).status_code == 404
    with pytest.raises(Refused):
        choose_language(by=cast.nadia, person=person(cast.arthur), language="cy")
    with pytest.raises(Refused):
        keep_contact(by=cast.heron, person=person(cast.saffron), email="", phone="", address="")


def test_what_staff_wrote_down_is_kept_when_i_change_my_address(cast):
    keep_contact(by=cast.heron, person=person(cast.heron), email="old@example.org", phone="", address="")
    Person.objects.filter(pk=cast.heron.id)
    row = person(cast.heron)
    row.contact = {**row.contact, "postcode": "MV1 2AB", "route": "email"}
    row.save()
    browser = cast.client(cast.heron)
    assert "old@example.org" in text(browser.get("/you/notifications/where"))
    browser.post("/you/notifications/where", {"email": "new@example.org", "phone": "", "address": ""})
    kept = person(cast.heron).contact
    assert (kept["email"], kept["postcode"], kept["route"]) == ("new@example.org", "MV1 2AB", "email")
    assert AuditEntry.objects.filter(use_case="people.keep_contact").last().facts == {"changed": ["email"]}


def test_what_is_too_long_comes_back(cast):
    browser = cast.client(cast.heron)
    long = {"email": "", "phone": "", "address": "x" * 301}
    assert browser.post("/you/notifications/where", long).status_code == 422
    with pytest.raises(NotPossible):
        keep_contact(by=cast.heron, person=person(cast.heron), email="", phone="", address="x" * 301)


def test_what_does_not_exist_cannot_be_chosen_for_a_purpose(cast):
    wrong = {"digest": "never", "has_reminders": False, "letter_format": "standard", "routes": {"gossip": "app"}}
    with pytest.raises(NotPossible):
        choose_notices(by=cast.heron, person=person(cast.heron), quiet_from=None, quiet_until=None, **wrong)
    wrong["routes"] = {"news": "pigeon"}
    with pytest.raises(NotPossible):
        choose_notices(by=cast.heron, person=person(cast.heron), quiet_from=None, quiet_until=None, **wrong)


def test_the_language_of_messages(cast):
    browser = cast.client(cast.heron)
    assert browser.get("/you/language").status_code == 200
    assert browser.post("/you/language", {"language": "cy"}).status_code == 302
    assert how_to_reach(HOUSE, cast.heron.id).language == "cy"
    assert browser.post("/you/language", {"language": "fr"}).status_code == 422


@pytest.mark.req("R003-9")
def test_a_worker_sees_the_choice_before_the_numbers(cast):
    row = person(cast.arthur)
    row.contact = {"phone": "07700 900123", "route": "letter"}
    row.save()
    ContactRoute.objects.create(person=row, purpose="offers", route="phone")
    page = text(cast.client(cast.priya).get(f"/desk/people/{cast.arthur.id}"))
    assert "My key, my sign-in and my account: A letter by post" in page
    assert "Places and answers I wait for: A telephone call" in page
    assert page.index("A letter by post") < page.index("07700 900123")
    assert routes_in_words(cast.nadia, cast.arthur.id) == []


def test_staff_write_down_a_postal_address(cast):
    browser, path = cast.client(cast.priya), f"/desk/people/{cast.arthur.id}/contact"
    said = {
        "known_as": "Art",
        "phone": "",
        "email": "",
        "address": "1 Mill Lane\nMarlbeck",
        "postcode": "",
        "route": "letter",
    }
    assert browser.post(path, said).status_code == 302
    assert person(cast.arthur).contact == {"address": "1 Mill Lane\nMarlbeck", "route": "letter"}
    assert "1 Mill Lane" in text(browser.get(path))
