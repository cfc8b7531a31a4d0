"""Signing in and out, and coming back with a recovery sheet."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.addresses import address_of
from kith.domains.people.forms.signing_in import RecoverForm, SignInForm
from kith.domains.people.models import Account
from kith.kernel.pages import PUBLIC, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell


@page(PUBLIC)
def sign_in(request: Request) -> HttpResponse:
    """One page for members and for the team."""
    if request.viewer.is_signed_in:
        return redirect(_onward(request))
    if isinstance(request.user, Account):
        return redirect("people:second-step")
    form = SignInForm(request.POST or None, initial={"is_shared": request.session.get("shared")})
    if not form.is_valid():
        return show_form(request, "people/sign_in.html", form, {"onward": _asked_for(request)})
    given = form.cleaned_data
    account = authenticate(request, username=given["name"], password=given["password"])
    if not isinstance(account, Account):
        form.add_error("password", _("This name and password do not fit together. Please look at both once more."))
        return show_form(request, "people/sign_in.html", form, {"onward": _asked_for(request)})
    return begin_visit(request, account, is_shared=given["is_shared"], onward=_onward(request))


def begin_visit(request: Request, account: Account, *, is_shared: bool, onward: str) -> HttpResponse:
    """Sign the account in; staff with a phone set up are asked for its code first."""
    record_authentication(request, account, "password")
    answer: HttpResponse = perform_login(request, account, email_verification="none", redirect_url=onward)
    request.session["shared"] = bool(is_shared)
    return answer


@page(PUBLIC)
def sign_out(request: Request) -> HttpResponse:
    """End this visit, and let the browser forget its pages."""
    if request.method != "POST":
        return show(request, "people/sign_out.html")
    logout(request)
    tell(request, _("You are signed out."))
    answer = redirect("people:sign-in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@page(PUBLIC)
def sign_in_help(request: Request) -> HttpResponse:
    """What to do when the password, or the recovery sheet too, is lost."""
    form = RecoverForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/sign_in_help.html", form)
    given = form.cleaned_data
    try:
        account = actions.recover(
            by=request.viewer,
            handle=given["name"],
            code=given["code"],
            password=given["password"],
            address=address_of(request),
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/sign_in_help.html", form)
    if account is None:
        form.add_error("code", _("This name and code do not fit together, or there were too many tries this hour."))
        return show_form(request, "people/sign_in_help.html", form)
    tell(request, _("Your new password works. Please sign in with it."))
    return redirect("people:sign-in")


def _asked_for(request: Request) -> str:
    """The page somebody wanted before they were asked to sign in; only ever one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""


def _onward(request: Request) -> str:
    return _asked_for(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
