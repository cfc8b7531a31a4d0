"""Pages that stand before everything else."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from kith.kernel import sealer
from kith.kernel.pages import PUBLIC, page
from kith.ui.pages import show


@page(PUBLIC)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere: nothing was done, and it can be sent again."""
    return show(request, "front/form_too_old.html", status=403)


@page(PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@page(PUBLIC)
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, and the audit is sealed in time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    waiting = sealer.oldest_unsealed_seconds()
    is_ready = waiting <= sealer.ALARM_AFTER_SECONDS
    return JsonResponse(
        {"status": "ready" if is_ready else "audit is not being sealed", "unsealed_seconds": round(waiting, 1)},
        status=200 if is_ready else 503,
    )
