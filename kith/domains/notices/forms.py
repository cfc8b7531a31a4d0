"""What staff fill in after a call."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.domains.notices.actions.by_hand import NO_ANSWER, TOLD, WRONG_NUMBER
from kith.ui.forms import Choice, Form


class CallForm(Form):
    """How a call went."""

    result = Choice(
        _("How did it go?"),
        choices=[
            (TOLD, _("I told them")),
            (NO_ANSWER, _("No answer, try again tomorrow")),
            (WRONG_NUMBER, _("This is not their number any more")),
        ],
        small=True,
    )
