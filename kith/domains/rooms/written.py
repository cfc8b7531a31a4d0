"""From what somebody typed to what is stored for the page: escaped, in paragraphs, and nothing else."""

from __future__ import annotations

import re

from django.utils.html import escape

# What no page may obey: control characters, and marks that turn the direction of everything behind them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def tidy(text: str) -> str:
    """The words without what cannot be seen, with one kind of line break and no empty lines around them."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def to_html(text: str) -> str:
    """Each blank line begins a paragraph, each line break a line. Links, pictures and markup stay plain words."""
    paragraphs = _BREAKS.split(tidy(text))
    return "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)


def excerpt(text: str, longest: int = 200) -> str:
    """The beginning of it on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rsplit(' ', 1)[0]}…"
