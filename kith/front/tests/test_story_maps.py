"""Maps, what matters and plans: codes the domains know, small maps by choice, what is hard kept private."""

from kith.domains.people.actions import Answers
from kith.front.tests.reading import NUMBERISH
from kith.front.tests.stories import codes, folk, load


def test_twenty_two_maps_some_small_by_choice():
    maps = load("maps")
    sizes = {m["person"]: len(m["ties"]) for m in maps}
    assert len(sizes) == 22
    assert (sizes["hidden-kettle"], sizes["cloud-ferry"]) == (0, 2)
    assert all(m["is_finished"] for m in maps if len(m["ties"]) <= 2)
    assert max(sizes.values()) >= 12
    kinds = {tie["kind"] for m in maps for tie in m["ties"]}
    assert kinds == codes("network.Tie", "kind")


def test_ties_have_known_codes_and_what_is_hard_is_private():
    people = folk()
    for m in load("maps"):
        assert people[m["person"]]["sphere"] == "member"
        assert "made_with" not in m or people[m["made_with"]]["sphere"] == "staff"
        assert (m["made"] == "alone") != ("made_with" in m)
        assert len({tie["name"] for tie in m["ties"]}) == len(m["ties"])
        for tie in m["ties"]:
            assert tie["circle"] in codes("network.Tie", "circle")
            assert tie.get("contact", "") in codes("network.Tie", "contact") | {""}
            assert len(tie["name"]) <= 25
            assert tie.get("is_private") or not tie.get("is_hard")
        for answer in m.get("reflections", []):
            assert answer["question"] in codes("network.Reflection", "question")
            assert answer["is_private"] or answer["question"] != "hard"


def test_nobody_on_a_map_can_be_found_by_it():
    names = [tie["name"] for m in load("maps") for tie in m["ties"]]
    real = {p["name"] for p in load("people")["people"]}
    assert not real & set(names)
    assert not [name for name in names if NUMBERISH.search(name) or "@" in name]


def test_what_matters_is_what_the_action_takes():
    rows = load("what_matters")
    assert {row["person"] for row in rows} == {m["person"] for m in load("maps")}
    for row in rows:
        assert set(row["answers"]) <= set(Answers.__annotations__)
        for field in ("travel_modes", "day_parts"):
            assert set(row["answers"].get(field, [])) <= codes("people.Preference", field)
        assert set(row["answers"].get("access", [])) <= codes("people.AccessNeed", "code")
        assert set(row["answers"].get("needs", {})) <= codes("people.Need", "area")


def test_sixteen_plans_with_ladders_in_every_state():
    plans = load("plans")
    slugs = {s["x_slug"] for s in load("services")}
    assert len({plan["person"] for plan in plans}) == 16
    steps = [step for plan in plans for goal in plan["goals"] for step in goal["steps"]]
    assert {step["state"] for step in steps} == codes("plans.Step", "state")
    for step in steps:
        assert step.get("service") is None or step["service"] in slugs
        assert step["company"] in codes("plans.Step", "company")
        assert 0 <= step["confidence"] <= 10
        assert step["first_in_days"] is None or (step["first_in_days"] < 0) == (
            step["state"] in {"did_it", "changed_my_mind"}
        )
    assert min(step["confidence"] for step in steps) <= 3
    assert any(goal["is_hidden"] for plan in plans for goal in plan["goals"])


def test_nobody_has_more_than_three_open_steps():
    for plan in load("plans"):
        states = [step["state"] for goal in plan["goals"] for step in goal["steps"]]
        assert sum(state in {"not_yet", "trying"} for state in states) <= 3, plan["person"]
        assert all(1 <= goal["importance"] <= 10 for goal in plan["goals"])
