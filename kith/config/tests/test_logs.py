"""Logs tell an operator where and how badly, and nobody's words."""

import io
import json
import logging
import logging.config
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from uvicorn.config import LOGGING_CONFIG

from kith.config import logs

CANARY = "Canary seven two six one, my sister's name"


def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a fault that quotes what was sent, as a library's exception does."""
    raise ValueError(f"cannot read {request.POST['words']}")


def chats(request: HttpRequest) -> HttpResponse:
    """A page whose libraries log what was sent, in every way there is."""
    words = request.POST["words"]
    logging.getLogger("some.library").warning("got %s", words)
    logging.getLogger("some.library").error(f"got {words}")  # noqa: G004
    logging.getLogger("some.library").critical(words, extra={"words": words})
    log = structlog.get_logger("kith.somewhere")
    log.info("post.received", words=words, person=uuid.UUID(int=1), count=3)
    log.warning(words)
    try:
        _look_up(words)
    except KeyError:
        log.exception("post.failed", room="room-1")
    return HttpResponse("ok")


def _look_up(words: str) -> None:
    raise KeyError(words) from ValueError(words)


breaks.audience = chats.audience = "public"  # type: ignore[attr-defined]
urlpatterns = [path("breaks", breaks), path("chats", chats)]


def _our_handler() -> "logging.StreamHandler[Any]":
    handlers = logging.getLogger().handlers
    (handler,) = (h for h in handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter))
    assert isinstance(handler, logging.StreamHandler)
    return handler


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything logged, formatted as a service does it."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logs.configure({"lines": "json"})
    out = io.StringIO()
    _our_handler().setStream(out)
    yield out
    root.handlers[:], root.level = before
    root.setLevel(before[1])


@pytest.fixture
def bare() -> Iterator[None]:
    """Only our two pages: what a page may do is not the question here."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield


def _lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_words_of_a_request_stand_nowhere(written: io.StringIO, bare: None) -> None:
    assert Client().post("/chats", {"words": CANARY}).status_code == 200
    lines = _lines(written)
    assert len(lines) == 6
    assert not any(word in written.getvalue() for word in (CANARY, "Canary", "sister"))
    ours = next(line for line in lines if line["event"] == "post.received")
    assert (ours["words"], ours["count"], ours["person"]) == ("[left out]", 3, str(uuid.UUID(int=1)))
    assert ours["level"] == "info"
    assert ours["at"].endswith("Z")


def test_a_fault_is_its_type_and_its_frames(written: io.StringIO, bare: None) -> None:
    assert Client(raise_request_exception=False).post("/breaks", {"words": CANARY}).status_code == 500
    assert "Canary" not in written.getvalue()
    (line,) = _lines(written)
    assert (line["error"], line["status"], line["level"]) == ("builtins.ValueError", 500, "error")
    assert any("test_logs.py" in frame and "breaks" in frame for frame in line["frames"])


def test_an_exception_we_caught_keeps_its_cause_without_its_words(written: io.StringIO, bare: None) -> None:
    Client().post("/chats", {"words": CANARY})
    line = next(line for line in _lines(written) if line["event"] == "post.failed")
    assert (line["error"], line["cause"], line["room"]) == ("builtins.KeyError", "builtins.ValueError", "room-1")


def test_the_web_servers_own_lines_are_ours(written: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(LOGGING_CONFIG)
    logs.configure({"lines": "json"})
    _our_handler().setStream(written)
    try:
        _look_up(CANARY)
    except KeyError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application: %s", CANARY)
    logging.getLogger("uvicorn.access").info("GET /%s", CANARY)
    (line,) = _lines(written)
    assert line["error"] == "builtins.KeyError"
    assert "Canary" not in written.getvalue() + capsys.readouterr().err


def test_the_negative_control_finds_the_words(written: io.StringIO, bare: None) -> None:
    """The demo's form shows messages whole: the same request does log the words there, so the search can find them."""
    logs.configure({"lines": "words"})
    _our_handler().setStream(written)
    Client().post("/chats", {"words": CANARY})
    assert CANARY in written.getvalue()
