"""What somebody writes on their emergency sheet: every box may stay empty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.domains.people.actions.sheet import LONGEST
from kith.ui.forms import Form, LongText, Text


class SheetForm(Form):
    """How to find somebody when it cannot wait."""

    says_optional = False

    phone = Text(_("A phone number that reaches you"), required=False, max_length=LONGEST, inputmode="tel")
    staying = LongText(_("Where you are staying"), required=False, rows=3, max_length=LONGEST)
    trusted = LongText(
        _("Somebody you trust"),
        hint=_("Their name and number. Only if they know about it."),
        required=False,
        rows=2,
        max_length=LONGEST,
    )
    gp = Text(_("Your GP"), required=False, max_length=LONGEST)
    coordinator = Text(_("Who in the team knows you best"), required=False, max_length=LONGEST)
