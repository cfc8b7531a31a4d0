"""Puts each message into a file of its own (MAIL_DIR): for the demo and the tests."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from kith.domains.notices.providers import Message
from kith.domains.notices.providers.smtp import as_email


class Carrier:
    """A folder: an .eml file for each e-mail, a .json file for each text message."""

    def carry(self, message: Message) -> str:
        settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
        path = _path(message.id, ".eml" if message.channel == "email" else ".json")
        new = path.with_suffix(".new")
        new.write_bytes(_bytes(message))
        new.replace(path)
        return path.name

    def carried(self, message_id: str) -> str | None:
        found = (path for ending in (".eml", ".json") if (path := _path(message_id, ending)).exists())
        return next((path.name for path in found), None)

    def came_back(self, reference: str) -> bool:
        return False


def _path(message_id: str, ending: str) -> Path:
    folder: Path = settings.MAIL_DIR
    return folder / f"{message_id}{ending}"


def _bytes(message: Message) -> bytes:
    if message.channel == "email":
        return as_email(message).message().as_bytes()
    kept = {"to": message.to, "text": message.text, "language": message.language}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode()
