"""Names: how somebody is greeted, and which handle is one's own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from kith.domains.people import vault
from kith.domains.people.models import Person, Pseudonym
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.kernel.sealed import unlock

_HOUSE = system("people shows names")
_MOST_HANDLES = 10_000
_own_handles: dict[uuid.UUID, uuid.UUID] = {}
_own_names: dict[uuid.UUID, tuple[dt.datetime, tuple[str, ...]]] = {}
_NAMES_STAY = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class WhoAmI:
    """What a person's own pages may say about them."""

    name: str
    handle: str
    avatar: str
    is_open_account: bool
    """True: no care team stands behind them, and pages that take words say so."""


def who_am_i(viewer: Viewer) -> WhoAmI:
    """The viewer as their own pages know them. For staff who act for somebody: that person's name, never a handle."""
    person = Person.objects.visible_to(viewer).filter(pk=viewer.subject).first()
    if person is None:
        return WhoAmI("", "", "", is_open_account=False)
    own = _own_handle(viewer)
    handle, avatar = (own.handle, own.avatar) if own else ("", "")
    name = handle or person.known_as or person.name or ""
    return WhoAmI(name, handle, avatar, person.is_open_account)


def shown_name(viewer: Viewer) -> str:
    """How a page greets the viewer: members by their handle, staff by their name."""
    return who_am_i(viewer).name


def names_of(viewer: Viewer, person_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of these people, as far as the viewer may see them."""
    people = list(Person.objects.visible_to(viewer).filter(pk__in=person_ids))
    unlock(people)
    return {person.pk: person.known_as or person.name or "" for person in people}


def own_handle(viewer: Viewer) -> uuid.UUID | None:
    """The id of the viewer's own handle. Kept in this process, since a link never changes until it is forgotten."""
    if not viewer.is_member:
        return None
    kept = _own_handles.get(viewer.id)
    if kept is None and (kept := vault.handle_of(viewer.id)):
        if len(_own_handles) >= _MOST_HANDLES:
            _own_handles.clear()
        _own_handles[viewer.id] = kept
    return kept


def own_names(viewer: Viewer) -> tuple[str, ...]:
    """What a member is really called, which nobody in the rooms is to learn; the team is seen by name, so nothing.

    Kept in this process for a few minutes, beside nothing that says as whom they are seen.
    """
    if not viewer.is_member or viewer.on_behalf_of is not None:
        return ()
    kept = _own_names.get(viewer.id)
    if kept is None or abs(now() - kept[0]) >= _NAMES_STAY:
        person = Person.objects.visible_to(viewer).filter(pk=viewer.id).first()
        found = {person.name, person.known_as} if person else set()
        seen_as = _own_handle(viewer)
        found -= {seen_as.handle} if seen_as else set()
        if len(_own_names) >= _MOST_HANDLES:
            _own_names.clear()
        kept = _own_names[viewer.id] = (now(), tuple(sorted(name for name in found if name)))
    return kept[1]


def persons_behind(viewer: Viewer, handle_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Whose these handles are, in no order: for the house's own work, such as telling somebody of something new."""
    if not viewer.is_system:
        return []
    found = {vault.person_of(handle_id) for handle_id in handle_ids}
    return sorted(found - {None}, key=str)  # type: ignore[arg-type]


def forget_own_handle(person_id: uuid.UUID) -> None:
    """Drop what this process keeps, once the link is gone."""
    _own_handles.pop(person_id, None)
    _own_names.pop(person_id, None)


def _own_handle(viewer: Viewer) -> Pseudonym | None:
    pseudonym_id = own_handle(viewer)
    return Pseudonym.objects.visible_to(_HOUSE).filter(pk=pseudonym_id).first() if pseudonym_id else None
