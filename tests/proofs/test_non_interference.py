"""What happens in other rooms changes no byte of what somebody gets: the same visit twice, only those rooms differ."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction

from kith.domains.rooms import actions as rooms
from kith.domains.rooms.models import Post
from kith.domains.rooms.tests import factories as make
from kith.domains.safety import actions as safety
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.contributions import port_of
from tests.proofs import channels
from tests.proofs import houses as ground
from tests.proofs.canaries import Planted, crawl
from tests.proofs.room_tokens import DESPAIR, LOOKED_FOR, Author
from tests.proofs.test_room_canaries import is_far

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
TUESDAY = dt.datetime(2037, 11, 24, 10, tzinfo=dt.UTC)
OWN_EACH_TIME = re.compile(
    r"""name="(?:csrfmiddlewaretoken|key|sent_key)"[^>]*?value="[^"]*"|value="[^"]*"[^>]*?name="(?:csrfmiddlewaretoken|key|sent_key)"|'Set-Cookie': '[^']*'"""  # noqa: E501
)
Visit = list[tuple[str, str]]


@pytest.fixture
def houses(cast, settings, tmp_path) -> SimpleNamespace:
    settings.MAIL_DIR, settings.STATE_DIR = tmp_path / "sent", tmp_path
    built = ground.build(cast)
    own = Author(built, Planted(), "north")
    own.changed(own.topic())
    return built


def visit(houses: SimpleNamespace, who: str) -> Visit:
    """Every page, a search in all rooms, and the download; without what is drawn anew each time."""
    browser = ground.client(houses, who)
    starts = [
        "/home",
        "/rooms",
        "/rooms/alder",
        "/rooms/living-room",
        "/notices",
        "/you/quiet",
        "/desk",
        "/desk/alerts",
    ]
    found = [(path, text) for path, text in crawl(browser, starts, stop=is_far)]
    sought = browser.post("/rooms/alder/search", {"words": LOOKED_FOR})
    found += [("search", sought.content.decode())]
    found += [(channel, text) for _who, channel, text in channels.downloads(houses, who)]
    return [(path, OWN_EACH_TIME.sub("", text)) for path, text in found]


def twice(houses: SimpleNamespace, who: str, meanwhile: Callable[[], None]) -> tuple[Visit, Visit]:
    """The same visit to the same database, once as it is and once after something happened."""
    visits = []
    for act in (lambda: None, meanwhile):
        with time_machine.travel(TUESDAY, tick=False) as clock, transaction.atomic():
            act()
            channels.run_jobs()
            clock.move_to(TUESDAY + dt.timedelta(hours=1))
            visits.append(visit(houses, who))
            transaction.set_rollback(True)
    return visits[0], visits[1]


def other_rooms(houses: SimpleNamespace) -> None:
    """Everything that can happen in the other house, and talk in the room that one's own excludes."""
    author = Author(houses, Planted(), "south")
    author.write_all()
    ash = make.make_room("ash", community=ground.room(houses, "birch").community)
    with acting_as(HOUSE):
        opening = Post.objects.filter(room__slug="birch", seq=1).first()
        assert opening
        port_of("rooms.post").move(HOUSE, opening.pk, ash.pk)
    rooms.take_back_key(by=system("the house"), key=houses.keys["finch"])
    make.make_key(ground.viewer(houses, "iris"), ash)
    moderator = ground.viewer(houses, "tom")
    row = safety.claim(by=moderator, screened=author.screened(opening))
    safety.cool_off(by=moderator, screened=row, version=row.version, days="1", why="unkind", words="A day of rest.")
    said = rooms.start_topic(
        by=ground.viewer(houses, "iris"), room=ground.room(houses, "hazel"), title="Elsewhere",
        body=f"{LOOKED_FOR} {DESPAIR}", sent_key=uuid.uuid4(),
    )  # fmt: skip
    assert said.met
    assert said.met.tier > 1


def different(one: Visit, other: Visit) -> list[str]:
    """The addresses whose answers differ, or which only one visit found."""
    return sorted({path for path, _text in set(one) ^ set(other)})


@pytest.mark.req("R002-4", "R002-6")
def test_what_happens_in_other_rooms_changes_no_byte_for_a_member(houses):
    before, after = twice(houses, "heron", lambda: other_rooms(houses))
    assert different(before, after) == []
    assert len(before) > 30


@pytest.mark.proof
@pytest.mark.req("R002-5")
def test_what_happens_in_another_house_changes_no_byte_for_staff_of_this_one(houses):
    author = Author(houses, Planted(), "south")
    before, after = twice(houses, "mona", author.write_all)
    assert different(before, after) == []


def test_what_happens_in_ones_own_room_does(houses):
    """Negative control: one kind reply, and the visit differs."""

    def replied() -> None:
        with acting_as(HOUSE):
            opening = Post.objects.select_related("topic").filter(room__slug="alder", seq=1).first()
        assert opening
        rooms.reply(by=ground.viewer(houses, "wren"), topic=opening.topic, body="And you?", sent_key=uuid.uuid4())

    before, after = twice(houses, "heron", replied)
    assert "/rooms/alder" in different(before, after)
