"""The person's own pages, as staff reach them when they do things together: under /for/<person>/."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse, set_script_prefix

from kith.kernel.ports import shared_pages


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
        return [Door(page.label(), reverse(page.name)) for page in shared_pages]
    finally:
        set_script_prefix(before)
