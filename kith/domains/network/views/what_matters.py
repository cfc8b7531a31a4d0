"""What matters to me: small parts, each of them to be skipped, all of them to be changed or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.domains.network.forms import STEPS, Needs, NeedsInWords, Step
from kith.domains.people.actions import forget_what_matters, say_what_matters
from kith.domains.people.queries import person_of
from kith.domains.people.queries import what_matters as known_of
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

if TYPE_CHECKING:
    from kith.domains.people.actions.what_matters import Answers

OUTDATED = gettext_noop("This was changed in another window. Your words are still here. Press Save to keep them.")
PARTS = [step for step in STEPS if step is not NeedsInWords]


@page(MEMBERS)
@require_GET
def what_matters(request: Request) -> HttpResponse:
    """All that is known, part by part, with a way to change each."""
    known = known_of(request.viewer)
    parts = [(step, [fact for one in _belonging(step) for fact in one.of(known).facts()]) for step in PARTS]
    return show(request, "network/what_matters.html", {"parts": parts, "known": known, "first": PARTS[0].code})


@page(MEMBERS)
@require_http_methods(["GET", "POST"])
def what_matters_part(request: Request, part: str) -> HttpResponse:
    """One part; what was said is kept, and the next part follows."""
    step = next((one for one in STEPS if one.code == part), None)
    if step is None:
        raise Http404
    form = step.of(known_of(request.viewer), request.POST if request.method == "POST" else None)
    if not form.fields:
        return HttpResponseRedirect(_after(step))
    status = _keep(request, form) if form.is_bound else 200
    if _wants_json(request):
        version = step.of(known_of(request.viewer)).version
        return JsonResponse({"version": version} if status == 200 else {}, status=status)
    if form.is_bound and status == 200:
        return HttpResponseRedirect(_after(step, stop=request.POST.get("go") == "stop"))
    answer = show_form(request, "network/what_matters_part.html", form, _around(step))
    answer.status_code = status
    return answer


@page(MEMBERS)
@require_POST
def forget(request: Request) -> HttpResponse:
    """Take all of it back."""
    forget_what_matters(by=request.viewer, person=person_of(request.viewer))
    tell(request, _("All of it is gone. You can start again at any time."))
    return HttpResponseRedirect(reverse("network:what-matters"))


def _keep(request: Request, form: Step) -> int:
    """Keep what was said: 200, or 422 and 409 with the reason on the form."""
    if not form.is_valid():
        return 422
    if request.POST.get("version", form.version) != form.version and not form.is_as_known():
        form.add_error(
            None, _("This was changed in another window. Your words are still here. Press Save to keep them.")
        )
        return 409
    answers: Answers = form.answers()  # type: ignore[assignment]
    try:
        say_what_matters(by=request.viewer, person=person_of(request.viewer), answers=answers)
    except NotPossible as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return 422
    return 200


def _belonging(step: type[Step]) -> list[type[Step]]:
    """The areas stand on the summary once, with their words."""
    return [NeedsInWords, Needs] if step is Needs else [step]


def _after(step: type[Step], *, stop: bool = False) -> str:
    at = STEPS.index(step) + 1
    if stop or at == len(STEPS):
        return reverse("network:what-matters")
    return reverse("network:what-matters-part", args=[STEPS[at].code])


def _around(step: type[Step]) -> dict[str, Any]:
    """Where the part stands among the others; an area and its words are one part."""
    at = PARTS.index(Needs if step is NeedsInWords else step) + 1
    progress = _("Part %(n)s of %(all)s") % {"n": at, "all": len(PARTS)}
    return {"progress": progress, "onward": _after(step), "is_last": step is STEPS[-1]}


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept") == "application/json"
