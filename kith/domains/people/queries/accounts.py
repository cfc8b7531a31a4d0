"""What the pages of signing in need to know, before or beside a viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from kith.domains.people.digests import digests
from kith.domains.people.models import Account, Confirmation, Invitation, KeyGrant, RecoveryCode
from kith.domains.people.naming import OFFERED, free_handles, identity_of
from kith.kernel.access import Viewer, system

if TYPE_CHECKING:
    import uuid

_DOOR = system("people opens doors")


def invitation_of(viewer: Viewer, token: str) -> Invitation | None:
    """The invitation this link belongs to."""
    invitations = Invitation.objects.visible_to(_DOOR)
    return invitations.filter(digest__in=digests("invitation", token)).select_related("person").first()


def door_of(viewer: Viewer, kind: str, door_id: uuid.UUID | str) -> KeyGrant | Confirmation | None:
    """The door that this visit has already proved to hold: its id stands in the sealed visit only."""
    doors = KeyGrant.objects.visible_to(_DOOR) if kind == "key" else Confirmation.objects.visible_to(_DOOR)
    return doors.select_related("person").filter(pk=door_id).first()


def free_names(viewer: Viewer, door: KeyGrant | Confirmation) -> list[str]:
    """Handles to choose from that nobody has and that do not sound like the person at this door."""
    return free_handles(identity_of(door.person), OFFERED)


def account_of(viewer: Viewer, account_id: uuid.UUID | str) -> Account | None:
    """The account that this visit has just made: its id stands in the sealed visit only."""
    return Account.objects.select_related("person").filter(pk=account_id, is_active=True).first()


def has_second_step(viewer: Viewer, account: Account) -> bool:
    """Whether a phone was set up for this account."""
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def spare_codes_left(viewer: Viewer, account: Account) -> int:
    """How many spare codes of one's own are unused."""
    kept = Authenticator.objects.filter(user=account, user__person_id=viewer.id, type="recovery_codes").first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def recovery_codes_left(viewer: Viewer) -> int | None:
    """How many codes of one's own recovery sheet are unused; None for who signs in without a password, as in a demo."""
    account = Account.objects.filter(person_id=viewer.id, is_active=True).first()
    if account is None or not account.has_usable_password():
        return None
    return RecoveryCode.objects.visible_to(_DOOR).filter(person_id=viewer.id, used_at=None).count()
