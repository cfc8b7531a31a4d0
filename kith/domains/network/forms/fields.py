"""Fields for answers that are lists, days, or yes, no and did not say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.ui.forms import Choice, Choices, LongText, Text


class Lines(LongText):
    """Several short answers, one on each line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class Days(Choices):
    """Days of the week, Monday is 1."""

    def clean(self, value: Any) -> list[int]:
        return [int(day) for day in super().clean(value)]


class YesNo(Choice):
    """Yes, no, or did not say."""

    def __init__(self, label: Any, **options: Any) -> None:
        answers = [("yes", _("Yes")), ("no", _("No")), ("", _("I do not mind"))]
        super().__init__(label, choices=answers, inline=True, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


class Ages(Text):
    """Ages of several people, like "6, 9"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(age) for age in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[int]:
        return [int(word) for word in super().clean(value).replace(",", " ").split() if word.isdecimal()]
