"""A date in three short boxes, as people say it; the month may be a number or a word in either language."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words
from kith.ui.words import month_number

_PARTS = ("day", "month", "year")
Typed = dict[str, str]


class ThreeBoxes(forms.Widget):
    """Reads name-day, name-month and name-year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        whole = data.get(name)
        if isinstance(whole, date):
            return _boxes(whole)
        typed = {part: str(data.get(f"{name}-{part}") or "").strip() for part in _PARTS}
        return typed if any(typed.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in _PARTS)


class Date(Drawable, forms.Field):
    component: ClassVar[str] = "date-input"
    is_group: ClassVar[bool] = True
    first_id_ending: ClassVar[str] = "-day"
    widget = ThreeBoxes
    missing_words: ClassVar[Words] = gettext_lazy("Enter a day, a month and a year for “{label}”")
    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid": gettext_lazy("Enter a real date, like 3 6 2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        month = month_number(value["month"])
        try:
            return date(int(value["year"]), month or 0, int(value["day"]))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((_boxes(initial) if isinstance(initial, date) else initial) != data)

    def params(self, bound: Drawn) -> dict[str, Any]:
        value = bound.value()
        typed = _boxes(value) if isinstance(value, date) else (value or {})
        names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        boxes = [
            {
                "id": f"{bound.auto_id}-{part}",
                "name": f"{bound.html_name}-{part}",
                "label": names[part],
                "value": typed.get(part, ""),
                "width": 4 if part == "year" else 2,
                # Words are welcome as a month, so it needs the whole keyboard.
                "inputmode": "text" if part == "month" else "numeric",
            }
            for part in _PARTS
        ]
        return {"items": boxes}


def _boxes(when: date) -> Typed:
    return {"day": str(when.day), "month": str(when.month), "year": str(when.year)}
