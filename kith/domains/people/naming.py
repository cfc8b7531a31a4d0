"""Which handles somebody may bear: free, fit to be shown, and unlike anything that could give them away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.people import handles
from kith.domains.people.likeness import Identity, is_too_like
from kith.domains.people.models import Pseudonym
from kith.kernel.use_cases import NotPossible

if TYPE_CHECKING:
    from kith.domains.people.models import Person

OFFERED = 3
_OURS = {"admin", "administrator", "moderator", "staff", "team", "support", "nurse", "doctor", "kith", "helper", "host"}


class NameRefused(NotPossible):
    """This handle cannot be had; three others can."""

    def __init__(self, message: str, alternatives: list[str]) -> None:
        super().__init__(message, field="own")
        self.alternatives = alternatives


def fit_to_be_shown(person: Person, typed: str) -> str:
    """The handle as it will be shown. Raises NameRefused."""
    handle, identity = handles.tidy(typed), identity_of(person)
    why_not = _why_not(handle, identity)
    if why_not:
        raise NameRefused(why_not, free_handles(identity, OFFERED))
    return handle


def taken(person: Person) -> NameRefused:
    """Somebody else has this handle; here are three others."""
    return NameRefused(
        _("Someone here has this name, or one very like it."), free_handles(identity_of(person), OFFERED)
    )


def identity_of(person: Person) -> Identity:
    """What we know of the person that their handle must not tell."""
    email = (person.contact or {}).get("email") or ""
    names = tuple(name for name in (person.name, person.known_as) if name)
    return Identity(names, (email,) if email else ())


def free_handles(identity: Identity, count: int) -> list[str]:
    """Handles that nobody has and that do not sound like this person."""
    found: list[str] = []
    while len(found) < count:
        drawn = handles.draw(count * 4)
        taken = set(Pseudonym.objects.filter(folded__in=map(handles.fold, drawn)).values_list("folded", flat=True))
        found += [h for h in drawn if handles.fold(h) not in taken and not is_too_like(h, identity) and h not in found]
    return found[:count]


def _why_not(handle: str, identity: Identity) -> str:
    folded, words = handles.fold(handle), re.split(r"[\W_]+", handle)
    why_not = ""
    if not handles.SHORTEST <= len(handle) <= handles.LONGEST or len(folded) < handles.SHORTEST:
        why_not = _("A name has 3 to 24 letters.")
    elif not re.fullmatch(r"[^\W_](?:[^\W_]|[ '-])*", handle):
        why_not = _("Use letters, numbers, spaces and hyphens only.")
    elif re.search(r"\d{4}", handle):
        why_not = _("Four numbers in a row could be a birthday or a phone number. Please leave them out.")
    elif any(handles.fold(word) in _OURS for word in [*words, handle]):
        why_not = _("Someone could think that this name is one of our team. Please choose another.")
    elif is_too_like(handle, identity):
        why_not = _("This name is close to your own name or e-mail. Someone who knows you could guess it is you.")
    elif Pseudonym.objects.filter(folded=folded).exists():
        why_not = _("Someone here has this name, or one very like it.")
    return why_not
