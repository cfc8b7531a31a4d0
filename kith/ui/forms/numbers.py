"""A whole number, typed on the number keys and never changed by a mouse wheel."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words


class Number(Drawable, forms.IntegerField):
    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid": gettext_lazy("Enter a number, like 5."),
        "min_value": gettext_lazy("Enter %(limit_value)s or more."),
        "max_value": gettext_lazy("Enter %(limit_value)s or less."),
    }

    def __init__(
        self, label: Words | None = None, *, width: int = 4, prefix: str = "", suffix: Words = "", **options: Any
    ) -> None:
        self.width, self.prefix, self.suffix = width, prefix, suffix
        super().__init__(label, **options)

    def params(self, bound: Drawn) -> dict[str, Any]:
        return super().params(bound) | {
            "width": self.width,
            "inputmode": "numeric",
            "spellcheck": False,
            "prefix": self.prefix or None,
            "suffix": self.suffix or None,
        }
