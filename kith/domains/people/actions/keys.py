"""Giving a key to a person, taking it back, and trying it at the door."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.people import key_words, tries
from kith.domains.people.digests import digest, digests, is_digest
from kith.domains.people.events import KeyIssued, KeyLocked
from kith.domains.people.models import AgeBand, KeyGrant, KeyPurpose, KeyState
from kith.domains.people.models.keys import KEY, PIN_TRIES
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person, Team
    from kith.kernel.access import Viewer

LASTS = dt.timedelta(days=14)
IDENTIFIERS = {
    "date_of_birth": gettext_lazy("Date of birth"),
    "address": gettext_lazy("Home address"),
    "phone": gettext_lazy("A phone number we already hold"),
    "nhs_number": gettext_lazy("NHS number"),
    "known": gettext_lazy("I know them, and saw them in person"),
}


@dataclass(frozen=True)
class IssuedKey:
    """A key as it is printed or read out, once: afterwards nobody can tell it again."""

    grant: KeyGrant
    words: list[str]
    pin: str


@dataclass(frozen=True)
class Tried:
    """How a try went: right, wrong, too_many, or the state of a key that opens no more."""

    outcome: str
    key: KeyGrant | None = None
    left: int = 0

    @property
    def is_right(self) -> bool:
        return self.outcome == "right"


@use_case("people.issue_key", on="person")
def issue_key(*, by: Viewer, person: Person, team: Team, age_band: str = AgeBand.ADULT) -> IssuedKey:
    """Give a person a key to join with; one they had before stops working."""
    if age_band != AgeBand.ADULT:
        raise NotPossible(
            _("This service is for people aged 18 or over, so we cannot make this key."), field="age_band"
        )
    if hasattr(person, "account"):
        raise NotPossible(_("This person has joined already. You can help them to sign in again."))
    return _issue(by, person, team, KeyPurpose.JOIN)


@use_case("people.issue_return_key", on="person")
def issue_return_key(*, by: Viewer, person: Person, team: Team, checked: Iterable[str]) -> IssuedKey:
    """Give a person who lost their recovery sheet a key to sign in again, after checking who they are in two ways."""
    ways = set(checked) & set(IDENTIFIERS)
    if len(ways) < 2:
        raise NotPossible(_("Check two things with the person first, then tick them."), field="checked")
    if not hasattr(person, "account"):
        raise NotPossible(_("This person has not joined yet. You can give them a key to join."))
    note(checked=sorted(ways))
    return _issue(by, person, team, KeyPurpose.RETURN)


@use_case("people.revoke_key", on="key")
def revoke_key(*, by: Viewer, key: KeyGrant) -> None:
    """Take a key back, so that it opens nothing."""
    if not KEY.allows(key.state, "revoke"):
        raise NotPossible(_("This key opens nothing any more, so there is nothing to take back."))
    key.end("revoke")


@use_case("people.try_key")
def try_key(*, by: Viewer, typed: str, address: str) -> Tried:
    """Look for the key whose words somebody typed. Words that are no key at all do not count as a try."""
    try:
        secret = key_words.read(typed)
    except key_words.Misread as slip:
        raise NotPossible(_in_words(slip), field="words") from slip
    if not tries.take(tries.KEYS, address):
        return _tried("too_many")
    key = KeyGrant.objects.filter(digest__in=digests("key", secret)).first()
    if key is None:
        return _tried("wrong")
    tries.give_back(tries.KEYS, address)
    return _tried("right" if key.stands_open else key.standing, key)


@use_case("people.try_pin", on="key")
def try_pin(*, by: Viewer, key: KeyGrant, pin: str, address: str) -> Tried:
    """Try the PIN of a key; the fifth wrong one locks the key for good."""
    if not key.stands_open:
        return _tried(key.standing, key)
    if not tries.take(tries.PINS, address):
        return _tried("too_many", key)
    if is_digest("pin", f"{key.pk}:{pin}", key.pin_digest):
        tries.give_back(tries.PINS, address)
        return _tried("right", key)
    key.wrong_pins += 1
    if key.wrong_pins < PIN_TRIES:
        key.save(update_fields=["wrong_pins"])
        return _tried("wrong", key)
    key.end("lock")
    emit(KeyLocked(key_id=str(key.pk), person_id=str(key.person_id), team_id=str(key.team_id)))
    return _tried(KeyState.LOCKED, key)


def _issue(by: Viewer, person: Person, team: Team, purpose: str) -> IssuedKey:
    for old in KeyGrant.objects.filter(person=person, state__in=[KeyState.ISSUED, KeyState.LOCKED]):
        old.end("revoke")
    at = now()
    secret, pin = key_words.new_key(), f"{secrets.randbelow(10_000):04}"
    key = KeyGrant(
        person=person,
        team=team,
        issued_by_id=None if by.is_system else by.id,
        purpose=purpose,
        age_band=AgeBand.ADULT,
        digest=digest("key", secret),
        issued_at=at,
        expires_at=at + LASTS,
    )
    key.pin_digest = digest("pin", f"{key.pk}:{pin}")
    key.save(force_insert=True)
    note(key=str(key.pk), purpose=purpose)
    emit(KeyIssued(key_id=str(key.pk), person_id=str(person.pk)))
    return IssuedKey(key, key_words.words_of(secret), pin)


def _tried(outcome: str, key: KeyGrant | None = None) -> Tried:
    left = PIN_TRIES - key.wrong_pins if key else 0
    note(outcome=outcome, key=str(key.pk) if key else None)
    return Tried(outcome, key, left)


def _in_words(slip: key_words.Misread) -> str:
    match slip:
        case key_words.WrongCount(count=count):
            return _("A key has 12 words. We found %(count)s.") % {"count": count}
        case key_words.NoSuchWord(place=place, word=word):
            return _("We do not know word %(place)s, “%(word)s”. Look at it once more.") % {
                "place": place,
                "word": word,
            }
    return _("One of the words is different on your sheet, or two changed places. This did not use up a try.")
