"""/help-now: for everybody, the same for everybody, and there when the database is not."""

from __future__ import annotations

from django.http import HttpResponse

from kith.domains.safety.queries import help_for
from kith.kernel.pages import PUBLIC, Request, page
from kith.ui.pages import show
from kith.ui.words import language


@page(PUBLIC)
def help_now(request: Request) -> HttpResponse:
    """Where to turn at once."""
    answer = show(request, "safety/help_now.html", {"nations": help_for(), "code": language()})
    # It says nothing of who looked, and is worth having when we cannot be reached.
    answer["Cache-Control"] = "public, max-age=600, stale-if-error=604800"
    return answer
