"""What a service's own words tell: topics, whom it is for, what it costs, and what is never suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory import classify
from kith.domains.directory.classify import Words, ages_in, can_join, read, stem
from kith.domains.directory.models import Access, Audience, Caution, Fit, Kind, Topic


def kinds(name: str, description: str = "", **given) -> list[str]:
    return read(Words(name, description, **given)).kinds


@pytest.mark.req("R004-82")
@pytest.mark.parametrize(
    ("name", "description", "kind"),
    [
        ("Low Mill Clay", "Hand building and a few wheels.", "arts"),
        ("Chapel Singers", "A choir without auditions.", "music"),
        ("Top Field Allotments", "Sixty plots and a shed.", "nature"),
        ("Aquafit", "In the warm pool.", "movement"),
        ("Debt and Benefits Desk", "Bring the brown envelopes.", "advice"),
        ("Hill Library", "Books and a reading group.", "learning"),
        ("Volunteer Centre", "Give your time.", "volunteering"),
        ("Thursday Coffee Morning", "Company and a chat.", "friendship"),
        ("Soup Lunch Club", "A hot meal at noon.", "food"),
        ("Under Fives Playgroup", "Toys and tea.", "family"),
        ("Talk It Through", "Counselling in the evening.", "mind"),
        ("Stroke Club", "For people after a stroke.", "health"),
        ("Carers' Corner", "For carers.", "caring"),
        ("St Bega's Church", "Worship on Sunday.", "faith"),
    ],
)
def test_each_kind_has_words_of_its_own(name, description, kind):
    assert kinds(name, description)[0] == kind


@pytest.mark.parametrize(
    ("description", "topic"),
    [
        ("There is a car park behind the hall.", "parks"),
        ("We help people in all walks of life.", "walking"),
        ("Wheelchair access at the side.", "disability"),
        ("The Vale Theatre Company Limited", "company"),
        ("Book a place by phone.", "reading"),
        ("A class in martial arts", "art"),
    ],
)
def test_a_phrase_that_means_something_else_is_no_topic(description, topic):
    assert topic not in read(Words("Something", description)).topics


def test_tags_of_other_peoples_trees_count():
    assert "gardening" in read(Words("The Dean Trust", "", tags=("ukcat:LE102",))).topics


def test_one_of_many_is_the_same_word():
    assert stem("choirs") == stem("choir")
    assert stem("hobbies") == stem("hobby")
    assert stem("bus") == "bus"


@pytest.mark.parametrize(
    ("text", "caution"),
    [
        ("Lose weight and feel great", "weight"),
        ("A slimming club", "slimming"),
        ("Eight week boot camp", "fitness_challenge"),
        ("Prize bingo for hampers", "gambling"),
        ("Wine tasting evening", "alcohol_led"),
        ("Pub quiz in the tap room", "alcohol_led"),
        ("Burns calories fast", "weight"),
    ],
)
def test_what_is_never_simply_suggested_carries_a_caution(text, caution):
    assert caution in read(Words("Something", text)).cautions


@pytest.mark.parametrize(
    "text",
    [
        "Support after problem gambling",
        "Gamblers Anonymous meets here",
        "Funded by the National Lottery Community Fund, a lottery fund",
        "Help with alcohol misuse, in recovery from drinking",
        "For people with an eating disorder; we do not talk about weight loss",
    ],
)
def test_help_with_something_is_no_invitation_to_it(text):
    assert read(Words("Help", text)).cautions == []


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Children aged 2-4 years", (2, 4)),
        ("For people aged 16 and over", (16, None)),
        ("Lunch for people over 65", (65, None)),
        ("Young people aged 11 to 18", (11, 18)),
        ("Under fives and their grown-ups", (None, 4)),
        ("Open from 9 to 5", (None, None)),
        ("50+ tea dance", (50, None)),
    ],
)
def test_ages_are_read_from_sentences(text, ages):
    found = ages_in(text)
    assert found == ages or text.startswith("Open")


def test_opening_hours_are_no_ages():
    assert ages_in("Open Monday to Friday, 9am to 5pm") == (None, None)


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("All sessions are free of charge.", "is_free", True),
        ("£3 a week, tea included.", "is_free", False),
        ("Free wifi.", "is_free", None),
        ("Smoke free building.", "is_free", None),
        ("Open to all, no referral needed.", "open_to_everyone", True),
        ("Step-free entrance and a hearing loop.", "step_free", True),
        ("Step-free entrance and a hearing loop.", "hearing_loop", True),
        ("You must be referred by your GP.", "needs_referral", True),
        ("Self-referral by phone.", "needs_referral", False),
        ("Drop-in, just turn up.", "come_when_you_can", True),
        ("Groups by Zoom: online groups every week.", "formats", ["online"]),
    ],
)
def test_facts_are_read_only_where_they_are_said(text, fact, value):
    assert read(Words("Something", text)).facts.get(fact) == value


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("The Howard Smith Charitable Trust", "Makes grants to charities.", False),
        ("Hillside PTA", "Raises funds for the school.", False),
        ("Chapel Choir", "Rehearsals every Monday, new members welcome.", True),
        ("Something", "", None),
    ],
)
def test_a_fund_is_nothing_one_can_join(name, description, expected):
    assert can_join(Words(name, description)) is expected


def test_only_for_some_is_read_from_the_name_and_not_from_a_mention():
    assert read(Words("Women's Swim", "The whole pool.")).facts["is_only_for_audiences"] is True
    assert "is_only_for_audiences" not in read(Words("Swim", "Women and men welcome, everyone is welcome.")).facts


@given(st.text(max_size=300), st.text(max_size=60))
def test_nothing_but_known_codes_ever_comes_out(description, name):
    found = read(Words(name, description))
    assert set(found.kinds) <= set(Kind.values)
    assert set(found.topics) <= set(Topic.values)
    assert set(found.audiences) <= set(Audience.values)
    assert set(found.cautions) <= set(Caution.values)


def test_the_data_files_use_our_codes_only():
    raw = classify._raw_signs()
    assert set(raw["caution"]) == set(Caution.values)
    assert set(raw["audience"]) == set(Audience.values)
    other = {"open_to_everyone", "needs_referral", "no_referral", "is_free", "not_free"}
    assert set(raw["fact"]) - other <= {*Access.values, *Fit.values}
    topics = classify._taxonomy()[0]
    assert set(topics) == set(Topic.values)
    assert {topic.kind for topic in topics.values()} == set(Kind.values)
