"""Lines about oneself, words one would rather not read, and a break."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.kernel.clock import today
from kith.ui import forms

if TYPE_CHECKING:
    from kith.domains.rooms.models import Profile


class AboutForm(forms.Form):
    """A few lines that others see. All of it may stay empty; nothing asks what somebody lives with."""

    says_optional = False
    about = forms.Text(_("A line about you"), required=False, max_length=160, autocomplete="off")
    likes = forms.Text(
        _("Things you like"), hint=_("For example: swimming, cats, old films."), required=False, max_length=160
    )
    pronouns = forms.Text(_("Your pronouns"), hint=_("For example: she, he, they."), required=False, max_length=24)

    @staticmethod
    def first(profile: Profile) -> dict[str, str]:
        """What they say now."""
        return {"about": profile.about, "likes": profile.likes, "pronouns": profile.pronouns}


class WordsForm(forms.Form):
    """Words that fold whatever holds them."""

    words = forms.LongText(
        _("Words you would rather not read"),
        hint=_("One on each line. Posts with one of them stay closed until you open them. Nobody else can see this."),
        required=False,
        rows=5,
        max_length=2_100,
        autocomplete="off",
    )

    def chosen(self) -> list[str]:
        """One entry a line."""
        return [line for line in self.cleaned_data["words"].split("\n") if line.strip()]


class BreakForm(forms.Form):
    """How long somebody stays away."""

    until = forms.Choice(
        _("How long?"),
        choices=[("3", _("3 days")), ("7", _("A week")), ("28", _("4 weeks")), ("91", _("3 months"))],
        missing=_("Choose how long."),
        coerce=int,
    )

    def until_at(self) -> dt.datetime:
        """The morning on which it ends."""
        day = today() + dt.timedelta(days=self.cleaned_data["until"])
        return timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
