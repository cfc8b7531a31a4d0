"""The catalogues: every message of the sources, and what the Welsh one says of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

KITH = Path(__file__).resolve().parents[1]
WELSH = KITH / "locale" / "cy" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2"),
]
OPTIONS = {"**/jinja2/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
# No dates and no program's name: two people who change the catalogue disturb each other as little as can be.
HEADER = r"""# The Welsh of Kith. ./run words brings the msgids from the sources; the msgstrs are written by hand.
# The words we use are in docs/reference/welsh-terms.md; who has read what is in kith/locale/cy/review.toml.
msgid ""
msgstr ""
"Language: cy\n"
"Plural-Forms: nplurals=5; plural=(n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
# Where words stand that somebody in danger may rest on: a named reviewer signs their Welsh (reviewed.py).
SAFETY = (
    "kith/domains/directory/jinja2/directory/told.html",
    "kith/domains/safety/",
    "kith/ui/jinja2/ui/parts/header.html",
    "kith/domains/people/jinja2/people/join/safety.html",
    "kith/domains/people/jinja2/people/join/too_young.html",
)
SAFETY_NOTE = "Safety words: a named reviewer signs these."
# What the sign-in library can say on the pages of it that we offer.
SIGN_IN = [(f"{part}/**.py", "python") for part in ("account", "mfa", "usersessions")]


def extracted() -> Catalog:
    """All messages that a page, a mail or a letter can show, as the sources have them now."""
    catalogue = Catalog(project="Kith", copyright_holder="The Kith authors", fuzzy=False)
    for path, line, words, comments, context in _all():
        notes = [*comments, SAFETY_NOTE] if path.startswith(SAFETY) else comments
        catalogue.add(words, None, [(path, line)], auto_comments=notes, context=context)
    return catalogue


def safety_words() -> list[Message]:
    """The messages of the Welsh catalogue that a reviewer signs, in the catalogue's order."""
    return [message for message in welsh() if message.id and SAFETY_NOTE in message.auto_comments]


def welsh() -> Catalog:
    """The Welsh catalogue as it is kept."""
    with WELSH.open("rb") as file:
        return read_po(file, locale="cy")


def update() -> int:
    """Bring the Welsh catalogue to the sources' messages, keeping what is translated; returns how many are open."""
    kept = welsh() if WELSH.exists() else Catalog(locale="cy", fuzzy=False)
    kept.update(extracted(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    write(kept)
    return sum(1 for message in kept if message.id and not is_said(message))


def write(catalogue: Catalog) -> None:
    """Keep this as the Welsh catalogue."""
    WELSH.parent.mkdir(parents=True, exist_ok=True)
    WELSH.write_text(as_text(catalogue), encoding="utf-8")


def as_text(catalogue: Catalog) -> str:
    """The catalogue as a file: sorted, without dates and line numbers."""
    text = BytesIO()
    write_po(text, catalogue, width=120, sort_output=True, no_location=True, omit_header=True)
    return HEADER + text.getvalue().decode()


def is_said(message: Message) -> bool:
    """Whether every form of the message has a translation."""
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def _all() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    found = extract_from_dir(str(KITH), METHODS, OPTIONS, KEYWORDS, comment_tags=("Welsh:",))
    for name, line, words, comments, context in found:
        yield f"kith/{name}", line, words, comments, context
    home = Path(allauth.__file__).parent
    for name, line, words, _comments, context in extract_from_dir(
        str(home), [("**/tests/**", "ignore"), *SIGN_IN], {}, KEYWORDS
    ):
        yield f"allauth/{name}", line, words, [], context
