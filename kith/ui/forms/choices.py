"""Fields people choose in: one of several, some of several, or yes."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words

Hints = Mapping[Any, Words]


def _items(choices: Any, hints: Hints, chosen: set[str]) -> list[dict[str, Any]]:
    """Each choice with its hint; choices under a heading are told apart by a line with that heading."""
    items: list[dict[str, Any]] = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            items += [{"divider": str(value)}, *_items(words, hints, chosen)]
            continue
        item = {"value": str(value), "text": str(words), "checked": str(value) in chosen}
        if value in hints:
            item["hint"] = {"text": str(hints[value])}
        items.append(item)
    return items


class Choice(Drawable, forms.ChoiceField):
    """One of several: radios, all in sight; `shown_as="select"` only for long lists everybody knows."""

    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid_choice": gettext_lazy("Choose one of these."),
    }
    missing_words: ClassVar[Words] = gettext_lazy("Choose an answer to “{label}”")
    is_group = True
    component = "radios"

    def __init__(
        self,
        label: Words | None = None,
        *,
        choices: Any = (),
        hints: Hints | None = None,
        shown_as: str = "radios",
        inline: bool = False,
        small: bool = False,
        coerce: Callable[[str], Any] = str,
        empty: Words = "",
        **options: Any,
    ) -> None:
        self.hints, self.inline, self.small, self.coerce, self.empty = hints or {}, inline, small, coerce, empty
        self.component = shown_as  # type: ignore[misc]
        self.is_group = shown_as == "radios"  # type: ignore[misc]
        super().__init__(label, choices=choices, **options)

    def clean(self, value: Any) -> Any:
        kept = super().clean(value)
        return self.coerce(kept) if kept else ""

    def params(self, bound: Drawn) -> dict[str, Any]:
        value = bound.value()
        chosen = {str(value)} if value not in {None, ""} else set()
        items = _items(self.choices, self.hints, chosen)
        if self.component == "radios":
            sizes = {"inline": self.inline or None, "small": self.small or None}
            return {"idPrefix": bound.auto_id, "id": None, "items": items} | sizes
        for item in items:
            item["selected"] = item.pop("checked", False)
        if not any(item["value"] == "" for item in items):
            items.insert(0, {"value": "", "text": self.empty or _("Choose"), "selected": not chosen})
        return {"items": items, "value": None}


class Choices(Drawable, forms.MultipleChoiceField):
    """Some of several: checkboxes."""

    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid_choice": gettext_lazy("Choose from this list."),
        "invalid_list": gettext_lazy("Choose from this list."),
    }
    missing_words: ClassVar[Words] = gettext_lazy("Choose one or more answers to “{label}”")
    is_group: ClassVar[bool] = True
    component: ClassVar[str] = "checkboxes"

    def __init__(
        self,
        label: Words | None = None,
        *,
        choices: Any = (),
        hints: Hints | None = None,
        small: bool = False,
        **options: Any,
    ) -> None:
        self.hints, self.small = hints or {}, small
        super().__init__(label, choices=choices, **options)

    def params(self, bound: Drawn) -> dict[str, Any]:
        value = bound.value() or []
        chosen = {str(one) for one in ([value] if isinstance(value, str) else value)}
        items = _items(self.choices, self.hints, chosen)
        return {"idPrefix": bound.auto_id, "id": None, "items": items, "small": self.small or None}


class Switch(Drawable, forms.BooleanField):
    """One box to tick: yes, or not."""

    component: ClassVar[str] = "checkboxes"
    may_say_optional: ClassVar[bool] = False
    missing_words: ClassVar[Words] = gettext_lazy("Tick “{label}” to go on.")

    def __init__(
        self, label: Words | None = None, *, required: bool = False, small: bool = False, **options: Any
    ) -> None:
        self.small = small
        super().__init__(label, required=required, **options)

    def params(self, bound: Drawn) -> dict[str, Any]:
        item: dict[str, Any] = {"value": "on", "text": bound.shown_label, "checked": bool(bound.value())}
        if bound.help_text:
            item["hint"] = {"text": bound.help_text}
        plain = {"idPrefix": bound.auto_id, "id": None, "label": None, "hint": None}
        return plain | {"items": [item], "small": self.small or None}
