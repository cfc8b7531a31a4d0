"""What one writes in the living room, and what its host asks for."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.speaking import LONGEST_LINE
from kith.ui import forms


class LineForm(forms.Form):
    """One line. `sent_key` is new for each empty form, so that one form is one line."""

    says_optional = False
    body = forms.LongText(
        _("Say something"), rows=2, max_length=LONGEST_LINE, missing=_("Write a few words first."), autocomplete="off"
    )
    sent_key = forms.Hidden(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial.get("sent_key"):
            self.initial["sent_key"] = uuid.uuid4()

    @property
    def key(self) -> uuid.UUID:
        """The key of this form; a new one where it came back changed."""
        try:
            return uuid.UUID(self.cleaned_data["sent_key"])
        except ValueError:
            return uuid.uuid4()


class TurnForm(forms.Form):
    """How long a host stays."""

    says_optional = False
    minutes = forms.Choice(
        _("How long will you be here?"),
        choices=[("30", _("30 minutes")), ("60", _("1 hour")), ("90", _("an hour and a half")), ("120", _("2 hours"))],
        initial="60",
    )


class SlowForm(forms.Form):
    """How slowly people talk."""

    says_optional = False
    seconds = forms.Choice(
        _("How slowly?"),
        choices=[
            ("0", _("as usual")),
            ("10", _("one line every 10 seconds")),
            ("30", _("one line every 30 seconds")),
            ("60", _("one line a minute")),
        ],
        initial="10",
    )


class WhisperForm(forms.Form):
    """A word to one member."""

    says_optional = False
    body = forms.LongText(
        _("Your words to them alone"), rows=3, max_length=600, missing=_("Write a few words first."), autocomplete="off"
    )
