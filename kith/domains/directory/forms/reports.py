"""Telling us that a listing is wrong, and saying what came of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models import Report
from kith.ui.forms import Choice, Form, LongText


class ReportForm(Form):
    """What it is about; the words may be left out. No name is asked for."""

    about = Choice(_("What is it about?"), choices=Report.About.choices)
    words = LongText(
        _("What happened?"),
        max_length=1000,
        rows=4,
        required=False,
        hint=_("Please leave out names. We do not keep yours."),
    )


class SettleForm(Form):
    """What came of a report."""

    outcome = Choice(_("What came of it?"), choices=Report.Outcome.choices)
