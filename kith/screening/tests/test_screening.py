"""From a text to a verdict: what rises, what is lowered, and what is never lost."""

# ruff: noqa: E501 - long lists of samples

import datetime as dt

import pytest

from kith.screening import Context, Phrase, PhraseBook, mask, screen, would_add
from kith.screening.tests.lines import DEVELOPMENT, ROUNDS, THIRD, figures, judged

LITERAL = ["suicide", "suicidal", "self harm", "kill myself", "anorexia", "bulimia", "psychosis", "domestic abuse"]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I want to die", 3),
        ("I want to die of embarrassment", 0),
        ("I do not want to die", 1),
        ("Years ago I wanted to die", 1),
        ("The film is about a man who wants to die", 1),
        ("If you ever feel suicidal, ring the samaritans", 1),
        ("this queue is killing me", 0),
        ("shooting a film on saturday", 0),
        ("I've taken them all", 4),
        ("I've taken them all to the charity shop", 0),
        ("tonight I'm going to kill myself", 4),
        ("I don't want to kill myself but I wish I would not wake up", 2),
        ("I can't do this any more", 2),
        ("my friend says she wants to die", 3),
        ("just kill yourself", 3),
        ("dw i eisiau marw", 3),
        ("What a lovely day for a walk", 0),
        ("", 0),
    ],
)
@pytest.mark.req("R002-20")
def test_tiers(text, tier):
    assert screen(text).tier == tier


@pytest.mark.parametrize("words", LITERAL)
@pytest.mark.parametrize(
    "around",
    ["no more thoughts of {} for years", "in the song she sings of {}", "a leaflet about {}", "he said '{}' lol", "{}", "not {}, never {}"],
)  # fmt: skip
@pytest.mark.req("R002-20")
def test_cues_lower_and_never_erase_a_literal_mention(words, around):
    assert screen(around.replace("{}", words)).tier >= 1


def test_each_hit_explains_itself_and_points_into_the_original():
    text = "Honestly… I just really want to d i e tonight"
    verdict = screen(text)
    assert verdict.families == ("suicide",)
    for hit in verdict.hits:
        assert hit.reasons[0].code == hit.rule
        assert text[hit.start : hit.end].endswith(("d i e", "tonight"))


def test_who_it_is_about():
    assert screen("I want to die").hits[0].who == "self"
    assert screen("my mum wants to die").hits[0].who == "third"
    assert screen("my little girl says she wants to die").hits[0].who == "child"
    assert screen("kill yourself").hits[0].who == "member"


def test_acts_mean_more_together():
    assert screen("I want to die").tier == 3
    verdict = screen("I want to die. I have the tablets here")
    assert verdict.tier == 4
    assert "together" in {reason.code for hit in verdict.hits for reason in hit.reasons}


def test_the_context_is_shown_and_raises_distress_by_one_at_most():
    distress = "I can't go on like this"
    assert screen(distress).tier == 2
    alone = screen(distress, context=Context(is_night=True))
    assert (alone.tier, [reason.code for reason in alone.context]) == (2, ["night"])
    assert screen(distress, context=Context(is_night=True, is_recently_discharged=True)).tier == 3
    everything = Context(is_burst=True, is_first_post=True, is_night=True, is_recently_discharged=True)
    assert screen("lovely day", context=everything).tier == 0
    assert screen("a talk about suicide", context=everything).tier == 1
    assert screen("I want to die", context=everything).tier == 3


def test_an_abbreviation_counts_in_its_room_alone_and_stays_a_mention():
    assert screen("thinking about ED").tier == 0
    room = screen("thinking about ED", room_subjects=frozenset({"eating"}))
    assert (room.tier, room.families) == (1, ("eating",))


def test_mentions_only_switches_tiers_off():
    verdict = screen("I'm going to kill myself tonight", mentions_only=True)
    assert verdict.tier == 1
    assert all(hit.tier <= 1 for hit in verdict.hits)


def test_what_is_held_is_masked_and_the_rest_appears():
    text = "I feel awful. I got down to 41 kg. Ring me on 07700 900123"
    verdict = screen(text)
    assert {span.family for span in verdict.held} == {"eating", "identity"}
    shown = mask(text, verdict.held)
    assert "41" not in shown
    assert "07700" not in shown
    assert shown.startswith("I feel awful.")


@pytest.mark.parametrize("distress", ["I want to die", "I can't go on", "nobody would miss me", "he hit me again"])
def test_distress_is_never_held(distress):
    assert screen(distress).held == ()


def test_no_score_of_a_person():
    assert not {"score", "risk", "probability", "diagnosis"} & set(dir(screen("I want to die")))


def test_phrases_of_a_service():
    book = PhraseBook([Phrase("the blue door", "suicide", 2, "local.door"), Phrase("tea", "suicide")])
    verdict = screen("I went to THE BLUE  DOOR today", extra_phrases=book)
    assert (verdict.tier, verdict.hits[0].rule) == (2, "local.door")
    assert screen("steamed", extra_phrases=book).tier == 0
    assert len(book) == 2


def test_a_dry_run_tells_how_many_flags_a_week_a_phrase_would_add():
    begin = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    history = [(begin + dt.timedelta(days=day), "tired" if day % 2 else "the old mill again") for day in range(29)]
    run = would_add(history, Phrase("the old mill", "suicide", 2))
    assert run.flags == 15
    assert run.a_week == pytest.approx(15 / 4)
    assert would_add([], Phrase("x", "suicide")).a_week == 0
    already = would_add([(begin, "I want to die at the old mill")], Phrase("the old mill", "suicide", 2))
    assert already.flags == 0


@pytest.mark.req("R002-20")
def test_the_development_lines_are_kept():
    """A regression test: these lines shaped the rules, so they show nothing about other people's words."""
    shares = figures(judged(DEVELOPMENT))
    assert shares["Tiers 3 and 4 found at 3 or 4"].value >= 0.92
    assert shares["Tiers 0 to 2 kept below 3"].value >= 0.96
    assert shares["Idioms and homographs flagged at all"].value <= 0.06
    assert shares["Negated and past flagged at 2 or more"].value <= 0.10


@pytest.mark.parametrize(("path", "found", "kept"), [(THIRD, 0.88, 0.93), (ROUNDS, 0.75, 0.92)])
def test_lines_that_were_once_unseen_are_kept(path, found, kept):
    """They have been studied since, so this too is a regression test."""
    shares = figures(judged(path))
    assert shares["Tiers 3 and 4 found at 3 or 4"].value >= found
    assert shares["Tiers 0 to 2 kept below 3"].value >= kept


def test_signs_alone_are_nothing_and_together_tell():
    both = "Found a good home for the dog. Then I am done, no fuss."
    for alone in ("Found a good home for the dog.", "Then I am done, no fuss."):
        assert screen(alone).tier == 0
    verdict = screen(both)
    assert verdict.tier == 4
    assert "together" in {reason.code for hit in verdict.hits for reason in hit.reasons}
    assert screen(f"{both} The removal van comes at ten.").tier == 0


def test_an_urge_resisted_is_looked_at_the_same_day():
    assert screen("I want to cut myself tonight").tier == 3
    assert screen("I want to cut myself tonight. Held ice and rang my sponsor, it passed").tier == 2


def test_without_its_patterns_nothing_is_found(monkeypatch):
    """Negative control: the figures come from the lexicon."""
    monkeypatch.setattr("kith.screening.lexicon.Lexicon.said", lambda *_: [])
    shares = figures(judged(DEVELOPMENT))
    assert shares["Tiers 3 and 4 found at 3 or 4"].value == 0
