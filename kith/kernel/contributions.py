"""What somebody wrote that others will see; and the port through which it is shown and decided about.

Each domain with contributions registers how to show one with what stands around it, and how to hold, hide, move or
annotate it. Safety calls the port and imports nobody above it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer
from kith.kernel.states import Lifecycle


class State(models.TextChoices):
    """Who sees it: everybody whose place it is; only its writer and the team; or nobody any more."""

    VISIBLE = "visible", _("shown")
    HELD = "held", _("waits for the team")
    HIDDEN = "hidden", _("hidden by the team")
    WITHDRAWN = "withdrawn", _("taken back by its writer")


CONTRIBUTION = Lifecycle(
    "kernel.contribution",
    {
        State.HELD: {"release": State.VISIBLE, "hide": State.HIDDEN, "withdraw": State.WITHDRAWN},
        State.VISIBLE: {"hold": State.HELD, "hide": State.HIDDEN, "withdraw": State.WITHDRAWN},
        State.HIDDEN: {"restore": State.VISIBLE, "withdraw": State.WITHDRAWN},
        State.WITHDRAWN: {},
    },
)


class Contribution(models.Model):
    """Written words in a place. `author_id` is a handle's id (rooms' Profile), never a person's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.VISIBLE)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"


@dataclass(frozen=True)
class Shown:
    """One contribution as those who decide see it: under its handle, with its earlier wordings."""

    id: uuid.UUID
    author_id: uuid.UUID
    handle: str
    avatar: str
    body: str
    state: str
    written_at: dt.datetime
    notes: Sequence[str] = ()
    earlier: Sequence[str] = ()
    place: str = ""
    """The words for where it stands."""


@dataclass(frozen=True)
class Surroundings:
    """A contribution with what was written before and after it, and the words for the place where it stands."""

    place: str
    place_id: uuid.UUID
    href: str
    it: Shown
    before: Sequence[Shown]
    after: Sequence[Shown]


class Port(Protocol):
    """What a domain can do with its contributions of one kind, for whoever watches over them.

    Every call comes from inside a use case of safety, which has asked its own policy and is audited.
    """

    kind: ClassVar[str]

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """Where it stands, or None when it is gone or not the viewer's to see."""

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """Those of them that the viewer may see, in as many queries as for one."""

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """The newest words of one handle, in places that the viewer may see."""

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Lead it on by a verb of its lifecycle; streams that showed it hear of it."""

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        """Put content notes on it."""

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        """Put it where it fits better. Raises NotPossible where it cannot go."""

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        """Where it could be moved to, with the words for each place."""

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        """A word from the team to its writer alone."""

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        """Once looked at: let go of what its writer took back."""


ports: dict[str, Port] = {}


def register(port: Port) -> None:
    """Say how contributions of this kind are shown and decided about."""
    ports[port.kind] = port


def port_of(kind: str) -> Port:
    """The port of this kind. Raises LookupError for a kind nobody registered."""
    return ports[kind]


def lead_on(thing: Any, verb: str) -> None:
    """Change the thing's state by a verb of the lifecycle, within the transaction that is running."""
    thing.state = CONTRIBUTION.after(thing.state, verb)
    thing.save(update_fields=["state"])
