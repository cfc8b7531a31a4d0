"""The leaks that other communities' software had, each by its own name, tried on our pages (reliability.md, section 1).

How topics, posts and searches answer is tried more closely beside them (rooms, test_topics_seen).
"""

from __future__ import annotations

import re
import statistics
import time
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from kith.domains.rooms import actions as rooms
from kith.domains.rooms.models import Post
from kith.domains.safety.tests.words import verdict, write
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.contributions import port_of
from tests.proofs import channels
from tests.proofs import houses as ground

pytestmark = [pytest.mark.django_db, pytest.mark.req("R002-4", "R002-14")]
HOUSE = system("tests")
SECRET = "heliotrope"
OWN_EACH_TIME = re.compile(r'value="[^"]*"')
WAKE_UP = re.compile(r"[a-z]+:[0-9a-f-]{32,36} (?:|!|~?\d+|queue|[0-9a-f-]{36})")


@pytest.fixture
def houses(cast) -> SimpleNamespace:
    return ground.build(cast)


@pytest.fixture
def post(houses) -> Post:
    """What Heron said in alder."""
    sent = rooms.start_topic(
        by=ground.viewer(houses, "heron"), room=ground.room(houses, "alder"), title=f"About {SECRET}",
        body=f"{SECRET} is what I say.", sent_key=uuid.uuid4(),
    )  # fmt: skip
    return sent.post


@pytest.fixture
def nothing() -> bytes:
    return Client().get("/there-is-nothing-here").content


def address(post: Post, slug: str = "alder") -> str:
    return f"/rooms/{slug}/{post.topic_id}"


def get(houses: SimpleNamespace, who: str, path: str) -> Any:
    return ground.client(houses, who).get(path)


def search(houses: SimpleNamespace, who: str, slug: str) -> str:
    return str(ground.client(houses, who).post(f"/rooms/{slug}/search", {"words": SECRET}).content.decode())


def is_nothing(answer: Any, nothing: bytes) -> bool:
    return (answer.status_code, answer.content) == (404, nothing)


def through_port(post: Post, verb: str, *args: Any) -> None:
    with acting_as(HOUSE):
        getattr(port_of("rooms.post"), verb)(HOUSE, post.pk, *args)


def reply(houses: SimpleNamespace, who: str, post: Post, body: str, **more: Any) -> Post:
    topic = rooms.reply(by=ground.viewer(houses, who), topic=post.topic, body=body, sent_key=uuid.uuid4(), **more)
    return topic.post


def test_moved_messages_are_gone_for_those_without_the_new_key(houses, post, nothing):
    """GHSA-478x-rfqr-w4jf."""
    assert SECRET in get(houses, "wren", address(post)).content.decode()
    through_port(post, "move", houses.rooms["hazel"].pk)
    for slug in ("alder", "hazel"):
        assert is_nothing(get(houses, "wren", address(post, slug)), nothing)
        assert is_nothing(get(houses, "heron", address(post, slug)), nothing), "not even for its writer"
    assert f"{SECRET} is" not in search(houses, "wren", "alder")
    assert SECRET in get(houses, "iris", address(post, "hazel")).content.decode()


def test_edits_reach_nobody_whose_key_has_ended(houses, post, nothing):
    """CVE-2022-31017."""
    rooms.take_back_key(by=HOUSE, key=houses.keys["wren"])
    rooms.edit(by=ground.viewer(houses, "heron"), post=post, title="About something", body=f"{SECRET}, said again.")
    for path in (address(post), f"{address(post)}/posts/{post.pk}", f"{address(post)}/posts/{post.pk}/edit"):
        assert is_nothing(get(houses, "wren", path), nothing)
    channels.run_jobs()
    assert SECRET not in get(houses, "wren", "/notices").content.decode()


@pytest.mark.parametrize("guest", ["leah_member", "arthur", "priya", "nobody"])
def test_guests_find_no_room(houses, post, nothing, guest):
    """CVE-2026-100404: no key, no login, no role that opens a room."""
    browser = Client() if guest in {"nobody", "arthur"} else ground.client(houses, guest)
    for path in ("/rooms/alder", address(post), "/rooms/alder/start", "/rooms/living-room"):
        answer = browser.get(path)
        is_asked_to_sign_in = answer.status_code == 302 and "/sign-in" in answer["Location"]
        assert is_asked_to_sign_in if guest in {"nobody", "arthur"} else is_nothing(answer, nothing)
        assert SECRET not in answer.content.decode()


def test_titles_are_in_no_list_of_others_and_in_no_page_title(houses, post):
    """CVE-2021-41082."""
    for who in ("iris", "ruth", "saffron", "tom"):
        for path in ("/rooms", "/home", "/notices", "/desk"):
            assert SECRET not in get(houses, who, path).content.decode()
    page = get(houses, "wren", address(post)).content.decode()
    assert SECRET in page
    assert SECRET not in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]  # type: ignore[index]


def test_how_far_somebody_has_read_changes_nothing_for_others(houses, post):
    """CVE-2021-37703."""
    path = address(post)
    get(houses, "heron", path)
    before = get(houses, "heron", path).content.decode()
    get(houses, "wren", path)
    after = get(houses, "heron", path).content.decode()
    assert OWN_EACH_TIME.sub("", before) == OWN_EACH_TIME.sub("", after)


def test_excerpts_die_with_what_they_were_taken_from(houses, post):
    """CVE-2026-27162: quotes and search results."""
    said = reply(houses, "heron", post, f"{SECRET} in a reply")
    reply(houses, "wren", post, "As you say.", quoted_id=said.pk)
    assert f"{SECRET} in a reply" in search(houses, "wren", "alder")
    through_port(said, "change", "hide")
    assert f"{SECRET} in a reply" not in get(houses, "wren", address(post)).content.decode()
    assert f"{SECRET} in a reply" not in search(houses, "wren", "alder")


def test_there_are_no_uploads_that_could_outlive_a_restriction():
    """CVE-2026-91157: none in this release; whoever adds a file meets this test and the rule of files."""
    found = [f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.get_fields() if _is_file(f)]
    assert found == []


def _is_file(field: Any) -> bool:
    return isinstance(field, models.FileField)


def test_the_bus_carries_topics_and_numbers_only(houses, post, monkeypatch):
    """CVE-2026-91156 and after: whoever listens to the database hears no words and no names."""
    with channels.bus(monkeypatch) as told:
        said = reply(houses, "heron", post, f"I do not want to be here any more. {SECRET}")
        rooms.edit(by=ground.viewer(houses, "heron"), post=said, body=f"{SECRET}, I said.")
        rooms.take_back_key(by=HOUSE, key=houses.keys["wren"])
    assert len(told) > 1
    assert [text for _who, _channel, text in told if not WAKE_UP.fullmatch(text)] == []


def test_what_is_kept_from_a_team_wakes_none_of_its_desks(houses, monkeypatch):
    """A case outside the team, or one that says something about a colleague: not even a wink, for that tells of it."""
    team, colleague = houses.north.pk, ground.viewer(houses, "pip").id
    with channels.bus(monkeypatch) as told:
        write(team, verdict=verdict(3, "safeguarding", "safeguarding.staff"))
        write(team, away_from=(colleague,))
    topics = {text.split()[0] for _who, _channel, text in told}
    assert f"desk:{team}" not in topics
    assert f"desk:{colleague}" not in topics
    assert f"desk:{ground.viewer(houses, 'osei').id}" in topics, "the others of the team hear of what is not apart"


def test_nobody_learns_what_happens_without_signing_in(houses, post):
    """CVE-2026-27934: rooms that exist and rooms that do not answer alike."""
    answers = [Client().get(path) for path in (address(post), "/rooms/alder", "/rooms/nowhere", f"/people/{post.pk}")]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].split("?")[0] for answer in answers} == {"/sign-in"}


def test_what_is_not_yours_looks_like_what_is_not_there(houses, post, nothing):
    """GHSA-3qh8-xw23-cq4x: byte for byte."""
    made_up, person = uuid.uuid4(), houses.profiles["wren"].pk
    paths = [
        "/rooms/alder",
        "/rooms/nowhere",
        address(post),
        f"/rooms/birch/{post.topic_id}",
        f"/rooms/birch/{made_up}",
    ]
    paths += [f"/rooms/alder/{made_up}", f"/people/{person}", f"/people/{made_up}", f"/desk/alerts/{made_up}"]
    browser = ground.client(houses, "saffron")
    answers = {path: browser.get(path) for path in paths}
    assert [path for path, answer in answers.items() if not is_nothing(answer, nothing)] == []
    assert len({str(sorted(answer.headers.items())) for answer in answers.values()}) == 1


def test_nor_does_it_take_longer(houses, post):
    """The same in time, coarsely: a shared machine measures no microseconds (the long proof has 2,000 pairs)."""
    browser, took = ground.client(houses, "saffron"), {"theirs": list[float](), "nowhere": list[float]()}
    for _pair in range(40):
        for kind, path in (("theirs", address(post)), ("nowhere", f"/rooms/nowhere/{uuid.uuid4()}")):
            began = time.perf_counter()
            browser.get(path)
            took[kind].append(time.perf_counter() - began)
    ratio = statistics.median(took["theirs"]) / statistics.median(took["nowhere"])
    assert 0.6 < ratio < 1.6
