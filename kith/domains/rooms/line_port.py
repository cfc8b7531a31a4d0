"""Lines of live talk as those who watch over the rooms see them and decide about them (kernel.contributions)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.domains.rooms.models import Line, Profile, Side, Whisper, Wording
from kith.domains.rooms.speaking import KIND
from kith.domains.rooms.written import tidy
from kith.kernel import bus
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import Shown, State, Surroundings, lead_on
from kith.kernel.sealed import unlock
from kith.kernel.use_cases import NotPossible

AROUND = 8
LONGEST_WHISPER = 600


class LinePort:
    """Every call comes from a use case of safety, which has asked its own policy and is audited."""

    kind: ClassVar[str] = KIND

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """The line between what was said before and after it."""
        it = _seen(viewer).filter(pk=contribution_id).first()
        if it is None:
            return None
        others = _seen(viewer).filter(room=it.room_id)
        before = list(others.filter(seq__lt=it.seq).order_by("-seq")[:AROUND])[::-1]
        after = list(others.filter(seq__gt=it.seq).order_by("seq")[:AROUND])
        _unlock([it, *before, *after])
        return Surroundings(
            place=it.room.name,
            place_id=it.room_id,
            href=f"{reverse('rooms:living-room')}#l{it.seq}",
            it=_shown(it),
            before=[_shown(one) for one in before],
            after=[_shown(one) for one in after],
        )

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """Those lines that were said in rooms open to the viewer."""
        rows = list(_seen(viewer).filter(pk__in=contribution_ids))
        _unlock(rows)
        return {one.pk: _shown(one) for one in rows}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """The newest lines of one handle, in rooms that stand open to the viewer."""
        rows = list(_seen(viewer).filter(author_id=author_id).order_by("-written_at")[:most])
        _unlock(rows)
        return [_shown(one) for one in rows]

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Hold, show, hide or restore it, on every screen it stands on."""
        change_line(_found(by, contribution_id), verb)

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        """A line carries no notes: it is read as it comes."""
        raise NotPossible(_("Content notes go on posts. A line can be hidden."))

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        """A line stays where it was said."""
        raise NotPossible(_("It cannot be moved there."))

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        """Nowhere else."""
        return []

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        """A word to its writer alone, on their screen at once."""
        tell_alone(by, _found(by, contribution_id), words)

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        """Somebody has looked: what its writer took back goes."""
        Wording.objects.filter(line=contribution_id).delete()


def change_line(line: Line, verb: str) -> Line:
    """Lead a line on, and tell every stream that showed it. What is taken back is sealed at once (H9)."""
    lead_on(line, verb)
    line.changed_at = now()
    if line.state == State.WITHDRAWN and line.body:
        Wording.objects.create(line=line, author_id=line.author_id, body=line.body, at=line.changed_at)
        line.body = ""
    line.save(update_fields=["changed_at", "body"])
    bus.tell(f"room:{line.room_id}", f"~{line.seq}")
    return line


def tell_alone(by: Viewer, line: Line, words: str) -> Whisper:
    """Say something to the writer of a line that nobody else sees."""
    me, words = Profile.objects.own(by).filter(side=Side.TEAM).first(), tidy(words)
    if me is None:
        raise NotPossible(_("Go into the room first, so that they can see who you are."))
    if not words or len(words) > LONGEST_WHISPER:
        problem = _("Please make this shorter.") if words else _("Write a few words first.")
        raise NotPossible(problem, field="body")
    said = Whisper.objects.create(room_id=line.room_id, to_id=line.author_id, by=me, about=line, body=words, at=now())
    bus.tell(f"to:{line.author_id}", str(said.pk))
    return said


def _seen(viewer: Viewer) -> QuerySet[Line]:
    known = Line.objects.visible_to(viewer).select_related("author", "room")
    return known.prefetch_related(Prefetch("wordings", Wording.objects.order_by("at")))


def _unlock(lines: Sequence[Line]) -> None:
    unlock([wording for line in lines for wording in _wordings(line)])


def _wordings(line: Any) -> list[Wording]:
    return list(line.wordings.all())


def _shown(line: Line) -> Shown:
    return Shown(
        id=line.pk,
        author_id=line.author_id,
        handle=line.author.shown_name,
        avatar=line.author.avatar,
        body=line.body,
        state=line.state,
        written_at=line.written_at,
        earlier=tuple(wording.body or "" for wording in _wordings(line)),
        place=line.room.name,
    )


def _found(by: Viewer, contribution_id: uuid.UUID) -> Line:
    line = Line.objects.visible_to(by).select_for_update(no_key=True).filter(pk=contribution_id).first()
    if line is None:
        raise NotPossible(_("It is no longer there."))
    return line
