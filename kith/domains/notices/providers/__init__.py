"""Who carries a message out of the house: one small interface, and which of them the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


@dataclass(frozen=True)
class Message:
    """One message, ready to leave; `id` stays the same however often it is tried."""

    id: str
    channel: str
    to: str
    subject: str
    text: str
    language: str


class CameBack(Exception):
    """It can never arrive there; the argument is a short code of the reason."""


class TryLater(Exception):
    """The carrier did not take it this time; the argument is a short code of the reason."""


class Provider(Protocol):
    """Carries messages."""

    def carry(self, message: Message) -> str:
        """Take the message; returns the carrier's own reference. Raises CameBack or TryLater."""

    def carried(self, message_id: str) -> str | None:
        """The reference of a message that was taken before, if this carrier can tell; else None."""

    def came_back(self, reference: str) -> bool:
        """Whether what was taken could not be delivered after all, if this carrier can tell."""


_NAMES = ("console", "file", "smtp", "notify")


def provider_for(channel: str) -> Provider:
    """The carrier that the settings name for this channel."""
    name = settings.EMAIL_PROVIDER if channel == "email" else settings.SMS_PROVIDER
    if name not in _NAMES:
        raise LookupError(f"There is no provider called {name!r}; choose one of {', '.join(_NAMES)}")
    return cast("Provider", import_module(f"{__name__}.{name}").Carrier())
