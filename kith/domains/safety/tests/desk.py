"""A desk to try things at: a port that keeps words in memory, and rows of the queue made by the house."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from kith.domains.people.queries import own_handle
from kith.domains.people.tests import factories as people
from kith.domains.safety.models import Screened
from kith.domains.safety.tests.factories import HOUSE
from kith.domains.safety.tests.words import write
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.contributions import CONTRIBUTION, Shown, State, Surroundings
from kith.kernel.use_cases import NotPossible

KIND = "tests.words"


@dataclass
class Told:
    """A word from the team to a writer alone."""

    by: uuid.UUID
    words: str


class DeskPort:
    """Words in one place that everybody signed in reads, but for those whom `closed_to` names."""

    kind: ClassVar[str] = KIND

    def __init__(self) -> None:
        self.kept: dict[uuid.UUID, Shown] = {}
        self.closed_to: set[uuid.UUID] = set()
        self.told: list[Told] = []
        self.forgotten: list[uuid.UUID] = []
        self.elsewhere = uuid.uuid4()
        self.asked = 0

    def write(self, author_id: uuid.UUID, body: str, state: str = State.VISIBLE) -> Shown:
        shown = Shown(uuid.uuid4(), author_id, "Quiet Kestrel", "00000000", body, state, now(), place="Willow")
        self.kept[shown.id] = shown
        return shown

    def _reads(self, viewer: Viewer) -> bool:
        return (viewer.is_system or viewer.is_signed_in) and viewer.id not in self.closed_to

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        it = self.kept.get(contribution_id)
        if it is None or not self._reads(viewer):
            return None
        return Surroundings("Willow: Hello", uuid.uuid4(), "/rooms/willow", it, (), ())

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        self.asked += 1
        if not self._reads(viewer):
            return {}
        return {one: self.kept[one] for one in contribution_ids if one in self.kept}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        mine = [one for one in self.kept.values() if one.author_id == author_id] if self._reads(viewer) else []
        return mine[:most]

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        if contribution_id not in self.kept:
            raise NotPossible("It is no longer there.")
        it = self.kept[contribution_id]
        self.kept[contribution_id] = replace(it, state=CONTRIBUTION.after(it.state, verb))

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        self.kept[contribution_id] = replace(self.kept[contribution_id], notes=tuple(notes))

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        if place_id != self.elsewhere:
            raise NotPossible("It cannot be moved there.")
        self.kept[contribution_id] = replace(self.kept[contribution_id], place="Elm")

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        return [(self.elsewhere, "Elm")]

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        self.told.append(Told(by.id, words))

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        self.forgotten.append(contribution_id)


class Desk:
    """A team with two moderators, a clinician and a peer; members write, and rows stand in the queue."""

    def __init__(self, cast: Any, port: DeskPort) -> None:
        self.cast, self.port, self.team = cast, port, cast.team
        self.mo = people.make_staff("Mo Sayed", "moderator", team=cast.team)
        self.yan = people.make_staff("Yan Kowal", "moderator", team=cast.team)
        self.osei = cast.osei
        self.peer = people.make_staff("Leah Peers", "peer_worker", team=cast.team)
        people.make_pseudonym(cast.heron.id)
        people.make_pseudonym(cast.saffron.id)

    def handle(self, member: Viewer) -> uuid.UUID:
        found = own_handle(member)
        assert found is not None
        return found

    def write(self, tier: int = 0, body: str = "Today was a good day.", *, by: Viewer | None = None, **more: Any):
        """Something that Heron, or whoever else, wrote; its row of the queue."""
        author = self.handle(by or self.cast.heron)
        it = self.port.write(author, body, State.HELD if more.get("is_held") else State.VISIBLE)
        given = {"written_at": it.written_at, **more}
        write(self.team.pk, tier, author=author, kind=KIND, contribution_id=it.id, **given)
        return self.row(it.id)

    def row(self, contribution_id: uuid.UUID) -> Screened:
        with acting_as(HOUSE):
            return Screened.objects.get(contribution_id=contribution_id)

    def fresh(self, screened: Screened) -> Screened:
        with acting_as(HOUSE):
            return Screened.objects.get(pk=screened.pk)

    def state(self, screened: Screened) -> str:
        return self.port.kept[screened.contribution_id].state


def later(**time: int) -> dt.datetime:
    return now() + dt.timedelta(**time)
