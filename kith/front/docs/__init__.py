"""Pages of record printed from the code: permissions, use cases, states, floors, requirements, hazards.

Each is a function that returns Markdown; ./run docs writes them, ./run docs --check fails when one is out of date.
"""

from __future__ import annotations

from collections.abc import Callable

from kith.front.docs import floors, hazards, permissions, requirements, states, use_cases

PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions.text,
    "use-cases.md": use_cases.text,
    "states.md": states.text,
    "floors.md": floors.text,
    "requirements.md": requirements.text,
    "safety/hazards.md": hazards.text,
}
