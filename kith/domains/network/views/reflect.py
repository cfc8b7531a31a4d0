"""Five questions about the map: all on one page or one at a time, each of them to be skipped."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kith.domains.network import actions, queries
from kith.domains.network.forms import Reflect
from kith.domains.network.models import Question
from kith.kernel.pages import MEMBERS, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show_form, tell


@page(MEMBERS)
@require_http_methods(["GET", "POST"])
def reflect(request: Request) -> HttpResponse:
    """All five on one page; it saves by itself."""
    form = _form(request, Question.values)
    if request.method == "POST" and (done := _kept(request, form)):
        if _wants_json(request):
            return done
        tell(request, _("Thank you. Your words are saved. You can come back to them at any time."))
        return HttpResponseRedirect(reverse("network:map"))
    return _shown(request, "network/reflect.html", form, {"first": Question.values[0]})


@page(MEMBERS)
@require_http_methods(["GET", "POST"])
def reflect_on(request: Request, question: str) -> HttpResponse:
    """One question by itself, with a way past it."""
    if question not in Question.values:
        raise Http404
    at = Question.values.index(question)
    following = Question.values[at + 1] if at + 1 < len(Question.values) else ""
    onward = reverse("network:reflect-on", args=[following]) if following else reverse("network:map")
    form = _form(request, [question])
    if request.method == "POST" and (done := _kept(request, form)):
        return done if _wants_json(request) else HttpResponseRedirect(onward)
    progress = _("Question %(n)s of %(all)s") % {"n": at + 1, "all": len(Question.values)}
    known = {"progress": progress, "onward": onward, "is_last": not following}
    return _shown(request, "network/reflect_on.html", form, known)


def _form(request: Request, questions: list[str]) -> Reflect:
    network_map = queries.own_map(request.viewer)
    return Reflect(
        request.POST if request.method == "POST" else None,
        questions=questions,
        kept=queries.reflections(request.viewer),
        kept_to_themselves=queries.kept_to_themselves(request.viewer),
        version=network_map.words_version if network_map else 0,
    )


def _kept(request: Request, form: Reflect) -> HttpResponse | None:
    """Keep what was written; nothing when it cannot be, with the reason on the form."""
    if not form.is_valid():
        return None
    network_map = queries.own_map(request.viewer) or actions.start_map(by=request.viewer)
    try:
        after = actions.reflect(
            by=request.viewer,
            network_map=network_map,
            answers=form.answers,
            private=form.private,
            version=form.cleaned_data["version"],
        )
    except NotPossible as problem:
        form.is_outdated = isinstance(problem, actions.Outdated)
        form.add_error(problem.field, problem.message)
        return None
    return JsonResponse({"version": str(after.words_version)})


def _shown(request: Request, template: str, form: Reflect, known: dict[str, object]) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({}, status=409 if form.is_outdated else 422)
    names = [row.name for row in queries.board(request.viewer).rows]
    answer = show_form(request, template, form, {**known, "names": names})
    answer.status_code = 409 if form.is_outdated else answer.status_code
    return answer


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept") == "application/json"
