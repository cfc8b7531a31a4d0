"""How a field becomes an NHS component: one set of options, worked out once and drawn with label, hint and error."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.nhsuk import component

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Promise


class Drawn(forms.BoundField):
    """A field in its form, able to draw itself."""

    @property
    def kith_field(self) -> "Drawable":
        return cast("Drawable", self.field)

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the input itself, or the first of several."""
        return f"{self.auto_id}{self.kith_field.first_id_ending}"

    def draw(self, *, heading: bool = False, **more: Any) -> SafeString:
        """Draw label, hint, error and input; `heading=True` makes the label the page's only h1."""
        return self.kith_field.draw(self, heading=heading, **more)

    @property
    def shown_label(self) -> str:
        words = str(self.label)
        if self.field.required or not self.kith_field.may_say_optional:
            return words
        return _("%(label)s (optional)") % {"label": words} if getattr(self.form, "says_optional", True) else words


class Drawable(forms.Field):
    """What every Kith field adds to Django's: a component, a hint, and kind words when it is left empty."""

    component: ClassVar[str] = "input"
    is_group: ClassVar[bool] = False
    first_id_ending: ClassVar[str] = ""
    may_say_optional: ClassVar[bool] = True
    bound_field_class = Drawn
    missing_words: ClassVar[Words] = gettext_lazy("“{label}” is still empty.")

    def __init__(
        self,
        label: Words | None = None,
        *,
        hint: Words = "",
        missing: Words = "",
        size: str = "",
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        self.autocomplete = autocomplete
        self.label_size = size
        # The error summary is read far from the field, so its words name the question.
        empty = missing or format_lazy(self.missing_words, label=label or gettext_lazy("This part"))
        options["error_messages"] = {"required": empty, **options.get("error_messages", {})}
        super().__init__(label=label, help_text=options.pop("help_text", hint), **options)

    def draw(self, bound: Drawn, *, heading: bool = False, **more: Any) -> SafeString:
        title: dict[str, Any] = {"text": bound.shown_label}
        if heading:
            title |= {"heading": {"level": 1, "size": "l"}}
        elif self.label_size:
            title |= {"size": self.label_size}
        around = {"fieldset": {"legend": title}} if self.is_group else {"label": title}
        return component(self.component, around | self.common(bound) | self.params(bound) | more)

    def common(self, bound: Drawn) -> dict[str, Any]:
        """What label, hint and error need, whatever the component."""
        shown: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
        if bound.help_text:
            shown["hint"] = {"text": bound.help_text}
        if bound.errors:
            shown["errorMessage"] = {"text": bound.errors[0], "visuallyHiddenText": _("Error")}
        return shown

    def params(self, bound: Drawn) -> dict[str, Any]:
        """What this kind of field adds; the value is always what was typed, even when it was refused."""
        value = bound.value()
        return {
            "value": "" if value is None else str(value),
            "autocomplete": self.autocomplete or None,
        }
