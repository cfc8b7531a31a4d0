"""How the rooms of the story were watched over: what was read long ago, and the twelve posts that worried somebody."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kith.domains.people.queries import viewer_of_person
from kith.domains.rooms.actions.loading import BroughtIn
from kith.domains.safety import actions as safety
from kith.domains.safety.queries import read_words
from kith.domains.safety.queries.found import case_of, screened_of
from kith.front.demo.rooms import instant, post_id
from kith.front.demo.story import person_id, story
from kith.kernel import clock
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.events import long_ago
from kith.screening import Hit, Reason, Span, Verdict

if TYPE_CHECKING:
    from kith.domains.rooms.models import Post
    from kith.domains.safety.models import Case, Screened

NOT_READ_YET = dt.timedelta(hours=12)
_OUTCOMES = {
    "spoke_by_phone": "spoke",
    "safety_plan_looked_at": "spoke",
    "safeguarding_told": "safeguarding",
    "no_danger": "not_meant",
}


def fill(by: Viewer, house: BroughtIn) -> None:
    """Screen everything that was said, and let the team do what the story says it did."""
    told = {post_id(one["post"]): one for one in story("rooms/flags")["flags"]}
    quiet = [post for post in house.posts if post.pk not in told]
    safety.bring_in(
        by=by,
        written=[_written(by, house, post, _read(by, house, post)) for post in quiet],
        read_until=clock.now() - NOT_READ_YET,
    )
    worrying = {post.pk: post for post in house.posts if post.pk in told}
    for key, one in sorted(told.items(), key=lambda item: instant(item[1]["at"]["raised"])):
        _tell(by, house, worrying[key], one)


def _read(by: Viewer, house: BroughtIn, post: Post) -> Verdict:
    room = post.room
    return read_words(by, _whole(post), team_id=_team(room), subjects=room.subjects, is_first=post.is_first)


def _whole(post: Post) -> str:
    """A topic's title stands before its first words, and is read with them."""
    return f"{post.topic.title}\n\n{post.body}" if post.seq == 1 else post.body


def _team(room: Any) -> uuid.UUID:
    team_id: uuid.UUID = room.community.team_id
    return team_id


def _written(by: Viewer, house: BroughtIn, post: Post, verdict: Verdict, *, is_held: bool = False) -> safety.Written:
    return safety.Written(
        kind="rooms.post",
        contribution_id=post.pk,
        author_id=post.author_id,
        team_id=_team(post.room),
        place_id=post.room_id,
        verdict=verdict,
        written_at=post.written_at,
        is_first=post.is_first,
        is_held=is_held,
        staff_id=post.author.person_id,
    )


def _tell(by: Viewer, house: BroughtIn, post: Post, told: dict[str, Any]) -> None:
    verdict = _as_told(_read(by, house, post), _whole(post), told)
    with clock.at(instant(told["at"]["raised"])):
        written = _written(by, house, post, verdict, is_held=told["state"] == "held")
        safety.keep_screened(by=by, written=written)
    with acting_as(by):
        screened = screened_of(by, "rooms.post", post.pk)
        case = case_of(by, screened)
    with long_ago():
        _what_came_of_it(screened, case, told)


def _what_came_of_it(screened: Screened, case: Case | None, told: dict[str, Any]) -> None:
    if told["state"] in {"closed", "false_alarm", "acknowledged", "escalated"} and case:
        _look_after(case, told)
    elif told["state"] in {"quiet_cleared", "masked_by_writer"}:
        with clock.at(instant(told["at"]["closed"])):
            safety.look(by=_staff("yan"), screened=screened, version=screened.version)
    elif told["state"] == "report_decided":
        _report(screened, told)


def _look_after(case: Case, told: dict[str, Any]) -> None:
    at, worker = told["at"], _staff(told["by"])
    with clock.at(instant(at["acknowledged"])):
        case = safety.acknowledge(by=worker, case=case)
    if "closed" in at:
        with clock.at(instant(at["closed"])):
            safety.close_case(
                by=worker,
                case=case,
                code=_OUTCOMES[told["outcome_code"]],
                words=told["outcome_words"],
                told=told["told_member"],
            )


def _report(screened: Screened, told: dict[str, Any]) -> None:
    at, tom = told["at"], _staff(told["by"])
    with clock.at(instant(at["raised"])):
        reporter = viewer_of_person(person_id(told["reported_by"]), "member")
        safety.report(by=reporter, screened=screened, reason=told["reported_as"], words=told["report_words"])
    with clock.at(instant(at["closed"])):
        with acting_as(tom):
            screened = screened_of(tom, screened.kind, screened.contribution_id)
        safety.reply_privately(by=tom, screened=screened, version=screened.version, words=told["told_member"])


def _staff(key: str) -> Viewer:
    return viewer_of_person(person_id(key), "staff")


def _as_told(found: Verdict, body: str, told: dict[str, Any]) -> Verdict:
    """What the screener says of these words now, and what the story says was seen in them then."""
    family, tier = told["family"], told["tier"]
    if family == "none" or (found.tier >= tier and family in found.families and not told.get("held")):
        return found
    reasons = tuple(Reason(words, words) for words in told["reasons"])
    start, end = _place(body, told.get("held", ()))
    hit = Hit(rule=f"{family}.told", family=family, tier=tier, start=start, end=end, reasons=reasons)
    held = (Span(start, end, family, hit.rule),) if told.get("held") else ()
    return replace(
        found,
        tier=max(found.tier, tier),
        families=tuple(dict.fromkeys([family, *found.families])),
        hits=(hit, *found.hits),
        held=(*held, *found.held),
    )


def _place(body: str, held: Iterable[str]) -> tuple[int, int]:
    for passage in held:
        start = body.index(passage)
        return start, start + len(passage)
    return 0, len(body)
