"""Writes messages to the terminal: for somebody who builds."""

from __future__ import annotations

import sys

from kith.domains.notices.providers import Message


class Carrier:
    """The terminal."""

    def carry(self, message: Message) -> str:
        lines = (f"To: {message.to} ({message.channel})", f"Subject: {message.subject}", "", message.text, "")
        sys.stderr.write("\n".join(lines) + "\n")
        return message.id

    def carried(self, message_id: str) -> str | None:
        return None

    def came_back(self, reference: str) -> bool:
        return False
