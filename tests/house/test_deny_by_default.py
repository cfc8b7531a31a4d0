"""Every page by method by role: whoever a page is not for gets 'not found', byte for byte, and nothing else."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from kith.domains.people.queries import viewer_of_person
from kith.kernel.access import ANYONE
from kith.kernel.checks import all_patterns
from kith.kernel.live import Live
from kith.kernel.pages import PUBLIC, page

METHODS = ("get", "post", "put", "patch", "delete", "options")
ROLES = ("heron", "priya", "nadia", "osei", "leah_worker", "tom", "carys", "lin", "sam")
pytestmark = pytest.mark.django_db


def addresses() -> list[tuple[str, str, URLPattern]]:
    """Name, an address with ids that exist nowhere, and the pattern."""
    found = []
    for name, pattern in all_patterns():
        kwargs = {key: _made_up(converter) for key, converter in pattern.pattern.converters.items()}
        found.append((name, reverse(name, kwargs=kwargs), pattern))
    return found


def _made_up(converter: object) -> object:
    kind = type(converter).__name__
    return {"UUIDConverter": uuid.UUID(int=7), "IntConverter": 987_654}.get(kind, "nowhere")


def wrong_answers(client: Client, viewer: object, nothing: bytes, rows: list[tuple[str, str, URLPattern]]) -> list[str]:
    """What this viewer was shown although the page is not for them."""
    wrong = []
    for name, address, pattern in rows:
        audience = pattern.callback.audience
        if audience.admits(viewer):
            continue
        for method in METHODS:
            answer = getattr(client, method)(address)
            if viewer is ANYONE and audience is not PUBLIC:
                fits = answer.status_code == 302 and "/sign-in" in answer["Location"]
            else:
                fits = answer.status_code == 404 and answer.content == nothing
            if not fits:
                wrong.append(f"{method} {name}: {answer.status_code}")
    return wrong


@pytest.fixture
def nothing(client: Client) -> bytes:
    """What an address that leads nowhere answers."""
    return client.get("/there-is-nothing-here").content


@pytest.mark.req("R002-16")
@pytest.mark.parametrize("who", ROLES)
def test_pages_for_others_do_not_exist(cast, nothing, who):
    viewer = getattr(cast, who)
    assert wrong_answers(cast.client(viewer), viewer, nothing, addresses()) == []


def test_signed_out_every_page_asks_to_sign_in(client, nothing):
    assert wrong_answers(client, ANYONE, nothing, addresses()) == []


def test_staff_without_an_involvement_cannot_open_a_persons_pages(cast, nothing):
    browser = cast.client_for(cast.nadia, cast.arthur)
    for _name, address, _pattern in addresses():
        answer = browser.get(f"/for/{cast.arthur.id}{address}")
        assert (answer.status_code, answer.content) == (404, nothing), address


def test_staff_pages_do_not_exist_under_a_persons_address(cast, nothing):
    browser = cast.client_for(cast.priya, cast.arthur)
    viewer = viewer_of_person(cast.priya.id, "staff").on_behalf(cast.arthur.id, "by phone")
    for name, address, pattern in addresses():
        if not pattern.callback.audience.admits(viewer):
            answer = browser.get(f"/for/{cast.arthur.id}{address}")
            assert (answer.status_code, answer.content) == (404, nothing), name


def test_a_page_left_open_by_mistake_is_found(cast, nothing, monkeypatch):
    """Negative control: open the desk to everyone, and the matrix sees it."""
    rows = [r for r in addresses() if r[0] == "front:desk"]
    assert rows
    name, address, pattern = rows[0]
    right = pattern.callback.audience
    monkeypatch.setattr(pattern.callback, "audience", PUBLIC)
    answer = cast.client(cast.heron).get(address)
    assert not right.admits(cast.heron)
    assert answer.status_code != 404, f"{name} was opened and yet not seen"


def test_a_page_without_an_audience_stops_the_start(monkeypatch):
    from kith.kernel import checks

    name, pattern = next(iter(all_patterns()))
    bare = URLPattern(pattern.pattern, lambda request: None, name="bare")
    monkeypatch.setattr(checks, "all_patterns", lambda: [(name, pattern), ("bare", bare)])
    assert [e.id for e in checks.pages_have_audiences()] == ["kith.E001"]
    assert page(PUBLIC)(lambda request: None).audience is PUBLIC


def test_every_address_beside_the_pages_says_who_it_is_for():
    """Streams stand outside the pages' own list, so nobody would miss an audience there."""
    from kith.config.asgi import live

    assert {pattern for _method, pattern in live.audiences} >= {r"/desk/stream", r"/rooms/(?P<slug>[a-z0-9-]+)/stream"}
    assert [address for address, audience in live.audiences.items() if audience.admits(ANYONE)] == []
    on_behalf = viewer_of_person(uuid.uuid4(), "staff").on_behalf(uuid.uuid4(), "by phone")
    assert [address for address, audience in live.audiences.items() if audience.admits(on_behalf)] == []


def test_an_address_beside_the_pages_without_an_audience_stops_the_start():
    """Negative control."""
    with pytest.raises(TypeError, match="audience"):
        Live().route("GET", "/open-by-mistake", lambda *_asked: None)
