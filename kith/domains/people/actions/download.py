"""A copy of everything about oneself: asked for, made in the background, fetched within seven days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import structlog
from django.utils.translation import gettext as _

from kith.domains.people.copying import packed
from kith.domains.people.events import CopyReady
from kith.domains.people.models import DataCopy
from kith.domains.people.models.copies import COPY, CopyState
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.jobs import job
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person

log = structlog.get_logger("kith.people")
COPYIST = system("people makes copies")
LASTS = dt.timedelta(days=7)


@use_case("people.ask_for_copy", on="person")
def ask_for_copy(*, by: Viewer, person: Person, language: str) -> DataCopy:
    """Ask for a copy of everything about oneself; an earlier copy goes when a new one is asked for."""
    making = DataCopy.objects.filter(person=person, state=CopyState.PREPARING).first()
    if making:
        return making
    for old in DataCopy.objects.filter(person=person, state=CopyState.READY):
        _expire(old)
    copy = DataCopy.objects.create(person=person, language=language, asked_at=now())
    prepare.defer(copy_id=str(copy.pk))
    return copy


@use_case("people.make_copy", on="copy")
def make_copy(*, by: Viewer, copy: DataCopy) -> DataCopy:
    """Put together everything about a person in one sealed file, and tell them that it is ready."""
    if not COPY.allows(copy.state, "finish"):
        return copy
    copy.content = packed(copy.person_id, copy.language)
    copy.state = COPY.after(copy.state, "finish")
    copy.ready_at = now()
    copy.expires_at = copy.ready_at + LASTS
    copy.save()
    note(bytes=len(copy.content))
    emit(CopyReady(str(copy.pk), str(copy.person_id)))
    return copy


@use_case("people.give_up_copy", on="copy")
def give_up_copy(*, by: Viewer, copy: DataCopy) -> None:
    """Say that a copy did not work, so that the person can ask again."""
    if COPY.allows(copy.state, "fail"):
        copy.state = COPY.after(copy.state, "fail")
        copy.save(update_fields=["state"])


@use_case("people.fetch_copy", on="copy")
def fetch_copy(*, by: Viewer, copy: DataCopy) -> bytes:
    """Fetch one's copy."""
    if copy.state != CopyState.READY or copy.expires_at is None or copy.expires_at <= now():
        raise NotPossible(_("This copy is gone. You can ask for a new one."))
    return bytes(copy.content)


def _prepare(*, copy_id: str) -> None:
    copy = DataCopy.objects.visible_to(COPYIST).filter(pk=copy_id).first()
    if copy is None:
        return
    try:
        make_copy(by=COPYIST, copy=copy)
    except Exception:
        log.exception("people.copy_failed", copy=copy_id)
        give_up_copy(by=COPYIST, copy=copy)


prepare = job("people.prepare_copy")(_prepare)


def _expire(copy: DataCopy) -> None:
    copy.state = COPY.after(copy.state, "expire")
    copy.content = None
    copy.save(update_fields=["state", "content"])
