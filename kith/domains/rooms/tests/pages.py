"""Pages as tests read them: what stands on one, what its forms send back, and starting a topic by them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from kith.domains.rooms.models import Post, Topic
from kith.kernel.access import system
from kith.kernel.acting import acting_as

TESTS = system("tests")
MONDAY_10 = dt.datetime(2037, 11, 23, 10, tzinfo=dt.UTC)
CANARY = "xylophone"


def shown(answer: Any) -> str:
    return answer.content.decode()


def text(answer: Any) -> str:
    """The page's words as a person reads them, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", shown(answer)).split())


def form_of(answer: Any, action: str = "") -> dict[str, str]:
    """The hidden fields of the form that goes to this address, as a browser would send them back."""
    page = shown(answer)
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
    found = next(one for one in forms if f'action="{action}"' in one) if action else page
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def start(client: Any, title: str = "Mornings", body: str = "I get up late.", **more: Any) -> Any:
    page = client.get("/rooms/willow/start")
    sent = {**form_of(page, "/rooms/willow/start"), "title": title, "body": body, **more}
    return client.post("/rooms/willow/start", sent)


def a_topic(title: str = "Mornings") -> Topic:
    with acting_as(TESTS):
        return Topic.objects.get(title=title)


def post_of(topic: Topic, seq: int = 1) -> Post:
    with acting_as(TESTS):
        return Post.objects.get(topic=topic, seq=seq)
