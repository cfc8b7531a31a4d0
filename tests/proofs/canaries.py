"""Tokens planted in every private field of the cast, and a crawler that reads everything somebody can reach.

Each token names its field, its person and the viewers who may meet it. What a crawl finds outside that audience is a
leak, named by field and channel.
"""

from __future__ import annotations

import re
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.test import Client

TOKEN = re.compile(r"cnry[a-p]{12}")
LETTERS = "abcdefghijklmnop"  # without figures, which the screener could take for a telephone number
LINK = re.compile(r'(?:href|action|src)="([^"#]+)')
MOST_PAGES = 400


@dataclass(frozen=True)
class Canary:
    """A planted token: where it lies, and who may meet it."""

    token: str
    where: str
    audience: frozenset[str]


@dataclass
class Planted:
    """All tokens of one run."""

    by_token: dict[str, Canary] = field(default_factory=dict)

    def new(self, where: str, *audience: str) -> str:
        """A fresh token for this field; `audience` are names of the cast."""
        token = "cnry" + "".join(secrets.choice(LETTERS) for _letter in range(12))
        self.by_token[token] = Canary(token, where, frozenset(audience))
        return token

    def leaks(self, who: str, channel: str, text: str) -> list[str]:
        """Tokens in this text that are not for this viewer."""
        found = {self.by_token[t] for t in TOKEN.findall(text) if t in self.by_token}
        return sorted(f"{c.where} reached {who} at {channel}" for c in found if who not in c.audience)

    def met(self, texts: Iterable[str]) -> set[str]:
        """Which fields were met at all: a crawl that sees nothing proves nothing."""
        return {self.by_token[t].where for text in texts for t in TOKEN.findall(text) if t in self.by_token}


def crawl(
    client: Client, starts: Iterable[str], *, stop: Callable[[str], bool] = lambda _path: False
) -> Iterator[tuple[str, str]]:
    """Follow every link of the site from these pages; yields each address with the text of its answer."""
    waiting, seen = deque(starts), set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        path = urlsplit(address)._replace(fragment="").geturl()
        if path in seen or stop(path) or path.startswith("/static/"):
            continue
        seen.add(path)
        answer = client.get(path)
        text = body_of(answer)
        yield path, f"{text}\n{dict(answer.headers)}"
        if "html" in answer.headers.get("Content-Type", ""):
            for link in LINK.findall(text):
                onward = urljoin(path, unescape(link))
                if not urlsplit(onward).netloc:
                    waiting.append(onward)
        elif location := answer.headers.get("Location"):
            waiting.append(urljoin(path, location))


def body_of(answer: Any) -> str:
    """The whole body as text, also when it is streamed."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return raw.decode("utf-8", errors="replace")


def sealed_fields() -> set[str]:
    """Every sealed field of the house: each must have a canary, so that a new one cannot be forgotten."""
    return {
        f"{model._meta.label_lower}.{f.name}"
        for model in apps.get_models()
        for f in model._meta.concrete_fields
        if type(f).__name__ in {"SealedText", "SealedJSON"}
    }
