"""Facts by hand: what an editor states, asks, answers, checks, takes down and puts back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from kith.domains.directory.models import (
    FACTS,
    FRESH_DAYS,
    Claim,
    Question,
    SaidBy,
    Service,
    ServiceAtLocation,
    Source,
)
from kith.domains.directory.projection import project
from kith.domains.people.actions import hold_to_limit
from kith.domains.people.queries import shown_name
from kith.kernel.access import Viewer
from kith.kernel.clock import now, today
from kith.kernel.use_cases import NotPossible, note, use_case

# In an hour, from one household and from all together: a day room may share one address.
ASKS, ASKS_TOGETHER = 30, 600


@use_case("directory.ask", on="service")
def ask(*, by: Viewer, service: Service, fact: str, address: str) -> Question:
    """Ask for something about a listing that is not known; when several ask the same, it counts."""
    if fact not in FACTS:
        raise NotPossible(_("We do not keep this fact."))
    if not hold_to_limit(by=by, kind="ask", address=address, an_hour=ASKS, together=ASKS_TOGETHER):
        raise NotPossible(
            _("Many questions came from where you are this hour. Please ask again in an hour, or ring them.")
        )
    question, is_new = Question.objects.get_or_create(
        service=service, fact=fact, answered_at=None, defaults={"asked_at": now()}
    )
    if not is_new:
        Question.objects.filter(pk=question.pk).update(times_asked=F("times_asked") + 1)
        question.refresh_from_db()
    note(fact=fact, times=question.times_asked)
    return question


@use_case("directory.state_fact", on="service")
def state_fact(
    *,
    by: Viewer,
    service: Service,
    fact: str,
    value: Any,
    said_by: str = SaidBy.TEAM,
    place: ServiceAtLocation | None = None,
) -> Claim:
    """State a fact about a listing, and who said so. "Not known" can be stated too. Older claims are kept."""
    if fact not in FACTS:
        raise NotPossible(_("We do not keep this fact."))
    if said_by not in {SaidBy.TEAM, SaidBy.PROVIDER, SaidBy.VISITOR}:
        raise NotPossible(_("Say whose word it is."), field="said_by")
    claim = Claim.objects.create(
        service=service, place=place, fact=fact, value=value, said_by=said_by, said_at=now(), source=_ours()
    )
    if value is not None:
        Question.objects.filter(service=service, fact=fact, answered_at=None).update(answered_at=now())
    service.changed_on = today()
    service.save(update_fields=["changed_on"])
    project([service.pk])
    note(fact=fact, said_by=str(said_by), is_known=value is not None)
    return claim


@use_case("directory.answer_question", on="question")
def answer_question(
    *,
    by: Viewer,
    question: Question,
    value: Any,
    said_by: str = SaidBy.PROVIDER,
    place: ServiceAtLocation | None = None,
) -> Question:
    """Answer what people asked; the answer stands on the listing at once."""
    if value is None:
        raise NotPossible(_("An answer is still missing. The question stays open."), field="value")
    state_fact(by=by, service=question.service, fact=question.fact, value=value, said_by=said_by, place=place)
    if question.answered_at is None:
        question.answered_at = now()
        question.save(update_fields=["answered_at"])
    return question


@use_case("directory.mark_checked", on="service")
def mark_checked(*, by: Viewer, service: Service) -> Service:
    """Say that a listing was checked today and is right; the next check is set."""
    service.assured_on, service.assured_by = today(), shown_name(by)[:120]
    service.next_check_on = today() + dt.timedelta(days=FRESH_DAYS)
    service.save(update_fields=["assured_on", "assured_by", "next_check_on"])
    project([service.pk])
    return service


@use_case("directory.withdraw", on="service")
def withdraw(*, by: Viewer, service: Service) -> Service:
    """Take a listing down: nobody but the directory's editors sees it."""
    return _withdrawn(service, is_withdrawn=True)


@use_case("directory.put_back", on="service")
def put_back(*, by: Viewer, service: Service) -> Service:
    """Put a listing back that was taken down."""
    return _withdrawn(service, is_withdrawn=False)


def _withdrawn(service: Service, *, is_withdrawn: bool) -> Service:
    service.is_withdrawn = is_withdrawn
    service.save(update_fields=["is_withdrawn"])
    project([service.pk])
    return service


def _ours() -> Source:
    """The source of what we wrote ourselves."""
    told = {"name": _("Our team"), "kind": Source.Kind.OURS, "created_at": now()}
    return Source.objects.get_or_create(code="ours", defaults=told)[0]
