"""The person's own pages, as staff reach them when they do things together: under /for/<person>/."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The floors above own these pages; a link whose page is not built is not drawn.
_PAGES = (
    ("network:map", gettext_noop("Their map")),
    ("network:what-matters", gettext_noop("What matters to them")),
    ("network:ideas", gettext_noop("Ideas for them")),
    ("directory:things-to-do", gettext_noop("Things to do")),
    ("plans:plan", gettext_noop("Their plan")),
)


@dataclass(frozen=True)
class Door:
    """One of the person's pages."""

    label: str
    url: str


def doors_to(person_id: uuid.UUID) -> list[Door]:
    """The pages that staff may use with the person."""
    before = get_script_prefix()
    set_script_prefix(f"{before}for/{person_id}/")
    try:
        return [Door(_(label), url) for name, label in _PAGES if (url := _address(name))]
    finally:
        set_script_prefix(before)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
