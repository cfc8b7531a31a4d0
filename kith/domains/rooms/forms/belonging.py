"""A group's own words, and experiences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.models import Experience
from kith.ui import forms

OFFERED = [(one.value, one.label[0].upper() + one.label[1:]) for one in Experience]


class WordsForm(forms.Form):
    """How the group describes itself."""

    body = forms.LongText(
        _("Our page"),
        hint=_("Who we are, what we keep doing, how we welcome new people."),
        rows=8,
        max_length=2000,
        missing=_("Write a few words first."),
    )


class SimilarForm(forms.Form):
    """What somebody would like to read about. It is not kept."""

    experiences = forms.Choices(_("I would like to read about"), choices=OFFERED, missing=_("Choose one or more."))


class AboutForm(forms.Form):
    """What a topic is about."""

    experiences = forms.Choices(
        _("This topic is about"), hint=_("Three at most. You can leave all empty."), choices=OFFERED, required=False
    )
