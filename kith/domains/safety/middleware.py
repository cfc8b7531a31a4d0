"""Serves /help-now before anything asks who is looking: no visit, no account, no database."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import override

from kith.domains.safety.views.help_page import help_now

Handler = Callable[[HttpRequest], HttpResponse]
PAGES = {"/help-now": "en-gb", "/cy/help-now": "cy"}


def help_comes_first(get_response: Handler) -> Handler:
    """Stands before sessions and sign-in, so that nothing of theirs can fail in front of it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = PAGES.get(request.path_info)
        if language not in dict(settings.LANGUAGES) or request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with override(language):
            request.resolver_match = resolve(request.path_info)
            return help_now(request)  # type: ignore[return-value]

    return middleware
