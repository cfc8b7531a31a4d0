"""The service worker that keeps the page with urgent help for when there is no network."""

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import override

from kith.kernel.pages import PUBLIC, page
from kith.ui.frame import address

_SOURCE = Path(__file__).parent / "static" / "ui" / "sw.js"
_KEPT = ("ui/kith.css", "ui/icon.svg")


@page(PUBLIC)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served at /sw.js: a worker rules only what stands at or below its own address."""
    pages = sorted({_help_page(code) for code, _name in settings.LANGUAGES} - {""})
    assets = [static(path) for path in _KEPT]
    source = _SOURCE.read_text(encoding="utf-8")
    kept = {"pages": pages, "assets": assets}
    name = sha256(f"{kept}{source}".encode()).hexdigest()[:12]
    told = json.dumps({"cache": f"help-{name}", **kept})
    answer = HttpResponse(f"self.KITH = {told};\n{source}", content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _help_page(code: str) -> str:
    with override(code):
        return address("help_now")
