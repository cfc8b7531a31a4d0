"""What is filled in before rooms open, and about a service's own phrases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.domains.safety.models import Cover, Family
from kith.domains.safety.words import HOW_SOON
from kith.ui.forms import Choice, Form, LongText, Switch, Text


class PolicyForm(Form):
    """What happens while nobody of the team is there."""

    says_optional = False

    tier_4 = Choice(_("Words that need somebody now"), choices=Cover.choices)
    tier_3 = Choice(_("Words that need somebody within the hour"), choices=Cover.choices)
    tier_2 = Choice(_("Words that need somebody the same day"), choices=Cover.choices)
    words = LongText(_("What members read where they write"), hint=_("One or two sentences."), rows=3, max_length=300)
    words_cy = LongText(_("The same in Welsh"), required=False, rows=3, max_length=400)
    sweeps_first_hour = Switch(_("In the first hour somebody looks through all that came in meanwhile"), initial=True)
    mentions_only = Switch(
        _("Mentions only, by time"),
        hint=_("Switches all sorting by how soon off. Nobody is called; everything is read in turn."),
    )


class RecordForm(Form):
    """A record that somebody signs."""

    words = LongText(_("The record"), rows=8, max_length=8000)
    is_signed = Switch(
        _("I have read this and I sign it"),
        required=True,
        error_messages={"required": _("Tick this box to sign.")},
    )


class PhraseForm(Form):
    """A word or phrase of the service's own."""

    says_optional = False

    words = Text(_("The word or phrase"), max_length=80)
    family = Choice(_("What it is about"), choices=Family.choices, shown_as="select")
    tier = Choice(_("How soon somebody looks"), choices=list(HOW_SOON.items()), coerce=int)
    owner = Text(_("Who answers for it"), max_length=80)
