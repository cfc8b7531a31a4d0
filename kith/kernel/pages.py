"""Who a page is for. A page that does not say so stops the house from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from kith.kernel.access import Refused, Viewer

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What a view is given, for its types: Django's request, and who is looking."""

    viewer: Viewer


@dataclass(frozen=True)
class Audience:
    """A kind of viewer, and the word for it in docs/permissions.md."""

    words: str
    admits: Callable[[Viewer], bool]


PUBLIC = Audience("everyone", lambda v: v.on_behalf_of is None)
SIGNED_IN = Audience("everyone signed in", lambda v: v.is_signed_in and v.on_behalf_of is None)
MEMBERS = Audience(
    "members, and staff for a person they work with",
    lambda v: v.is_member or (v.is_staff and v.on_behalf_of is not None),
)
STAFF = Audience("staff", lambda v: v.is_staff and v.on_behalf_of is None)


def role(*roles: str) -> Audience:
    """Staff who hold one of these roles."""
    words = " or ".join(r.replace("_", " ") for r in roles)
    return Audience(words, lambda v: v.is_staff and v.on_behalf_of is None and v.has_role(*roles))


def also(first: Audience, second: Audience) -> Audience:
    """Both kinds of viewer."""
    return Audience(f"{first.words}; {second.words}", lambda v: first.admits(v) or second.admits(v))


def page(audience: Audience) -> Callable[[View], View]:
    """Say who the view is for."""

    def decorate(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]
        return view

    return decorate


def audience_of(view: Any) -> Audience:
    """Who the view is for; every view of the site says so (checks.py)."""
    audience: Audience = view.audience
    return audience


class Guard:
    """Deny by default: lets a page be seen by its audience only; a refusal becomes 'not found'."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: View, _args: Any, _kwargs: Any) -> HttpResponse | None:
        audience: Audience | None = getattr(view, "audience", None)
        if audience and audience.admits(request.viewer):
            return None
        if audience and audience is not PUBLIC and not request.viewer.is_signed_in:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{query}")
        raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, Refused):
            raise Http404 from exception
