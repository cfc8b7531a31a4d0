"""Three ideas: their order, their reasons, their cautions, and what is said when there are none."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from kith.domains.directory.geo import Place, Precision
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.ideas import ideas
from kith.domains.directory.matching.profile import NeedSaid, Profile
from kith.domains.directory.tests.matching.fixture import AS_OF, directory

HERE = Place("ZZ21 1AA", 53.7, -2.05, Precision.EXACT, "ZZ21 1AA")
SINGER = Profile(loved=("singing",), age=40, here=HERE, max_km=5)
CHOIR = Candidate(
    id="choir", name="Valley Choir", topics=("singing",), kinds=("music",), lat=53.7, lon=-2.05, minimum_age=18,
    is_free=True, price=0.0, assured_on=AS_OF, formats=frozenset({"in_person"}),
)  # fmt: skip


COLOURS = ("red", "tan", "pink", "blue", "grey", "teal", "lime", "gold")


def names(profile: Profile, *candidates: Candidate, **how: int) -> list[str]:
    return [idea.candidate.id for idea in ideas(profile, candidates, AS_OF, **how).ideas]


def other(**facts: object) -> Candidate:
    return replace(CHOIR, **{"id": "other", "name": "Hill Choir", **facts})  # type: ignore[arg-type]


@pytest.mark.req("R004-26", "R001-1", "R000-7")
def test_each_idea_says_why_in_the_persons_own_words() -> None:
    [idea] = ideas(replace(SINGER, max_price=0), [CHOIR], AS_OF).ideas
    assert idea.reasons[0] == "Because you said you miss singing."
    assert "It is free." in idea.reasons
    assert [(one.field, one.said) for one in idea.because] == [("loved", "singing")]
    assert idea.cautions == ()


@pytest.mark.req("R001-1")
def test_changing_one_answer_changes_the_ideas_and_the_reason_names_which() -> None:
    garden = other(id="garden", name="Community garden", topics=("gardening",), kinds=("nature",))
    before = ideas(SINGER, [CHOIR, garden], AS_OF).ideas
    after = ideas(replace(SINGER, loved=("gardening",)), [CHOIR, garden], AS_OF).ideas
    assert [one.candidate.id for one in before] == ["choir"]
    assert [one.candidate.id for one in after] == ["garden"]
    assert after[0].because[0].said == "gardening"
    health = ideas(replace(SINGER, barriers=frozenset({"new_people"})), [CHOIR], AS_OF).ideas[0]
    assert health.cautions == ("You can ask if someone can meet you at the door.",)
    need = ideas(replace(SINGER, loved=(), needs=(NeedSaid("fun"),)), [CHOIR], AS_OF).ideas[0]
    assert need.reasons[0] == "Because you said you want more fun."


@pytest.mark.req("R004-25")
def test_unknown_is_said_ranked_after_known_and_never_claimed() -> None:
    unknown = other(is_free=None, price=None, lat=53.7, lon=-2.05)
    known = replace(CHOIR, lat=53.73)
    poor = replace(SINGER, max_price=0)
    assert names(poor, unknown, known) == ["choir", "other"]
    idea = ideas(poor, [unknown], AS_OF).ideas[0]
    assert idea.cautions == ("We do not know this yet, so ask first: what it costs.",)
    assert not any("free" in reason for reason in idea.reasons)


@pytest.mark.req("X-9")
@pytest.mark.parametrize(
    ("days", "caution"),
    [
        (0, None),
        (90, None),
        (91, "Not checked for 3 months: ring first."),
        (365, "Not checked for 12 months: ring first."),
        (None, "Not checked: ring first."),
        (-1, "Not checked: ring first."),
    ],
)
def test_freshness_is_said(days: int | None, caution: str | None) -> None:
    assured = None if days is None else AS_OF - dt.timedelta(days=days)
    [idea] = ideas(SINGER, [replace(CHOIR, assured_on=assured)], AS_OF).ideas
    assert idea.cautions == (() if caution is None else (caution,))


@pytest.mark.req("X-9")
def test_checked_long_ago_and_never_since_is_not_suggested_and_fresh_comes_first() -> None:
    def checked(days: int | None, name: str) -> Candidate:
        when = None if days is None else AS_OF - dt.timedelta(days=days)
        return other(id=name, name=f"{name} choir", assured_on=when)

    assert names(SINGER, checked(366, "gone")) == []
    found = names(SINGER, checked(None, "never"), checked(200, "ageing"), checked(10, "fresh"))
    assert found == ["fresh", "ageing", "never"]


@pytest.mark.req("R001-2", "R001-3")
def test_community_comes_before_clinical_for_social_needs_unless_the_person_chooses() -> None:
    clinic = other(id="clinic", name="Singing clinic", sector="clinical", assured_on=AS_OF)
    group = replace(CHOIR, sector="community", lat=53.73, assured_on=AS_OF - dt.timedelta(days=80))
    assert names(SINGER, clinic, group) == ["choir", "clinic"]
    assert names(replace(SINGER, setting="clinical"), clinic, group) == ["clinic", "choir"]
    assert "It is run by a health service." in ideas(SINGER, [clinic], AS_OF).ideas[0].cautions


def test_what_needs_a_referral_comes_after_the_open_door_and_says_so() -> None:
    referred = replace(CHOIR, needs_referral=True)
    assert names(SINGER, referred, other(lat=53.73)) == ["other", "choir"]
    assert "Someone has to refer you" in " ".join(ideas(SINGER, [referred], AS_OF).ideas[0].cautions)


@pytest.mark.req("R004-53")
def test_a_low_day_brings_gentler_things_first_and_a_better_day_restores() -> None:
    swim = Candidate(id="hard", name="Swimming lanes", topics=("swimming",), kinds=("movement",), lat=53.7, lon=-2.05)
    gentle = Candidate(
        id="soft", name="Gentle swim", summary="Slow and quiet.", topics=("swimming",), lat=53.73, lon=-2.05
    )
    swimmer = replace(SINGER, loved=("swimming",))
    assert names(swimmer, swim, gentle)[0] == "hard"
    assert names(swimmer.on_a_low_day(), swim, gentle)[0] == "soft"
    assert names(replace(swimmer.on_a_low_day(), energy="plenty"), swim, gentle)[0] == "hard"


@pytest.mark.req("R001-9")
@pytest.mark.parametrize(
    ("barrier", "easier"),
    [
        ("sensory", {"yes": frozenset({"quiet_space"})}),
        ("new_people", {"yes": frozenset({"newcomer_welcome"})}),
        ("voices", {"yes": frozenset({"mental_health_aware"})}),
        ("tired", {"yes": frozenset({"come_when_you_can"})}),
        ("trauma", {"yes": frozenset({"trauma_informed"})}),
        ("going_out", {"formats": frozenset({"online"}), "lat": None, "lon": None, "scope": "national"}),
        ("memory", {"yes": frozenset({"come_when_you_can"})}),
    ],
)
def test_each_barrier_changes_the_order_or_the_warning(barrier: str, easier: dict) -> None:
    profile = replace(SINGER, barriers=frozenset({barrier}))
    easy = other(**easier)
    assert names(profile, replace(CHOIR, lat=53.7001), easy) == ["other", "choir"]
    plain, eased = (ideas(profile, [one], AS_OF).ideas[0] for one in (CHOIR, easy))
    assert plain.cautions
    assert not eased.cautions


@pytest.mark.req("R001-9")
@pytest.mark.parametrize(
    ("barrier", "harder"),
    [
        ("eating", {"name": "Choir and cake"}),
        ("pain", {"kinds": ("movement",)}),
    ],
)
def test_barriers_that_warn(barrier: str, harder: dict) -> None:
    profile = replace(SINGER, barriers=frozenset({barrier}))
    assert names(profile, other(**harder), CHOIR) == ["choir", "other"]
    assert ideas(profile, [other(**harder)], AS_OF).ideas[0].cautions


def test_alcohol_bars_what_is_in_a_bar() -> None:
    dry = replace(SINGER, barriers=frozenset({"alcohol"}))
    assert names(dry, other(summary="In the back bar."), CHOIR) == ["choir"]


@pytest.mark.req("R004-30")
def test_help_comes_from_experts_and_from_peers_where_the_area_has_both() -> None:
    peers = other(id="peers", name="Been there", topics=("wellbeing",), kinds=("mind",), yes=frozenset({"peer_led"}))
    nurse = other(id="nurse", name="Calm course", topics=("wellbeing",), kinds=("mind",), sector="clinical")
    plenty = [
        other(id=f"{n}", name=f"Wellbeing walk {n}", topics=("wellbeing",), kinds=("mind",), lat=53.7) for n in range(5)
    ]
    wants_help = replace(SINGER, loved=(), needs=(NeedSaid("mind"),))
    far_peers, far_nurse = replace(peers, lat=53.74), replace(nurse, lat=53.74)
    assert {"peers", "nurse"} <= set(names(wants_help, *plenty, far_peers, far_nurse))
    found = ideas(wants_help, [*plenty, far_nurse], AS_OF)
    assert found.notes[0] == "We found no group that says it is led by people who have been there."
    assert "We found nothing that says it is led by health staff." not in found.notes
    assert "We found nothing that says it is led by health staff." in ideas(wants_help, [*plenty, peers], AS_OF).notes
    assert ideas(SINGER, [CHOIR], AS_OF).notes == (
        "We found 1 that fits what you said. A person may know more: you can ask us.",
    )


def test_three_ideas_are_unlike_each_other_when_they_can_be() -> None:
    choirs = [other(id=f"choir{n}", name=f"Choir {word}") for n, word in enumerate(("North", "South", "East", "West"))]
    garden = other(id="garden", name="Garden", topics=("gardening",), kinds=("nature",), lat=53.72)
    chess = other(id="chess", name="Chess", topics=("games",), kinds=("friendship",), lat=53.72)
    both = replace(SINGER, likes=("gardening", "chess"))
    assert {"garden", "chess"} <= set(names(both, *choirs, garden, chess))


def test_the_same_thing_at_another_hour_is_shown_once_and_elsewhere_only_at_last() -> None:
    again = other(id="again", name="Valley Choir")
    there = other(id="there", name="Valley Choir", lat=53.73, postcode="ZZ21 9ZZ")
    assert names(SINGER, CHOIR, again, there) == ["again", "there"]


@pytest.mark.req("R004-37")
def test_never_more_than_asked_and_the_next_three_are_others() -> None:
    many = [other(id=f"{n:02}", name=f"{word} choir") for n, word in enumerate(COLOURS)]
    first, second, last = (ideas(SINGER, many, AS_OF, skip=skip) for skip in (0, 3, 6))
    shown = [one.candidate.id for found in (first, second, last) for one in found.ideas]
    assert len(first.ideas) == len(second.ideas) == 3
    assert sorted(shown) == [f"{n:02}" for n in range(8)]
    assert (first.has_more, second.has_more, last.has_more) == (True, True, False)


def test_the_same_question_has_the_same_answer_in_any_order() -> None:
    shuffled = list(directory())
    random.Random(7).shuffle(shuffled)  # noqa: S311  (an order, not a secret)
    profile = replace(SINGER, likes=("gardening",), needs=(NeedSaid("people"),))
    assert ideas(profile, shuffled, AS_OF) == ideas(profile, directory(), AS_OF)


@pytest.mark.req("R000-7")
def test_when_nothing_fits_it_says_why_and_names_the_nearest_and_what_is_from_home() -> None:
    far = other(id="far", lat=54.2)
    online = other(
        id="online", name="Stories online", topics=("reading",), formats=frozenset({"online"}), lat=None, lon=None
    )
    found = ideas(SINGER, [far, online], AS_OF)
    assert found.ideas == ()
    assert found.notes == (
        "We found 1 that match what you like, and none that fit. What stood in the way: how far it is.",
    )
    assert [one.candidate.id for one in found.instead] == ["far", "online"]
    assert found.instead[0].cautions == ("It is 56 km away, further than you said you can go.",)
    assert found.instead[1].reasons[0] == "You did not name this. You can do it from home."


def test_only_what_is_too_far_is_named_as_nearest_never_what_breaks_another_limit() -> None:
    far_and_dear = other(id="far", lat=54.2, is_free=False, price=9.0)
    assert ideas(replace(SINGER, max_price=0), [far_and_dear], AS_OF).instead == ()


def test_nobody_told_us_where_is_not_near() -> None:
    somewhere = other(id="somewhere", lat=None, lon=None, place_kind="nowhere")
    found = ideas(SINGER, [somewhere], AS_OF)
    assert found.ideas == ()
    assert found.instead[0].reasons[0] == "Nobody told us where this is. Ask first."


def test_what_is_only_close_to_a_wish_needs_a_door() -> None:
    guitar = other(name="Guitar club", topics=("instruments",))
    assert names(SINGER, guitar) == ["other"]
    assert names(SINGER, replace(guitar, place_kind="office")) == []
    assert names(SINGER, replace(CHOIR, place_kind="office")) == ["choir"]


def test_with_no_wishes_it_suggests_what_is_open_and_makes_up_no_reason() -> None:
    found = ideas(replace(SINGER, loved=()), [replace(CHOIR, open_to_everyone=True)], AS_OF)
    assert found.ideas[0].reasons[0] == "It is open to everyone."
    assert found.ideas[0].because == ()


def test_somebody_who_said_what_they_like_is_not_given_something_else_as_an_idea() -> None:
    assert names(SINGER, other(name="Chess", topics=("games",), kinds=("friendship",))) == []


def test_an_unknown_postcode_is_said() -> None:
    found = ideas(replace(SINGER, here=None, postcode="XX9 9XX"), [CHOIR], AS_OF)
    assert "We do not know this postcode: XX9 9XX." in found.notes
    assert "We do not know how far it is, because we do not know where you are." in found.ideas[0].cautions


def test_worship_is_for_those_who_asked_and_then_their_own() -> None:
    church = other(name="Hill Church", topics=("church",), kinds=("faith",))
    lunch = other(name="Hill Church lunch", topics=("lunch_club", "church"), kinds=("food",))
    lonely = replace(SINGER, loved=(), needs=(NeedSaid("people"),))
    assert names(lonely, church, lunch) == ["other"]
    assert names(replace(lonely, needs=(NeedSaid("faith"),)), church) == ["other"]
    assert names(replace(lonely, faith="Muslim"), church, lunch) == []
    assert names(replace(lonely, faith="Christian"), church) == ["other"]


@pytest.mark.req("R001-12")
def test_a_wish_to_be_among_women_orders_and_a_need_decides() -> None:
    mixed, women = CHOIR, other(audiences=frozenset({"women"}), only_for_audiences=True, lat=53.71)
    she = replace(SINGER, belongs=frozenset({"women"}), single_sex="women")
    assert (
        "Only women come, as you prefer."
        in ideas(replace(she, single_sex_needed=True), [women], AS_OF).ideas[0].reasons
    )
    assert names(replace(she, single_sex_needed=True), replace(mixed, open_to_everyone=True), women) == ["other"]
    assert names(she, mixed, women) == ["other", "choir"]
