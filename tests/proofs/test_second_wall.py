"""With the first wall switched off, pages still show nothing of closed rooms: the database itself keeps them apart."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection

from kith.domains.rooms.models import Line, Post, Room, Topic, belonging, keys, living_room, places, profiles, topics
from kith.domains.safety.models import Case, aftercare, cases, decisions, screened
from kith.kernel import roles
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.rows import Rule
from tests.proofs import houses as ground
from tests.proofs.canaries import Planted, crawl
from tests.proofs.room_tokens import LOOKED_FOR, plant
from tests.proofs.test_room_canaries import is_far, leaks

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
BEHIND = ("rooms.topic", "rooms.post", "rooms.aside", "rooms.groupwords", "rooms.whisper", "safety.")
"""Where the second wall stands; drafts, muted words and earlier wordings are sealed and asked for by their owner."""
WALLED = ("rooms_topic", "rooms_post", "rooms_line", "safety_screened", "safety_case", "safety_alert")


@pytest.fixture
def planted(cast, settings, tmp_path) -> tuple[SimpleNamespace, Planted]:
    settings.MAIL_DIR, settings.STATE_DIR = tmp_path / "sent", tmp_path
    houses, tokens = ground.build(cast), Planted()
    plant(houses, tokens)
    return houses, tokens


@pytest.fixture
def _no_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every queryset of rooms and safety shows everything to everybody, and every door stands open."""
    for module in (belonging, keys, living_room, places, profiles, topics, aftercare, cases, decisions, screened):
        for name, kind in vars(module).items():
            if name.endswith("QuerySet") and hasattr(kind, "visible_to"):
                monkeypatch.setattr(kind, "visible_to", lambda rows, _viewer: rows.all())
    # The same rule, where a statement of its own asks it.
    monkeypatch.setattr(Rule, "said", lambda _rule, _viewer: ("SELECT id FROM rooms_room", {}))


def seen(houses: SimpleNamespace, who: str) -> list[tuple[str, str, str]]:
    """What somebody of the south gets who knows every address of the north."""
    with acting_as(HOUSE):
        known = [f"/rooms/alder/{topic.pk}" for topic in Topic.objects.filter(room__slug="alder")]
        known += [f"/desk/alerts/{case.pk}" for case in Case.objects.filter(team=houses.north)]
    browser = ground.client(houses, who)
    starts = ["/rooms/alder", "/desk", "/desk/alerts", *known]
    found = [(who, *page) for page in crawl(browser, starts, stop=is_far)]
    sought = browser.post("/rooms/birch/search", {"words": LOOKED_FOR})
    return [*found, (who, "search", sought.content.decode())]


def of_the_wall(named: list[str]) -> list[str]:
    return [one for one in named if one.startswith(BEHIND)]


@pytest.mark.req("R002-4", "R002-6")
@pytest.mark.usefixtures("_no_first_wall")
@pytest.mark.parametrize("who", ["saffron", "tom"])
def test_without_the_access_layer_no_page_shows_another_house(planted, who):
    houses, tokens = planted
    found = seen(houses, who)
    assert of_the_wall(leaks(tokens, found)) == []
    opened = next(text for _who, path, text in found if path == "/rooms/alder")
    assert houses.rooms["alder"].name in opened, "the first wall still stands"


@pytest.mark.usefixtures("_no_first_wall")
def test_with_both_walls_down_pages_show_everything(planted):
    """Negative control: without the policies the same visit finds the other house's words."""
    houses, tokens = planted
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in WALLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        cursor.execute(f"SET ROLE {roles.WEB}")
    with acting_as(ground.viewer(houses, "saffron")):
        assert {row.room.slug for row in Post.objects.select_related("room")} >= {"alder", "birch"}
        assert Line.objects.exists()
        assert Room.objects.exists()
    named = of_the_wall(leaks(tokens, seen(houses, "saffron")))
    assert any(one.startswith("rooms.post.body") for one in named)
