"""What staff fill in about a case."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from kith.domains.safety.models import BreakGlassReason, OutcomeCode
from kith.ui.forms import Choice, Form, LongText, Switch

WORDS = 2000
NOBODY_YET = ""


THANKS = _("We read what you wrote. Thank you for telling us. You are not alone with it.")
ALL_IS_WELL = _("Your words made us look twice. All is well, and you did nothing wrong.")


class OutcomeForm(Form):
    """What came of it. Whoever did not mean what their words seemed to say is not thanked for telling us."""

    says_optional = False

    code = Choice(_("What came of it?"), choices=OutcomeCode.choices)
    words = LongText(
        _("In a few words, for who reads this next"),
        hint=_("The note for the record is made from this."),
        max_length=WORDS,
    )
    told = LongText(
        _("A word to the person"),
        hint=_(
            "They alone see it, under what they wrote. Leave it empty if you have spoken with them. "
            "If the words did not mean that, we say instead: all is well, and you did nothing wrong."
        ),
        required=False,
        max_length=600,
        initial=THANKS,
    )

    def clean_told(self) -> str:
        told: str = self.cleaned_data["told"]
        is_false_alarm = self.cleaned_data.get("code") == OutcomeCode.NOT_MEANT
        return str(ALL_IS_WELL) if is_false_alarm and told == str(THANKS) else told


class HandOverForm(Form):
    """To whom it goes, with what they need to know."""

    says_optional = False

    to = Choice(_("Who takes it?"), shown_as="select", required=False)
    words = LongText(_("What they need to know"), max_length=WORDS)

    def __init__(self, *args: Any, people: list[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(NOBODY_YET, _("Whoever is on duty next")), *((str(key), name) for key, name in people)]
        cast("Choice", self.fields["to"]).choices = rows


class SheetForm(Form):
    """Why an emergency sheet has to be opened."""

    says_optional = False

    reason = Choice(_("Why can this not wait?"), choices=BreakGlassReason.choices)
    words = LongText(_("In a few words"), hint=_("Whoever reviews this reads them."), max_length=WORDS)
    asks_first = Switch(_("Ask a second person first"), hint=_("Otherwise somebody else looks at it within 24 hours."))
    is_telling_harmful = Switch(
        _("It would put somebody at risk if the person were told"),
        hint=_("Otherwise they are told now that it was opened."),
    )


class ReviewForm(Form):
    """What the second person thinks afterwards."""

    says_optional = False

    was_right = Choice(
        _("Was it right to open it?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        inline=True,
    )
    may_be_told = Switch(_("The person may be told now"))
