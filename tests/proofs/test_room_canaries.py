"""Nobody meets what is written in rooms not theirs: a token in every field, everybody through every channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from kith.domains.notices.actions.delivering import deliver
from kith.domains.rooms.models import Room, Wording
from kith.domains.safety.models import Screened
from kith.kernel.acting import acting_as
from kith.kernel.checks import all_patterns
from tests.proofs import channels
from tests.proofs import houses as ground
from tests.proofs.canaries import Planted, crawl, sealed_fields
from tests.proofs.joins import humans, joined
from tests.proofs.room_tokens import plant

pytestmark = pytest.mark.django_db
STAFF = (*ground.NORTH_STAFF, *ground.SOUTH_STAFF, "priya", "nadia", "carys", "lin", "sam", "ana")
EVERYBODY = (*ground.MEMBERS, "leah_member", *STAFF, "nobody")
SOME = ("heron", "wren", "iris", "saffron", "osei", "mona", "tom", "priya", "nobody")
"""One of each kind, for the short proof."""
NEAR = ("rooms", "safety", "front", "notices")
"""Where words of the rooms could be; the long proof opens every other page too."""
SAME_AGAIN = ("/desk/admin", "/reply/", "?from=", "?before=")
"""A topic from another place on, and a quoted post again: opened by the long proof."""
ON_NO_PAGE = {"safety.phrase.words", "safety.report.words (settled)", "safety.appeal.words (answered)"}
"""What need not be met: pages may show it, and nobody may meet it whom it is not for."""


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "sent"
    settings.STATE_DIR = tmp_path


@pytest.fixture
def houses(cast) -> SimpleNamespace:
    return ground.build(cast)


@pytest.fixture
def planted(houses) -> Planted:
    tokens = Planted()
    plant(houses, tokens)
    return tokens


def ends_the_visit(path: str) -> bool:
    """That, and the same pages in Welsh."""
    return any(part in path for part in ("/leave", "sign-out", "/demo/", "/cy/"))


def is_far(path: str) -> bool:
    if ends_the_visit(path) or any(part in path for part in SAME_AGAIN):
        return True
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return False
    is_of_a_person = match.namespace == "people" and "/desk/" in path
    return not (match.namespace in NEAR or is_of_a_person)


def pages(
    houses: SimpleNamespace, people: tuple[str, ...], stops: Callable[[str], bool] = is_far
) -> Iterator[channels.Found]:
    """Everybody opens everything they can reach."""
    starts = [reverse(name) for name, pattern in all_patterns() if not pattern.pattern.converters]
    starts += [f"/rooms/{slug}" for slug in houses.rooms] + ["/desk/rooms/living-room/host", *at_the_desk()]
    for who in people:
        browser = Client() if who == "nobody" else ground.client(houses, who)
        for path, text in crawl(browser, starts, stop=stops):
            yield who, path, text


def at_the_desk() -> list[str]:
    """What somebody asked the team to look at, changed, or took back: a press of a button leads there, and no link."""
    with acting_as(channels.HOUSE):
        changed = Wording.objects.exclude(post=None).values("post_id")
        rows = Screened.objects.filter(Q(reports__isnull=False) | Q(contribution_id__in=changed)).distinct()
        return [reverse("safety:item", args=[row.pk]) for row in rows]


def leaks(planted: Planted, found: list[channels.Found]) -> list[str]:
    return sorted({leak for who, channel, text in found for leak in planted.leaks(who, channel, text)})


def unmet(planted: Planted, found: list[channels.Found]) -> set[str]:
    """Fields that nobody of their audience met: a crawl that sees nothing proves nothing."""
    met = planted.met(text for _who, _channel, text in found)
    return {canary.where for canary in planted.by_token.values()} - met


@pytest.mark.req("R002-4", "R002-14", "R002-16", "R002-30")
def test_no_page_shows_words_to_somebody_they_are_not_for(houses, planted):
    everybody = humans(houses)
    found = list(pages(houses, SOME))
    assert leaks(planted, found) == []
    assert joined(everybody, found) == []
    assert unmet(planted, found) <= ON_NO_PAGE


@pytest.mark.proof
@pytest.mark.req("R002-4", "R002-5", "R002-16", "R002-30")
def test_no_page_of_the_whole_site_does_either(houses, planted):
    everybody = humans(houses)
    found = list(pages(houses, EVERYBODY, ends_the_visit))
    assert leaks(planted, found) == []
    assert joined(everybody, found) == []
    assert unmet(planted, found) <= ON_NO_PAGE


@pytest.mark.req("R002-14", "R002-16")
def test_no_other_channel_carries_them(houses, monkeypatch):
    """Searches, jobs, notices, post, wake-ups, audit and logs; and each is handed their own words, and no others'."""
    planted = Planted()
    with channels.logs() as logged, channels.bus(monkeypatch) as told:
        plant(houses, planted)
        queued = channels.run_jobs()
        sought = list(channels.searches(houses))
        handed = list(channels.downloads(houses, *ground.MEMBERS, *STAFF))
    beside = [*logged, *told, *queued, *channels.jobs(), *channels.audit(), *channels.sent()]
    assert joined(humans(houses), [*beside, *sought, *handed]) == []
    assert leaks(planted, [*beside, *sought, *handed]) == []
    assert {"rooms.post.body (reply)", "rooms.post.body (edited)"} <= planted.met(text for _w, _c, text in sought)
    assert {"rooms.draft.body", "rooms.key.reason", "rooms.whisper.body"} <= planted.met(
        text for _w, _c, text in handed
    )
    assert {kind.split()[0] for _who, kind, _text in beside} >= {"log", "bus", "job", "audit", "notice"}


def test_every_sealed_field_of_rooms_and_safety_has_a_token(planted):
    """A new sealed field is planted here, or said to be something else than words."""
    where = {canary.where.partition(" (")[0] for canary in planted.by_token.values()}
    ours = {field for field in sealed_fields() if field.split(".")[0] in {"rooms", "safety"}}
    assert ours - where == set()


def test_a_leak_is_found_and_named(houses, planted):
    """Negative control: somebody's draft stands on the door of another house, and in a job."""
    draft = next(one for one in planted.by_token.values() if one.where == "rooms.draft.body")
    Room.objects.filter(slug="birch").update(opening=draft.token)
    found = list(crawl(ground.client(houses, "finch"), ["/rooms"], stop=lambda path: path != "/rooms"))
    assert leaks(planted, [("finch", *page) for page in found]) == ["rooms.draft.body reached finch at /rooms"]
    deliver.defer(delivery_id=draft.token)
    assert leaks(planted, list(channels.jobs())) == ["rooms.draft.body reached nobody at all at job notices.deliver"]
