"""How a view answers: a page, a form that came back with errors, a word of what happened, or one of two sorry pages."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Draw a page."""
    known = {"viewer": getattr(request, "viewer", None), **(context or {})}
    return render(request, template, known, status=status, using="jinja2")


def show_form(
    request: HttpRequest, template: str, form: BaseForm, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Draw a page with its form; when something is missing or wrong it says so in the title and answers 422."""
    has_errors = form.is_bound and bool(form.errors)
    known = {**(context or {}), "form": form, "has_errors": has_errors}
    return show(request, template, known, status=422 if has_errors else 200)


def tell(request: HttpRequest, words: str | Promise) -> None:
    """Say on the next page what was done and what happens next."""
    messages.success(request, str(words))


def not_found(request: HttpRequest | None = None, exception: Exception | None = None) -> HttpResponse:
    """The answer for what is not there and for what is not yours: the same bytes, so neither can be told apart."""
    return HttpResponse(render_to_string("ui/not_found.html", using="jinja2"), status=404)


def sorry(*, is_saved: bool | None = None, status: int = 500) -> HttpResponse:
    """Our fault, never theirs; says whether what was written is saved, when that is known."""
    page = render_to_string("ui/sorry.html", {"is_saved": is_saved}, using="jinja2")
    return HttpResponse(page, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for what went wrong in the house."""
    return sorry()
