"""A time of day, typed as people say it: 9, 9am, 9:30, 17.00, midday."""

from __future__ import annotations

import re
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words
from kith.ui.words import time_of_day

_TYPED = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


class Time(Drawable, forms.Field):
    """A time on the clock; what was typed stays in the box when it is not one."""

    component: ClassVar[str] = "input"
    default_error_messages: ClassVar[dict[str, Words]] = {
        "required": gettext_lazy("Enter a time, like 9am or 17:30."),
        "invalid": gettext_lazy("Enter a time, like 9am or 17:30."),
    }

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time) or value in self.empty_values:
            return value or None
        words = str(value).strip().lower()
        if words in {_("midday"), "midday", "noon"}:
            return time(12)
        if words in {_("midnight"), "midnight"}:
            return time(0)
        return self._parsed(words)

    def _parsed(self, words: str) -> time:
        found = _TYPED.fullmatch(words)
        hour, minute, half = (int(found[1]), int(found[2] or 0), (found[3] or "").lower()) if found else (99, 0, "")
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 99
        if hour > 23 or minute > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour, minute)

    def params(self, bound: Drawn) -> dict[str, Any]:
        value = bound.value()
        shown = time_of_day(value) if isinstance(value, time) else (value or "")
        return {"value": str(shown), "width": 5, "spellcheck": False, "autocomplete": None}
