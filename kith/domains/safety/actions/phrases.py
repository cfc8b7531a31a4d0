"""A service's own words beside the lexicon: proposed by one, tried on history, agreed by another, ended by any."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from kith.domains.safety.events import PhraseProposed
from kith.domains.safety.models import Family, Phrase, PhraseState, Screened
from kith.domains.safety.models.readiness import PHRASE
from kith.domains.safety.queries.reading import forget_phrases, would_add
from kith.kernel.access import Viewer
from kith.kernel.clock import now, today
from kith.kernel.contributions import ports
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

REVIEW_EVERY = dt.timedelta(days=180)
HISTORY, MOST_TRIED, AT_ONCE = dt.timedelta(days=28), 5000, 200


@use_case("safety.propose_phrase")
def propose_phrase(*, by: Viewer, words: str, family: str, tier: int, owner: str) -> Phrase:
    """Propose a word or phrase that a service wants to notice; it is tried on the last four weeks first."""
    kept = " ".join(words.split())
    if not 2 <= len(kept) <= 80:
        raise NotPossible(_("Give a word or a short phrase."), field="words")
    if family not in Family.values:
        raise NotPossible(_("Choose from the list."), field="family")
    if not 1 <= tier <= 4:
        raise NotPossible(_("Choose from the list."), field="tier")
    if not owner.strip():
        raise NotPossible(_("Say who answers for it."), field="owner")
    if Phrase.objects.filter(words__iexact=kept).exclude(state=PhraseState.ENDED).exists():
        raise NotPossible(_("It is on the list already."), field="words")
    phrase = Phrase.objects.create(
        words=kept,
        family=family,
        tier=tier,
        owner=owner.strip(),
        review_due_on=today() + REVIEW_EVERY,
        by_id=by.id,
        at=now(),
    )
    note(family=family, tier=tier)
    emit(PhraseProposed(str(phrase.pk)))
    return phrase


@use_case("safety.try_phrase", on="phrase")
def try_phrase(*, by: Viewer, phrase: Phrase) -> Phrase:
    """Try a phrase on what was written in the last four weeks: how many flags a week would it have added?"""
    phrase.would_add = would_add(_history(by), phrase)
    phrase.save(update_fields=["would_add"])
    note(would_add=round(phrase.would_add, 1))
    return phrase


@use_case("safety.agree_phrase", on="phrase")
def agree_phrase(*, by: Viewer, phrase: Phrase) -> Phrase:
    """Agree, as a second person who has seen the trial, that a phrase is used from now on."""
    if phrase.would_add is None:
        raise NotPossible(_("It is still being tried. Look again in a minute."))
    _lead(phrase, "agree")
    phrase.agreed_by_id, phrase.agreed_at = by.id, now()
    phrase.save()
    return phrase


@use_case("safety.end_phrase", on="phrase")
def end_phrase(*, by: Viewer, phrase: Phrase) -> Phrase:
    """Use a phrase no longer; what it flagged before stays as it was."""
    _lead(phrase, "end")
    phrase.save(update_fields=["state"])
    return phrase


def _lead(phrase: Phrase, verb: str) -> None:
    if not PHRASE.allows(phrase.state, verb):
        raise NotPossible(_("Somebody has changed this since. Please look again."))
    phrase.state = PHRASE.after(phrase.state, verb)
    transaction.on_commit(forget_phrases)


def _history(viewer: Viewer) -> Iterator[tuple[dt.datetime, str]]:
    """What was written lately, as it reads now; words that were taken back are not tried on."""
    rows = Screened.objects.visible_to(viewer).filter(written_at__gte=now() - HISTORY, kind__in=list(ports))
    known: list[tuple[str, uuid.UUID]] = list(
        rows.order_by("-written_at").values_list("kind", "contribution_id")[:MOST_TRIED]
    )
    for start in range(0, len(known), AT_ONCE):
        for kind, port in ports.items():
            wanted = [pk for of, pk in known[start : start + AT_ONCE] if of == kind]
            yield from ((one.written_at, one.body) for one in port.many(viewer, wanted).values())
