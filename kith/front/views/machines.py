"""What machines ask: is it alive, is it ready, may it be indexed, whom to tell of a hole."""

import datetime as dt

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from kith.domains.safety.queries.cases import silent_since
from kith.kernel import sealer
from kith.kernel.access import system
from kith.kernel.clock import now
from kith.kernel.pages import PUBLIC, page

MONITOR = system("monitor")


@page(PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@page(PUBLIC)
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, the audit is sealed in time, and a made-up worrying line came through lately."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = sealer.oldest_unsealed_seconds(back=sealer.NEAR)
        silent = silent_since(MONITOR)
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    is_sealed = waiting <= sealer.ALARM_AFTER_SECONDS
    status = "the audit is not being sealed" if not is_sealed else "the alarm is silent" if silent else "ready"
    return JsonResponse(
        {"status": status, "unsealed_seconds": round(waiting, 1), "alarm_silent_since": silent},
        status=200 if status == "ready" else 503,
    )


@page(PUBLIC)
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@page(PUBLIC)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    until = (now() + dt.timedelta(days=180)).replace(microsecond=0).isoformat()
    lines = [f"Contact: mailto:{settings.KITH_CONTACT}", f"Expires: {until}", "Preferred-Languages: en, cy"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")
