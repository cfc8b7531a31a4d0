"""From a kind and its codes to the words that leave the house, in the person's language."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kith.domains.notices.kinds import SMS_LENGTH, Kind


@dataclass(frozen=True)
class Letterhead:
    """A subject and a text, ready for one channel."""

    subject: str
    text: str


def front_door() -> str:
    """The only address a message names."""
    return str(settings.KITH_PUBLIC_URL).rstrip("/")


def email_words(kind: Kind, data: Mapping[str, str], language: str) -> Letterhead:
    """An e-mail: no greeting by name, no details, where to sign in and how to hear less."""
    with override(language):
        said = kind.say(data)
        door = () if "link" in data else (front_door() or _("Open the front page as you always do."),)
        foot = _("You choose how we reach you: sign in, then You, then Messages and reminders.")
        return Letterhead(said.subject, "\n\n".join((*said.lines, *door, foot)) + "\n")


def sms_words(kind: Kind, data: Mapping[str, str], language: str) -> Letterhead:
    """A text message of at most 160 characters: what cannot be left out, and the address in full."""
    with override(language):
        said = kind.say(data)
        subject = said.subject.rstrip(".")
        start = subject if str(settings.KITH_SERVICE_NAME) in subject else f"{settings.KITH_SERVICE_NAME}: {subject}"
        needed = said.lines[:1] if "code" in data else ()
        parts = [f"{start}.", *needed, front_door()]
        for line in said.lines[len(needed) :]:
            if len(" ".join([*parts, line])) < SMS_LENGTH:
                parts.insert(-1, line)
        return Letterhead(said.subject, " ".join(part for part in parts if part))


def spoken_words(kind: Kind, data: Mapping[str, str], language: str) -> Letterhead:
    """What somebody of the team says or prints, without a link that paper and voice do not need."""
    with override(language):
        said = kind.say(data)
        return Letterhead(said.subject, "\n\n".join(said.lines))


def reference(delivery_id: uuid.UUID) -> str:
    """Eight characters to find a letter again; they say nothing of the person."""
    return delivery_id.hex[:8].upper()
