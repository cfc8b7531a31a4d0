"""The floors of the house, read from the contract that keeps them."""

import configparser

from django.conf import settings

_LEAD = """# Floors

Printed from `.importlinter` by `./run docs`. A domain calls only downwards; neighbours on one floor are strangers.
Names in brackets are not built yet.
"""


def text() -> str:
    """The whole page."""
    contract = configparser.ConfigParser()
    contract.read(settings.ROOT / ".importlinter")
    house = _layers(contract["importlinter:contract:house"]["layers"])
    floors = _layers(contract["importlinter:contract:floors"]["layers"])
    lines = [_LEAD, "```"]
    for layer in house:
        lines += [f"    {floor}" for floor in floors] if layer == "domains" else [layer]
    return "\n".join([*lines, "```", ""])


def _layers(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]
