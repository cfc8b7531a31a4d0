"""What leaves the house: neutral, short, with the front door and no other link."""

import uuid

import pytest

from kith.domains.notices.composing import email_words, sms_words, spoken_words
from kith.domains.notices.kinds import KINDS, SMS_LENGTH

CODES = {
    "at": "2026-12-31T14:30:00+00:00",
    "by": "2026-12-30",
    "on": "2026-12-30",
    "about": "x",
    "code": "123 456",
    "confirmation": str(uuid.UUID(int=1)),
    "invitation": str(uuid.UUID(int=1)),
}
NEVER = ("mental", "health", "nhs", "ill", "room", "crisis", "clinic", "anorexia", "map", "diary", "depress")
SUBJECTS = {
    "key": "Your invitation from Kith",
    "security": "Confirm it's you",
    "something_new": "Something new for you",
    "reminder": "Reminder: Thursday 31 December, 2:30pm",
    "place_offered": "A place is free; please reply by Wednesday 30 December",
    "pause_ending": "Shall we say hello?",
    "map_due": "It may be a good time to look back",
    "supporter_asked": "Someone has asked for your help",
    "referral_waits": "A new referral is waiting",
    "duty": "Alert waiting. Sign in.",
    "about_a_post": "About something you wrote",
    "copy_ready": "Your copy is ready",
    "closing": "Your account will close on Wednesday 30 December",
}


def data_for(known):
    return {name: CODES[name] for name in known.takes} | ({"code": CODES["code"]} if known.code == "confirm" else {})


@pytest.fixture(params=["en-gb", "cy"])
def language(request):
    return request.param


@pytest.fixture(params=list(KINDS))
def known(request):
    return KINDS[request.param]


def test_a_text_message_fits_one_message_and_has_the_whole_address(known, language):
    text = sms_words(known, data_for(known), language).text
    assert len(text) <= SMS_LENGTH
    assert text.count("https://") == 1
    assert text.endswith("https://kith.example.org") or "https://kith.example.org " in text


def test_a_text_message_carries_its_code(language):
    for known in KINDS.values():
        if known.code == "confirm":
            assert CODES["code"] in sms_words(known, data_for(known), language).text


@pytest.mark.parametrize("compose", [email_words, sms_words, spoken_words])
def test_nothing_says_illness(known, compose):
    words = compose(known, data_for(known), "en-gb")
    said = f" {words.subject} {words.text} ".lower()
    assert [word for word in NEVER if f" {word}" in said] == []


def test_the_subjects_are_those_agreed(settings):
    settings.KITH_SERVICE_NAME = "Kith"
    for code, subject in SUBJECTS.items():
        assert email_words(KINDS[code], data_for(KINDS[code]), "en-gb").subject == subject


def test_sentences_are_short(known):
    for sentence in spoken_words(known, data_for(known), "en-gb").text.replace("\n", " ").split(". "):
        assert len(sentence.split()) <= 20


def test_without_an_address_no_link_is_made_up(settings, known):
    settings.KITH_PUBLIC_URL = ""
    assert "http" not in email_words(known, data_for(known), "en-gb").text
