"""What is to be sent, for whoever sends it: looked up when it leaves, never carried in an event."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kith.domains.people.models import Confirmation, Invitation
from kith.kernel.access import Viewer


@dataclass(frozen=True)
class ConfirmationMessage:
    """A code and where it goes."""

    person_id: uuid.UUID
    route: str
    """ "email" or "sms"."""
    to: str
    code: str
    language: str


@dataclass(frozen=True)
class InvitationMessage:
    """A one-time link for new staff and where it goes; the address of the page is `people:invited` with the token."""

    person_id: uuid.UUID
    to: str
    token: str
    language: str


def confirmation_message(viewer: Viewer, confirmation_id: uuid.UUID | str) -> ConfirmationMessage | None:
    """The code to send; None once it was used, or is too old to be of use."""
    found = Confirmation.objects.visible_to(viewer).filter(pk=confirmation_id).select_related("person").first()
    if found is None or not found.takes_codes or found.code is None:
        return None
    contact = found.person.contact or {}
    to = contact.get("email" if found.route == "email" else "phone", "")
    return ConfirmationMessage(found.person_id, found.route, to, found.code, found.person.language)


def invitation_message(viewer: Viewer, invitation_id: uuid.UUID | str) -> InvitationMessage | None:
    """The link to send; None once it was used, or is too old."""
    found = Invitation.objects.visible_to(viewer).filter(pk=invitation_id).select_related("person").first()
    if found is None or not found.stands_open or found.token is None:
        return None
    to = (found.person.contact or {}).get("email", "")
    return InvitationMessage(found.person_id, to, found.token, found.person.language)
