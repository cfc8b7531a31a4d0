"""What may be seen of notices: one's own; for staff the letters, calls and troubles of those they work with."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from kith.domains.notices.composing import reference, spoken_words
from kith.domains.notices.kinds import KINDS
from kith.domains.notices.models import BY_CALL, BY_MACHINE, Channel, Delivery, Letter, Notice, State
from kith.domains.people.queries.reach import Digest, Format, Reach, digest_readers, how_to_reach
from kith.kernel.access import Viewer
from kith.kernel.sealed import unlock

SHOWN_AT_ONCE = 50


@dataclass(frozen=True)
class ToldYou:
    """One line of a person's own page of notices."""

    id: uuid.UUID
    subject: str
    made_at: dt.datetime
    page: str
    """The name of the page where it can be seen; empty where there is none."""


@dataclass(frozen=True)
class ToCarry:
    """Something that somebody of the team prints, says or puts right: for whom, what about, since when."""

    id: uuid.UUID
    person_id: uuid.UUID
    name: str
    subject: str
    channel: str
    made_at: dt.datetime
    due_at: dt.datetime
    tries: int = 0
    problem: str = ""
    phone: str = ""
    words: str = ""


@dataclass(frozen=True)
class Sheet:
    """A letter as it is printed."""

    id: uuid.UUID
    reference: str
    name: str
    address: tuple[str, ...]
    on: dt.date
    subject: str
    paragraphs: tuple[str, ...]
    format: str
    language: str
    is_posted: bool

    @property
    def is_large(self) -> bool:
        return self.format in {Format.LARGE, Format.EASY_READ}

    @property
    def needs_making(self) -> str:
        """The format that a printer cannot make, in words; empty when print is right."""
        return str(Format(self.format).label) if self.format in {Format.BRAILLE, Format.AUDIO} else ""


def told(viewer: Viewer, language: str) -> list[ToldYou]:
    """The newest notices to the viewer, in words."""
    rows = Notice.objects.visible_to(viewer).order_by("-made_at")[:SHOWN_AT_ONCE]
    return [_told(row, language) for row in rows]


def _told(row: Notice, language: str) -> ToldYou:
    known = KINDS[row.kind]
    words = spoken_words(known, row.data, language)
    return ToldYou(row.pk, words.subject, row.made_at, known.page)


def has_bounced(viewer: Viewer) -> str:
    """The channel whose last message to the viewer came back; empty when all arrive."""
    last = (
        Delivery.objects.visible_to(viewer)
        .filter(person_id=viewer.subject, channel__in=BY_MACHINE, ended_at__isnull=False)
        .exclude(state=State.WITHDRAWN)
        .order_by("-ended_at")
        .first()
    )
    return str(Channel(last.channel).label) if last and last.state != State.SENT else ""


def letters_to_print(viewer: Viewer) -> list[ToCarry]:
    """Letters nobody has posted yet, the oldest first."""
    rows = Letter.objects.visible_to(viewer).to_print().select_related("delivery__notice", "delivery__person")
    found = sorted(rows, key=lambda letter: letter.delivery.made_at)
    unlock([letter.delivery.person for letter in found])
    return [_to_carry(letter.delivery, of=letter.pk) for letter in found]


def calls_to_make(viewer: Viewer) -> list[ToCarry]:
    """What is to be said by telephone or at the next meeting, the oldest first; who did not answer comes tomorrow."""
    rows = Delivery.objects.visible_to(viewer).calls().exclude(person_id=viewer.id)
    return _carried(rows.select_related("notice", "person").order_by("made_at"))


def troubles(viewer: Viewer) -> list[ToCarry]:
    """What did not arrive and nobody has dealt with."""
    rows = Delivery.objects.visible_to(viewer).troubles().exclude(person_id=viewer.id)
    return _carried(rows.select_related("notice", "person").order_by("ended_at"))


def _carried(rows: Iterable[Delivery]) -> list[ToCarry]:
    found = list(rows)
    unlock([delivery.person for delivery in found])
    return [_to_carry(delivery, of=delivery.pk) for delivery in found]


def _to_carry(delivery: Delivery, of: uuid.UUID) -> ToCarry:
    person = delivery.person
    words = spoken_words(KINDS[delivery.notice.kind], delivery.notice.data, person.language)
    needs_words = delivery.channel in BY_CALL
    return ToCarry(
        id=of,
        person_id=delivery.person_id,
        name=person.name or "",
        subject=words.subject,
        channel=str(Channel(delivery.channel).label),
        made_at=delivery.made_at,
        due_at=delivery.due_at,
        tries=delivery.tries,
        problem=delivery.problem,
        phone=(person.contact or {}).get("phone", "") if needs_words else "",
        words=words.text if needs_words else "",
    )


def delivery_seen(viewer: Viewer, delivery_id: uuid.UUID) -> Delivery | None:
    """One delivery, for what staff do with it."""
    return Delivery.objects.visible_to(viewer).filter(pk=delivery_id).first()


def letter_seen(viewer: Viewer, letter_id: uuid.UUID) -> Letter | None:
    """One letter, for what staff do with it."""
    return Letter.objects.visible_to(viewer).filter(pk=letter_id).select_related("delivery__notice").first()


def sheet(viewer: Viewer, letter: Letter) -> Sheet | None:
    """The letter in the person's language, with their name and address; None when they cannot be written to now."""
    delivery = letter.delivery
    reach = how_to_reach(viewer, delivery.person_id)
    return _sheet(letter, delivery, reach) if reach else None


def _sheet(letter: Letter, delivery: Delivery, reach: Reach) -> Sheet:
    words = spoken_words(KINDS[delivery.notice.kind], delivery.notice.data, letter.language)
    return Sheet(
        id=letter.pk,
        reference=reference(delivery.pk),
        name=reach.name,
        address=tuple(line.strip() for line in reach.address.splitlines() if line.strip()),
        on=timezone.localdate(),
        subject=words.subject,
        paragraphs=tuple(words.text.split("\n\n")),
        format=letter.format,
        language=letter.language,
        is_posted=letter.posted_at is not None,
    )


def due_deliveries(viewer: Viewer, before: dt.datetime) -> list[uuid.UUID]:
    """What the sweep hands to the worker: released from the quiet hours, or to be tried again."""
    rows = Delivery.objects.visible_to(viewer).due().filter(due_at__lte=before).order_by("due_at")
    return list(rows.values_list("pk", flat=True)[:500])


def lately_sent(viewer: Viewer, since: dt.datetime) -> list[Delivery]:
    """What carriers took since then, to ask them whether it arrived."""
    rows = Delivery.objects.visible_to(viewer).filter(state=State.SENT, channel__in=BY_MACHINE, ended_at__gte=since)
    return list(rows.exclude(reference="").order_by("ended_at")[:500])


def to_gather(viewer: Viewer, how_often: str, since: dt.datetime) -> list[Notice]:
    """For everybody who wants a digest this often: their newest unheard "something new" since then."""
    gathered = [code for code, known in KINDS.items() if known.is_gathered]
    readers = digest_readers(viewer, Digest(how_often))
    rows = Notice.objects.visible_to(viewer).filter(person_id__in=readers, kind__in=gathered, made_at__gt=since)
    newest = {row.person_id: row for row in rows.order_by("made_at")}
    return list(newest.values())
