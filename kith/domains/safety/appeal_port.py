"""Words of an appeal as those who watch over people see them: noticed like any others, and read by the team alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.domains.people.queries.apart import handles_of
from kith.domains.safety.models import Appeal
from kith.kernel.access import Viewer, system
from kith.kernel.contributions import Shown, State, Surroundings
from kith.kernel.sealed import unlock
from kith.kernel.use_cases import NotPossible

APPEALED = "safety.appeal"
_HOUSE = system("safety shows")


class AppealPort:
    """It stands in no room: it is answered on its own page, and nothing about it is hidden or moved."""

    kind: ClassVar[str] = APPEALED

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """The words of the appeal; None where the viewer does not see it."""
        it = self.many(viewer, [contribution_id]).get(contribution_id)
        if it is None:
            return None
        href = reverse("safety:appeal-answer", args=[contribution_id])
        return Surroundings(it.place, contribution_id, href, it, (), ())

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """Those that the viewer sees."""
        found = list(Appeal.objects.visible_to(viewer).filter(pk__in=contribution_ids))
        unlock(found)
        handles = handles_of(_HOUSE, [one.author_id for one in found])
        return {one.pk: _shown(one, *handles.get(one.author_id, ("", ""))) for one in found}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """What somebody wrote in rooms is their history; how they defended it is not."""
        return []

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Nobody but the team reads it."""
        raise NotPossible(_("Only the team reads this. It can be answered, and nothing else."))

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        """It carries no notes."""
        raise NotPossible(_("Content notes go on posts."))

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        """It stands nowhere else."""
        raise NotPossible(_("It cannot be moved there."))

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        """Nowhere else."""
        return []

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        """The answer to the appeal is the reply."""
        raise NotPossible(_("Only the team reads this. It can be answered, and nothing else."))

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        """It cannot be taken back."""


def _shown(one: Appeal, handle: str, avatar: str) -> Shown:
    return Shown(
        one.pk, one.author_id, handle, avatar, one.words or "", State.VISIBLE, one.at, place=_("Asks to look again")
    )
