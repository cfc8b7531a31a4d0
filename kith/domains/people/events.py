"""What happened to people, for whoever above wants to hear it: codes and ids, never words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyIssued:
    """A person was given a key. The words and the PIN are not told: they leave on paper or by voice."""

    key_id: str
    person_id: str


@dataclass(frozen=True)
class KeyLocked:
    """Five wrong PINs locked a key; its team may want to know."""

    key_id: str
    person_id: str
    team_id: str


@dataclass(frozen=True)
class PersonJoined:
    """A person made their own way to sign in. `tells_referrer`: who gave the key may be told."""

    person_id: str
    key_id: str
    tells_referrer: bool


@dataclass(frozen=True)
class ConfirmationAsked:
    """A code is to be sent by "email" or "sms"; `queries.confirmation_message` says what and where to."""

    confirmation_id: str
    person_id: str
    route: str


@dataclass(frozen=True)
class StaffInvited:
    """A link is to be sent to new staff; `queries.invitation_message` says which and where to."""

    invitation_id: str
    person_id: str


@dataclass(frozen=True)
class PersonAdded:
    """A team began to know a person."""

    person_id: str


@dataclass(frozen=True)
class InvolvementBegun:
    """A worker or team works with a person from now."""

    involvement_id: str
    person_id: str


@dataclass(frozen=True)
class InvolvementEnded:
    """A worker or team no longer works with a person."""

    involvement_id: str
    person_id: str


@dataclass(frozen=True)
class StaffLeft:
    """Somebody of the team may no longer sign in; what waited for them is to be given to others."""

    person_id: str


@dataclass(frozen=True)
class CopyReady:
    """The copy of everything about somebody can be fetched."""

    copy_id: str
    person_id: str


@dataclass(frozen=True)
class AccountClosing:
    """Somebody asked to close their account; it closes on this day unless they change their mind."""

    person_id: str
    on: str


@dataclass(frozen=True)
class AccountClosed:
    """An account was closed and what was the person's own is gone."""

    person_id: str


@dataclass(frozen=True)
class SignInChanged:
    """Something about how somebody signs in was changed; they are told, in case it was not them.

    `change` names this one change, so that hearing of it twice tells them once.
    """

    person_id: str
    change: str
