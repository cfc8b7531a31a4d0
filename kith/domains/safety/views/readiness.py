"""Pages about what has to be in place: unstaffed hours, records, a service's own phrases, and the probe."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries.staff import team as team_seen
from kith.domains.people.queries.staff import teams
from kith.domains.safety import actions
from kith.domains.safety.models import RecordKind
from kith.domains.safety.queries import phrases as phrase_queries
from kith.domains.safety.queries import readiness as queries
from kith.domains.safety.queries.cases import silent_since
from kith.domains.safety.readiness_forms import PhraseForm, PolicyForm, RecordForm
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

KEEPERS = role("administrator", "safety_officer")
OFFICER = role("safety_officer")
READERS = role(*phrase_queries.KEEPERS)


@page(KEEPERS)
def safety(request: Request) -> HttpResponse:
    """What is missing for each team, the records, and whether the alarm is alive."""
    viewer = request.viewer
    rows = [
        {
            "team": team,
            "missing": queries.ready_to_open(viewer, team.pk),
            "policy": queries.policy_in_force(viewer, team.pk),
            "to_sign": queries.policy_to_sign(viewer, team.pk),
        }
        for team in teams(viewer)
    ]
    known = {"rows": rows, "records": queries.records(viewer), "silent_since": silent_since(viewer)}
    return show(request, "safety/safety.html", known)


@page(KEEPERS)
def policy_write(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Write what happens while nobody of the team is there."""
    team = team_seen(request.viewer, team_id)
    if team is None:
        raise Http404
    before = queries.policy_to_sign(request.viewer, team_id) or queries.policy_in_force(request.viewer, team_id)
    first = {name: getattr(before, name) for name in PolicyForm.base_fields} if before else None
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            actions.write_policy(by=request.viewer, team=team, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Written. It holds once the safety officer has signed it."))
            return redirect("safety:safety")
    return show_form(request, "safety/policy_form.html", form, {"team": team})


@page(OFFICER)
def policy_sign(request: Request, policy_id: uuid.UUID) -> HttpResponse:
    """Read it and sign it."""
    policy = queries.policy_of(request.viewer, policy_id)
    if policy is None:
        raise Http404
    if request.method == "POST":
        return _done(
            request,
            "safety:safety",
            lambda: actions.sign_policy(by=request.viewer, policy=policy),
            _("Signed. It holds now."),
        )
    return show(request, "safety/policy_sign.html", {"policy": policy, "team": policy.team})


@page(OFFICER)
def record_sign(request: Request, kind: str) -> HttpResponse:
    """Write a record and sign it."""
    if kind not in RecordKind.values:
        raise Http404
    record = next(one for one in queries.records(request.viewer) if one.kind == kind)
    first = {"words": record.newest.words} if record.newest else None
    form = RecordForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        actions.sign_record(by=request.viewer, kind=kind, words=form.cleaned_data["words"])
        tell(request, _("Signed. The version before is kept."))
        return redirect("safety:safety")
    return show_form(request, "safety/record_form.html", form, {"record": record})


@page(READERS)
def phrases(request: Request) -> HttpResponse:
    """The service's own phrases."""
    right, alerts = phrase_queries.how_right(request.viewer)
    known = {"rows": phrase_queries.phrases(request.viewer), "right": right, "alerts": alerts}
    return show(request, "safety/phrases.html", known)


@page(READERS)
def phrase_new(request: Request) -> HttpResponse:
    """Propose one."""
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.propose_phrase(by=request.viewer, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Proposed. It is tried on the last four weeks now; then a second person agrees."))
            return redirect("safety:phrases")
    return show_form(request, "safety/phrase_form.html", form)


@page(READERS)
def phrase_agree(request: Request, phrase_id: uuid.UUID) -> HttpResponse:
    """Use it from now on."""
    phrase = phrase_queries.phrase_of(request.viewer, phrase_id)
    return _changed(request, phrase, lambda: actions.agree_phrase(by=request.viewer, phrase=phrase))  # type: ignore[arg-type]


@page(READERS)
def phrase_end(request: Request, phrase_id: uuid.UUID) -> HttpResponse:
    """Use it no longer."""
    phrase = phrase_queries.phrase_of(request.viewer, phrase_id)
    return _changed(request, phrase, lambda: actions.end_phrase(by=request.viewer, phrase=phrase))  # type: ignore[arg-type]


def _changed(request: Request, thing: object, do: Callable[[], object]) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if thing is None:
        raise Http404
    return _done(request, "safety:phrases", do, _("Saved. It holds from now on."))


def _done(request: Request, to: str, do: Callable[[], object], words: str) -> HttpResponse:
    try:
        do()
    except NotPossible as error:
        tell(request, error.message)
    else:
        tell(request, words)
    return redirect(to)
