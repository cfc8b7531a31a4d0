"""Profiles, and what somebody would rather not see."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.rooms import actions
from kith.domains.rooms.forms.profiles import AboutForm, BreakForm, WordsForm
from kith.domains.rooms.models import Profile
from kith.domains.rooms.queries import break_until, kept_apart, may_say_has_been_there, me, muted_words, profile_seen
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell


@page(SIGNED_IN)
def person(request: Request, profile_id: uuid.UUID) -> HttpResponse:
    """Somebody as others see them."""
    seen = profile_seen(request.viewer, profile_id)
    if seen is None:
        raise Http404
    return show(request, "rooms/person.html", {"seen": seen, "one": seen.profile})


@page(SIGNED_IN)
def person_apart(request: Request, profile_id: uuid.UUID, verb: str) -> HttpResponse:
    """Mute or block somebody, or see them again: one button each, and they are not told."""
    mine, seen = me(request.viewer), profile_seen(request.viewer, profile_id)
    if mine is None or seen is None or verb not in _APART or request.method != "POST":
        raise Http404
    act, words = _APART[verb]
    try:
        act(by=request.viewer, profile=mine, other=seen.profile)
        tell(request, words)
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("rooms:person", profile_id)


@page(SIGNED_IN)
def about_me(request: Request) -> HttpResponse:
    """The lines that others see beside one's name."""
    mine = _me(request)
    form = AboutForm(request.POST if request.method == "POST" else None, initial=AboutForm.first(mine))
    if form.is_valid():
        try:
            actions.describe_oneself(by=request.viewer, profile=mine, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            tell(request, _("Saved. This is what others see now."))
            return redirect("rooms:person", mine.pk)
    may_show = may_say_has_been_there(request.viewer)
    return show_form(request, "rooms/about_me.html", form, {"me": mine, "may_show": may_show})


@page(SIGNED_IN)
def been_there(request: Request) -> HttpResponse:
    """Show, or stop showing, that one used the service before."""
    mine = _me(request)
    if request.method == "POST":
        shows = not mine.has_been_there
        try:
            actions.show_that_one_has_been_there(by=request.viewer, profile=mine, shows=shows)
            tell(request, _("Others can see it now.") if shows else _("It no longer shows."))
        except NotPossible as refusal:
            tell(request, refusal.message)
    return redirect("rooms:about-me")


@page(SIGNED_IN)
def words_stay(request: Request) -> HttpResponse:
    """Choose what becomes of one's words when one closes the account."""
    mine = _me(request)
    if request.method == "POST":
        leaves = not mine.leaves_words
        actions.choose_what_stays(by=request.viewer, profile=mine, leaves_words=leaves)
        stay = _("If you close your account, your words stay, without your name.")
        tell(request, stay if leaves else _("If you close your account, your words are taken back."))
    return redirect("rooms:about-me")


@page(SIGNED_IN)
def quiet(request: Request) -> HttpResponse:
    """Words one would rather not read, whom one does not see, and a break from it all."""
    mine = _me(request)
    first = {"words": "\n".join(muted_words(request.viewer, mine))}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            actions.mute_words(by=request.viewer, profile=mine, words=form.chosen())
        except NotPossible as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            tell(request, _("Saved. Posts with these words stay closed for you."))
            return redirect("rooms:quiet")
    muted, blocked = kept_apart(request.viewer)
    known = {"muted": muted, "blocked": blocked, "away_until": break_until(request.viewer)}
    return show_form(request, "rooms/quiet.html", form, known)


@page(SIGNED_IN)
def take_a_break(request: Request) -> HttpResponse:
    """Stay away from the rooms for a while."""
    mine = _me(request)
    form = BreakForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show_form(request, "rooms/break.html", form)
    actions.take_a_break(by=request.viewer, profile=mine, until_at=form.until_at())
    tell(request, _("Your break has begun. Your rooms stay yours. Come back any day, also sooner."))
    return redirect("rooms:quiet")


@page(SIGNED_IN)
def break_end(request: Request) -> HttpResponse:
    """Come back before the break is over."""
    mine = _me(request)
    if request.method == "POST":
        actions.come_back_early(by=request.viewer, profile=mine)
        tell(request, _("Good to see you. Nothing is late."))
    return redirect("rooms:rooms")


_APART = {
    "mute": (actions.mute, gettext_lazy("What they write stays closed for you now. They are not told.")),
    "unmute": (actions.unmute, gettext_lazy("You see again what they write.")),
    "block": (actions.block, gettext_lazy("Neither of you sees what the other writes now. They are not told.")),
    "unblock": (actions.unblock, gettext_lazy("You see again what they write.")),
}


def _me(request: Request) -> Profile:
    mine = me(request.viewer)
    if mine is None:
        raise Http404
    return mine
