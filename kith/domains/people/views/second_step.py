"""The second step of the team's signing in: taking it, setting it up, spare codes, a new phone."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.addresses import address_of
from kith.domains.people.forms.signing_in import InvitedForm, PhoneForm, StepForm
from kith.domains.people.models import Account
from kith.domains.people.queries import account_of, has_second_step, invitation_of, spare_codes_left, viewer_of
from kith.domains.people.views.signing_in import begin_visit
from kith.kernel.pages import PUBLIC, STAFF, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell


@page(PUBLIC)
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="people:sign-in")  # type: ignore[untyped-decorator]
def sign_in_code(request: Request) -> HttpResponse:
    """The code from the phone, after the password."""
    stage = getattr(request, "_login_stage")  # noqa: B009 - where the library keeps it
    form = StepForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/sign_in_code.html", form)
    account, is_shared = stage.login.user, request.session.get("shared")
    step = actions.check_second_step(
        by=request.viewer, account=account, code=form.cleaned_data["code"], address=address_of(request)
    )
    if step is None:
        form.add_error("code", _("This code does not fit. Wait for the next one on your phone, then type it."))
        return show_form(request, "people/sign_in_code.html", form)
    post_authentication(request, step)
    answer: HttpResponse = stage.exit()
    request.session["second_step"], request.session["shared"] = True, is_shared
    return answer


@page(PUBLIC)
def second_step(request: Request) -> HttpResponse:
    """Set up the phone: needed once, before any page of the team."""
    account = _half_signed_in(request)
    if account is None:
        return redirect("people:sign-in")
    if has_second_step(request.viewer, account):
        return redirect("people:sign-out")
    secret = request.session.setdefault("phone", generate_totp_secret())
    form = PhoneForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/second_step.html", form, {"secret": _spaced(secret)})
    try:
        codes = actions.set_up_second_step(
            by=viewer_of(account), account=account, secret=secret, code=form.cleaned_data["code"]
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/second_step.html", form, {"secret": _spaced(secret)})
    request.session.pop("phone")
    request.session["second_step"], request.session["spare_codes"] = True, codes
    return redirect("people:spare-codes")


@page(PUBLIC)
def second_step_picture(request: Request) -> HttpResponse:
    """The square that the phone's camera reads, served by us: pages may not hold pictures of their own."""
    account, secret = _half_signed_in(request), request.session.get("phone")
    if account is None or not secret:
        raise Http404
    library = get_adapter()
    picture = library.build_totp_svg(library.build_totp_url(account, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


@page(STAFF)
def spare_codes(request: Request) -> HttpResponse:
    """The spare codes, shown once."""
    if request.method == "POST":
        request.session.pop("spare_codes", None)
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    codes = request.session.get("spare_codes")
    if not codes:
        return redirect("people:my-second-step")
    return show(request, "people/spare_codes.html", {"codes": codes})


@page(STAFF)
def my_second_step(request: Request) -> HttpResponse:
    """Fresh spare codes, or a new phone; both ask for a code first."""
    form = StepForm(request.POST or None)
    known = {"left": spare_codes_left(request.viewer, _account(request))}
    if not form.is_valid():
        return show_form(request, "people/my_second_step.html", form, known)
    me, account = request.viewer, _account(request)
    code = form.cleaned_data["code"]
    if actions.check_second_step(by=me, account=account, code=code, address=address_of(request)) is None:
        form.add_error("code", _("This code does not fit. Wait for the next one on your phone, then type it."))
        return show_form(request, "people/my_second_step.html", form, known)
    if "move" in request.POST:
        actions.move_second_step(by=me, account=account)
        request.session.pop("second_step")
        return redirect("people:second-step")
    request.session["spare_codes"] = actions.renew_spare_codes(by=me, account=account)
    return redirect("people:spare-codes")


@page(PUBLIC)
def invited(request: Request, token: str) -> HttpResponse:
    """A new member of staff makes their way to sign in, with the link they were sent."""
    invitation = invitation_of(request.viewer, token)
    if invitation is None or not invitation.stands_open:
        return show(request, "people/invited_too_late.html", status=404)
    form = InvitedForm(request.POST or None)
    known = {"name": invitation.person.name, "email": (invitation.person.contact or {}).get("email", "")}
    if not form.is_valid():
        return show_form(request, "people/invited.html", form, known)
    try:
        account = actions.accept_invitation(
            by=request.viewer, invitation=invitation, password=form.cleaned_data["password"]
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/invited.html", form, known)
    tell(request, _("Your password works. One more step, then you are in."))
    return begin_visit(request, account, is_shared=False, onward=resolve_url("people:second-step"))


def _half_signed_in(request: Request) -> Account | None:
    """Somebody of the team whose password was right, and who has yet to take the second step."""
    if not isinstance(request.user, Account) or request.viewer.is_signed_in:
        return None
    account = _account(request)
    return account if viewer_of(account).is_staff else None


def _account(request: Request) -> Account:
    """The account itself: the request only holds a promise of it, which cannot be locked."""
    account = account_of(request.viewer, cast("Account", request.user).pk)
    if account is None:
        raise Http404
    return account


def _spaced(secret: str) -> str:
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
