"""Joining, page by page: key, PIN, safety, name, agreements, password, recovery sheet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from kith.domains.people import actions, handles
from kith.domains.people.addresses import address_of
from kith.domains.people.allauth_adapter import BACKEND
from kith.domains.people.forms.joining import AgreeForm, KeyForm, NameForm, PasswordForm, PinForm, SafetyForm
from kith.domains.people.models import AgeBand, KeyGrant
from kith.domains.people.queries import account_of, free_names
from kith.domains.people.views.draft import Draft
from kith.kernel.pages import PUBLIC, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form

PICTURES = 12


@page(PUBLIC)
def join(request: Request) -> HttpResponse:
    """Use a key."""
    if request.viewer.is_signed_in:
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    draft = Draft(request)
    form = KeyForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/join/key.html", form, {"draft": draft})
    try:
        tried = actions.try_key(by=request.viewer, typed=form.cleaned_data["words"], address=address_of(request))
    except NotPossible as refusal:
        form.add_error(refusal.field, refusal.message)
        return show_form(request, "people/join/key.html", form, {"draft": draft})
    if not tried.is_right or tried.key is None:
        return _turned_away(request, tried.outcome)
    if tried.key.age_band == AgeBand.UNDER_18:
        return show(request, "people/join/too_young.html")
    draft.begin("key", tried.key)
    return draft.onward()


@page(PUBLIC)
def join_pin(request: Request) -> HttpResponse:
    """Prove with the PIN that the key is one's own."""
    draft = Draft(request)
    key = draft.door(request)
    if not draft.may_be_at("people:join-pin") or not isinstance(key, KeyGrant):
        return draft.onward()
    form = PinForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/join/pin.html", form)
    tried = actions.try_pin(by=request.viewer, key=key, pin=form.cleaned_data["pin"], address=address_of(request))
    if tried.outcome == "wrong":
        form.add_error("pin", _("This PIN does not fit. Tries left: %(left)s.") % {"left": tried.left})
        return show_form(request, "people/join/pin.html", form)
    if not tried.is_right:
        draft.drop()
        return _turned_away(request, tried.outcome)
    draft.keep(is_proved=True)
    return draft.onward()


@page(PUBLIC)
def join_safety(request: Request) -> HttpResponse:
    """Before anything else: whose device this is, how to leave, and who can see what."""
    draft = Draft(request)
    if not draft.may_be_at("people:join-safety"):
        return draft.onward()
    form = SafetyForm(request.POST or None, initial={"is_shared": draft.kept.get("is_shared")})
    if not form.is_valid():
        return show_form(request, "people/join/safety.html", form, {"draft": draft})
    draft.keep(is_shared=form.cleaned_data["is_shared"])
    request.session["shared"] = form.cleaned_data["is_shared"] == "yes"
    return draft.onward()


@page(PUBLIC)
def join_name(request: Request) -> HttpResponse:
    """Choose the name and the picture that others will see."""
    draft = Draft(request)
    door = draft.door(request)
    if not draft.may_be_at("people:join-name") or door is None:
        return draft.onward()
    wants_more = "more" in request.POST
    if wants_more or "offered" not in draft.kept:
        draft.keep(offered=free_names(request.viewer, door), seeds=handles.draw_seeds(PICTURES))
    form = _name_form(request, draft, is_bound=not wants_more)
    if not form.is_valid():
        return show_form(request, "people/join/name.html", form, {"draft": draft})
    try:
        handle = actions.choose_name(by=request.viewer, door=door, handle=form.chosen)
    except NotPossible as refusal:
        draft.keep(offered=getattr(refusal, "alternatives", draft.kept["offered"]))
        form = _name_form(request, draft)
        form.refuse(refusal.message)
        return show_form(request, "people/join/name.html", form, {"draft": draft})
    draft.keep(handle=handle, avatar=form.cleaned_data["avatar"])
    return draft.onward()


@page(PUBLIC)
def join_agree(request: Request) -> HttpResponse:
    """Say yes to the rules, and yes or no to each of three other things."""
    draft = Draft(request)
    if not draft.may_be_at("people:join-agree"):
        return draft.onward()
    form = AgreeForm(request.POST or None, is_open=draft.is_open, initial=draft.kept.get("consents"))
    if not form.is_valid():
        return show_form(request, "people/join/agree.html", form, {"draft": draft})
    draft.keep(consents=form.cleaned_data)
    return draft.onward()


@page(PUBLIC)
def join_password(request: Request) -> HttpResponse:
    """Choose a password; with it the account is made, once, however often the button is pressed."""
    draft = Draft(request)
    door = draft.door(request)
    if not draft.may_be_at("people:join-password") or door is None:
        return draft.onward()
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/join/password.html", form, {"draft": draft})
    try:
        _make_account(request, draft, door, form.cleaned_data["password"])
    except actions.DoorClosed as closed:
        return _pressed_twice(request, draft, closed)
    except NotPossible as refusal:
        if refusal.field != "password":
            draft.forget("handle", "offered")
            return draft.onward()
        form.add_error("password", refusal.message)
        return show_form(request, "people/join/password.html", form, {"draft": draft})
    return draft.onward()


@page(PUBLIC)
def join_sheet(request: Request) -> HttpResponse:
    """The recovery sheet, until it is kept; then in."""
    draft = Draft(request)
    if not draft.may_be_at("people:join-sheet"):
        return draft.onward()
    if request.method != "POST":
        return show(request, "people/join/sheet.html", {"draft": draft, "codes": draft.kept["codes"]})
    account = account_of(request.viewer, draft.kept["account"])
    is_shared = request.session.get("shared")
    draft.drop()
    if account is None:
        return redirect("people:sign-in")
    login(request, account, BACKEND)
    request.session["shared"] = is_shared
    return redirect(resolve_url(settings.KITH_AFTER_JOINING))


def _name_form(request: Request, draft: Draft, *, is_bound: bool = True) -> NameForm:
    given = request.POST if request.method == "POST" else None
    before = {"handle": draft.kept.get("handle"), "avatar": draft.kept.get("avatar")}
    return NameForm(
        given if is_bound else None,
        offered=draft.kept["offered"],
        seeds=draft.kept["seeds"],
        initial=before if is_bound or given is None else {"own": given.get("own", "")},
    )


def _make_account(request: Request, draft: Draft, door: Any, password: str) -> None:
    # The draft is saved in the same transaction: whoever waited for the door's lock then finds it done.
    with transaction.atomic():
        if draft.kept.get("is_return"):
            joined = actions.come_back(by=request.viewer, key=door, password=password)
        else:
            joined = actions.join(
                by=request.viewer,
                door=door,
                handle=draft.kept["handle"],
                avatar=draft.kept["avatar"],
                password=password,
                consents=draft.kept["consents"],
            )
        draft.keep(codes=joined.codes, account=str(joined.account.pk), handle=joined.handle)
        request.session.save()


def _pressed_twice(request: Request, draft: Draft, closed: NotPossible) -> HttpResponse:
    """Two presses, one account: the second one finds what the first has made."""
    draft.renew()
    if "codes" in draft.kept:
        return redirect("people:join-sheet")
    draft.drop()
    return show(request, "people/join/closed.html", {"outcome": "used", "words": closed.message})


def _turned_away(request: Request, outcome: str) -> HttpResponse:
    status = 429 if outcome == "too_many" else 422
    return show(request, "people/join/closed.html", {"outcome": outcome}, status=status)
