"""Fields people type into: a line, a longer piece, an e-mail address, a telephone number, a postcode, a password."""

import re
from typing import Any, ClassVar

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.ui.forms.drawing import Drawable, Drawn, Words


class Text(Drawable, forms.CharField):
    """One line of words."""

    default_error_messages: ClassVar[dict[str, Words]] = {
        "max_length": gettext_lazy("This is a little too long. Please use %(limit_value)d letters or fewer."),
    }
    kind: ClassVar[str] = "text"

    def __init__(
        self,
        label: Words | None = None,
        *,
        width: int | None = None,
        inputmode: str = "",
        spellcheck: bool | None = None,
        kind: str = "",
        prefix: str = "",
        suffix: Words = "",
        **options: Any,
    ) -> None:
        self.width, self.inputmode, self.spellcheck = width, inputmode, spellcheck
        self.type, self.prefix, self.suffix = kind or self.kind, prefix, suffix
        super().__init__(label, **options)

    def params(self, bound: Drawn) -> dict[str, Any]:
        return super().params(bound) | {
            "type": self.type,
            "width": self.width,
            "inputmode": self.inputmode or None,
            "spellcheck": self.spellcheck,
            "prefix": self.prefix or None,
            "suffix": self.suffix or None,
        }


class LongText(Drawable, forms.CharField):
    """A longer piece of writing; `count=True` says how much room is left."""

    component: ClassVar[str] = "textarea"
    widget = forms.Textarea
    default_error_messages: ClassVar[dict[str, Words]] = {
        "max_length": gettext_lazy(
            "This is a little too long: %(show_value)d letters. There is room for %(limit_value)d."
        ),
    }

    def __init__(
        self, label: Words | None = None, *, rows: int = 5, count: bool = False, max_length: int = 5000, **options: Any
    ) -> None:
        self.rows, self.count = rows, count
        super().__init__(label, max_length=max_length, **options)

    def clean(self, value: Any) -> Any:
        # Browsers send each line break as two characters; people counted one.
        return super().clean(value.replace("\r\n", "\n") if isinstance(value, str) else value)

    def params(self, bound: Drawn) -> dict[str, Any]:
        shown = super().params(bound) | {"rows": self.rows, "spellcheck": None}
        # A browser drops the first line break inside a textarea, so one more keeps what was written whole.
        shown["value"] = "\n" + shown["value"] if shown["value"].startswith("\n") else shown["value"]
        if self.count:
            room = f"{bound.auto_id}-room"
            shown["describedBy"] = room
            shown["attributes"] = {"data-room": str(self.max_length), "data-room-at": room}
            shown["formGroup"] = {"afterInput": {"html": self._room(room)}}
        return shown

    def _room(self, room_id: str) -> SafeString:
        words = _("There is room for %(count)s letters.") % {"count": self.max_length}
        left, over = _("Letters left: {n}"), _("Letters too many: {n}")
        return format_html(
            '<div class="nhsuk-hint k-room" id="{}" data-left="{}" data-over="{}">{}</div>', room_id, left, over, words
        )


class Email(Text, forms.EmailField):
    kind: ClassVar[str] = "email"
    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid": gettext_lazy("Enter an e-mail address like name@example.org."),
    }

    def __init__(self, label: Words | None = None, **options: Any) -> None:
        given: dict[str, Any] = {"autocomplete": "email", "spellcheck": False, "inputmode": "email"}
        super().__init__(label, **(given | options))


class Phone(Text):
    """A telephone number, kept in the form all networks understand: +447700900123."""

    kind: ClassVar[str] = "tel"
    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid": gettext_lazy("Enter a telephone number, like 01632 960 001 or 07700 900 982."),
    }

    def __init__(self, label: Words | None = None, **options: Any) -> None:
        given: dict[str, Any] = {"autocomplete": "tel", "inputmode": "tel", "width": 20}
        super().__init__(label, **(given | options))

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        # A number that works only within one town is not enough to ring somebody.
        if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"


class Postcode(Text):
    """A postcode as Royal Mail writes it; `part_is_fine=True` takes its first half too, which tells less."""

    default_error_messages: ClassVar[dict[str, Words]] = {
        "invalid": gettext_lazy("Enter a postcode, like LS1 4AP."),
        "invalid_part": gettext_lazy("Enter a postcode, like LS1 4AP. The first half is fine too, like LS1."),
    }

    def __init__(self, label: Words | None = None, *, part_is_fine: bool = False, **options: Any) -> None:
        self.part_is_fine = part_is_fine
        given: dict[str, Any] = {"autocomplete": "postal-code", "width": 10, "spellcheck": False}
        super().__init__(label, **(given | options))

    def clean(self, value: Any) -> str:
        typed = re.sub(r"[\s.\-]", "", super().clean(value)).upper()
        if not typed:
            return ""
        if whole := re.fullmatch(f"({_OUTWARD})({_INWARD})", typed):
            return f"{whole[1]} {whole[2]}"
        if self.part_is_fine and re.fullmatch(_OUTWARD, typed):
            return typed
        code = "invalid_part" if self.part_is_fine else "invalid"
        raise ValidationError(self.error_messages[code], code=code)


class Password(Drawable, forms.CharField):
    """A password; it can be shown while typing and is never sent back to the page."""

    component: ClassVar[str] = "password-input"
    widget = forms.PasswordInput

    def __init__(self, label: Words | None = None, *, is_new: bool = False, **options: Any) -> None:
        given: dict[str, Any] = {"autocomplete": "new-password" if is_new else "current-password", "strip": False}
        super().__init__(label, **(given | options))

    def params(self, bound: Drawn) -> dict[str, Any]:
        return {
            "autocomplete": self.autocomplete,
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            "passwordShownAnnouncementText": _("Your password can be seen"),
            "passwordHiddenAnnouncementText": _("Your password is hidden"),
        }


class Hidden(Drawable, forms.CharField):
    """A value that travels with the form unseen, such as the version a page was drawn from."""

    widget = forms.HiddenInput

    def draw(self, bound: Drawn, *, heading: bool = False, **more: Any) -> SafeString:
        value = bound.value()
        return format_html(
            '<input type="hidden" name="{}" value="{}">', bound.html_name, "" if value is None else value
        )
