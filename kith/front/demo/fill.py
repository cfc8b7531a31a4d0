"""Fills an empty database with the story: people, things to do, maps, what matters, plans."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from kith.domains.network import actions as network
from kith.domains.people import actions as people
from kith.domains.people.queries import is_anyone_here, person_of
from kith.domains.plans import actions as plans
from kith.domains.safety import actions as safety
from kith.domains.safety.queries import numbers
from kith.front.demo import rooms, settled, things, watch
from kith.front.demo.story import person_id, story
from kith.kernel import clock
from kith.kernel.access import Viewer, system
from kith.kernel.models import DataKey
from kith.kernel.sealed import forget_keys

HOUSE = system("demo")
TOLD = {"people", "notices", "directory", "network", "rooms", "plans", "sessions", "account", "mfa", "usersessions"}


def is_empty() -> bool:
    """Whether nobody is here yet."""
    return not is_anyone_here(HOUSE)


def fill() -> None:
    """Tell the whole story, as of today."""
    with transaction.atomic():
        teams = _people()
        _numbers()
        settled.fill(HOUSE)
        watch.fill(HOUSE, rooms.fill(HOUSE, teams))
        things.fill()
        for row in story("what_matters"):
            viewer = _member(row["person"])
            people.say_what_matters(by=viewer, person=person_of(viewer), answers=row["answers"])
        for row in story("maps"):
            _map(row)
        for row in story("plans"):
            _plan(row)


def empty() -> None:
    """Take everybody and everything of theirs out again; help numbers, the queue and the audit stay."""
    told = [model._meta.db_table for model in apps.get_models() if model._meta.app_label in TOLD]
    tables = ", ".join(connection.ops.quote_name(name) for name in [*told, DataKey._meta.db_table])
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # emptying is the owner's
        cursor.execute(f"TRUNCATE {tables}, vault.identity, vault.same_human CASCADE")
    connection.close()
    forget_keys()


def _ago(days: int | None) -> dt.datetime:
    return clock.now() - dt.timedelta(days=days or 0)


def _member(key: str) -> Viewer:
    return Viewer(id=person_id(key), sphere="member")


def _people() -> dict[str, uuid.UUID]:
    whole = story("people")
    services = {s["key"]: s["name"] for s in whole["services"]}
    made = {
        t["key"]: people.make_team(by=HOUSE, name=t["name"], service=services.get(t["service"], whole["trust"]["name"]))
        for t in whole["teams"]
    }
    for team in made.values():
        _office_hours(team)
    teams = {key: team.pk for key, team in made.items()}
    people.bring_in(
        by=HOUSE,
        newcomers=[_newcomer(one, teams) for one in whole["people"]],
        bonds=[_bond(one, teams) for one in whole["involvements"] if one.get("until_days_ago") is None],
    )
    for one in whole["people"]:
        if one.get("other_side"):
            worker = Viewer(id=person_id(one["key"]), sphere="staff")
            people.link_one_human(by=HOUSE, person=person_of(worker), other_id=person_id(one["other_side"]))
    return teams


def _numbers() -> None:
    """Sam has answered for most help numbers; two still wait, so that the desk shows what that looks like."""
    sam = Viewer(id=person_id("sam"), sphere="staff", roles=frozenset({"administrator"}))
    for contact in numbers(sam)[:-2]:
        safety.review_number(by=sam, contact=contact, said={}, owner="Sam Greenhalgh")


def _office_hours(team: Any) -> None:
    """Monday to Friday, nine to five, but for England's bank holidays: what every promise of an answer rests on."""
    safety.set_calendar(by=HOUSE, team=team, nation="england", works_on_bank_holidays=False, has_rota=False)
    for weekday in range(1, 6):
        safety.set_hours(by=HOUSE, team=team, weekday=weekday, opens=dt.time(9), closes=dt.time(17))


def _newcomer(one: dict[str, Any], teams: dict[str, uuid.UUID]) -> people.Newcomer:
    return people.Newcomer(
        id=person_id(one["key"]),
        sphere=one["sphere"],
        name=one["name"],
        known_as=one.get("known_as") or "",
        contact={k: v for k, v in one["contact"].items() if v} | {"postcode": one["postcode"], "age": one["age"]},
        language="cy" if one["language"] == "cy" else "en-gb",
        handle=one.get("handle") or "",
        avatar=uuid.uuid5(person_id(one["key"]), "avatar").hex[:8],
        roles=_roles(one, teams),
        is_open_account=one.get("door") == "open",
        has_login=one["has_login"],
        since_at=_ago(one["joined_days_ago"]),
    )


def _roles(one: dict[str, Any], teams: dict[str, uuid.UUID]) -> tuple[tuple[str, uuid.UUID], ...]:
    """In one's own team, and for who keeps the rooms in the team of each house that they read."""
    houses = sorted(rooms.staff_of_rooms().get(one["key"], ()))
    own = [(role, teams[one["team"]]) for role in one["roles"]]
    keeps = [role for role in one["roles"] if role in {"moderator", "peer_worker", "clinician"}]
    return tuple(dict.fromkeys([*own, *((role, teams[f"{house}-team"]) for house in houses for role in keeps)]))


def _bond(one: dict[str, Any], teams: dict[str, uuid.UUID]) -> people.Bond:
    team_of = {p["key"]: p["team"] for p in story("people")["people"]}
    return people.Bond(
        person_id=person_id(one["person"]),
        worker_id=person_id(one["worker"]) if one.get("worker") else None,
        team_id=teams[one.get("team") or team_of[one["worker"]]],
        why=one["why"],
        since_at=_ago(one["since_days_ago"]),
    )


def _map(row: dict[str, Any]) -> None:
    viewer = _member(row["person"])
    with clock.at(_ago(row["made_days_ago"])):
        network_map = network.start_map(by=viewer)
        for tie in row["ties"]:
            network.add_tie(by=viewer, network_map=network_map, **tie)
        said = row.get("reflections", [])
        if said:
            network.reflect(
                by=viewer,
                network_map=network_map,
                answers={r["question"]: r["words"] for r in said},
                private={r["question"]: r["is_private"] for r in said if "is_private" in r},
            )
        if row["is_finished"]:
            network.finish(by=viewer, network_map=network.start_map(by=viewer))


def _plan(row: dict[str, Any]) -> None:
    viewer = _member(row["person"])
    person = person_of(viewer)
    for told in row["goals"]:
        goal = None
        if told.get("words"):
            goal = plans.add_goal(
                by=viewer, person=person, words=told["words"], area=told["area"], importance=told.get("importance")
            )
        for step in told["steps"]:
            _step(viewer, person, goal, step)
        if goal and told["is_hidden"]:
            plans.hide_goal(by=viewer, goal=goal)


def _step(viewer: Viewer, person: Any, goal: Any, told: dict[str, Any]) -> None:
    days = told.get("first_in_days")
    step = plans.add_step(
        by=viewer,
        person=person,
        goal=goal,
        words=told["words"],
        listing=things.listing_of(told["service"]) if told.get("service") else None,
        first_on=clock.today() + dt.timedelta(days=days) if days is not None else None,
        company=told.get("company", ""),
        with_whom=told.get("with_whom", ""),
        support=told.get("support", ()),
        confidence=told.get("confidence"),
    )
    if told["state"] != "not_yet" or told.get("how_it_went"):
        plans.say_how_it_went(by=viewer, step=step, state=told["state"], words=told.get("how_it_went", ""))
