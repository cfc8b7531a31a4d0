"""The demo's own buttons: sign in as somebody invented, begin again. In a service these pages do not exist."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.front import cast
from kith.kernel.pages import PUBLIC, page
from kith.ui.pages import show, tell


@page(PUBLIC)
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Be one of the cast: one press, no password."""
    if not settings.KITH_DEMO or request.method != "POST":
        raise Http404
    if not cast.enter(request, request.POST.get("person", "")):
        raise Http404
    return redirect("front:home")


@page(PUBLIC)
def demo_key(request: HttpRequest) -> HttpResponse:
    """A fresh key to try the door with, shown once."""
    if not settings.KITH_DEMO or request.method != "POST":
        raise Http404
    return show(request, "front/demo_key.html", {"key": cast.make_key()})


@page(PUBLIC)
def demo_reset(request: HttpRequest) -> HttpResponse:
    """Put the vale back as it was at first."""
    if not settings.KITH_DEMO or request.method != "POST":
        raise Http404
    request.session.flush()
    cast.reset()
    tell(request, _("The demo is as it was at first."))
    return redirect("people:sign-in")
