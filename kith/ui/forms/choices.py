"""Fields people choose in: one of several, some of several, or yes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words

Hints = Mapping[Any, Words]


@dataclass(frozen=True)
class _Offer:
    """One line of a list of choices: a choice, or the heading of those that follow."""

    value: str
    text: str
    hint: str = ""
    is_chosen: bool = False
    is_heading: bool = False


def _offers(choices: Any, hints: Hints, chosen: set[str]) -> list[_Offer]:
    found: list[_Offer] = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            found += [_Offer("", str(value), is_heading=True), *_offers(words, hints, chosen)]
        else:
            found.append(_Offer(str(value), str(words), str(hints.get(value, "")), str(value) in chosen))
    return found


_HEADING = '<div class="nhsuk-{0}__divider">{1}</div>'
_ITEM = (
    '<div class="nhsuk-{0}__item"><input class="nhsuk-{0}__input" id="{1}" name="{2}" type="{3}" value="{4}"{5}{6}>'
    '<label class="nhsuk-label nhsuk-{0}__label" for="{1}">{7}</label> {8}</div>'
)
_HINT = '<div class="nhsuk-hint nhsuk-{0}__hint" id="{1}-item-hint">{2}</div>'


def _draw(kind: str, bound: Drawn, offers: list[_Offer]) -> SafeString:
    """The same markup as the library's; long lists are common here, and its way takes half a millisecond a line."""
    drawn = []
    for number, offer in enumerate(offers, start=1):
        if offer.is_heading:
            drawn.append(format_html(_HEADING, kind, offer.text))
            continue
        own = bound.auto_id if number == 1 else f"{bound.auto_id}-{number}"
        drawn.append(
            format_html(
                _ITEM,
                kind,
                own,
                bound.html_name,
                "radio" if kind == "radios" else "checkbox",
                offer.value,
                mark_safe(" checked" if offer.is_chosen else ""),
                format_html(' aria-describedby="{}-item-hint"', own) if offer.hint else "",
                offer.text,
                format_html(_HINT, kind, own, offer.hint) if offer.hint else "",
            )
        )
    return mark_safe("\n".join(drawn))


def _group(kind: str, bound: Drawn, offers: list[_Offer], *, is_small: bool) -> dict[str, Any]:
    drawn = {"beforeInputs": {"html": _draw(kind, bound, offers)}}
    return {"idPrefix": bound.auto_id, "id": None, "items": [], "small": is_small or None, "formGroup": drawn}


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
        offers = _offers(self.choices, self.hints, chosen)
        if self.component == "radios":
            return _group("radios", bound, offers, is_small=self.small) | {"inline": self.inline or None}
        if not any(offer.value == "" for offer in offers):
            offers.insert(0, _Offer("", str(self.empty or _("Choose")), is_chosen=not chosen))
        items = [{"value": offer.value, "text": offer.text, "selected": offer.is_chosen} for offer in offers]
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
        return _group("checkboxes", bound, _offers(self.choices, self.hints, chosen), is_small=self.small)


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
        offer = _Offer("on", bound.shown_label, str(bound.help_text), bool(bound.value()))
        return _group("checkboxes", bound, [offer], is_small=self.small) | {"label": None, "hint": None}
