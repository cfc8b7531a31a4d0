"""The questions of joining, one page each."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from kith.domains.people.models import ConfirmationRoute, ConsentKind
from kith.ui import forms

OWN = "own"


class KeyForm(forms.Form):
    """The twelve words."""

    words = forms.LongText(
        _("The 12 words of your key"),
        hint=_("Type them in the same order, with a space between them. The first 4 letters of each word are enough."),
        missing=_("Type the 12 words of your key."),
        rows=3,
        max_length=400,
    )


class PinForm(forms.Form):
    """The four figures."""

    pin = forms.Text(
        _("Your PIN"),
        hint=_("4 numbers. Your team gave them to you in a different way than your key."),
        missing=_("Type the 4 numbers of your PIN."),
        inputmode="numeric",
        width=4,
        max_length=8,
        autocomplete="off",
    )

    def clean_pin(self) -> str:
        return "".join(c for c in self.cleaned_data["pin"] if c.isdecimal())


class SafetyForm(forms.Form):
    """Whose device this is."""

    is_shared = forms.Choice(
        _("Do other people use this device?"),
        choices=[("yes", _("Yes, or I am not sure")), ("no", _("No, only me"))],
        hints={
            "yes": _("We sign you out when nothing happens for 15 minutes."),
            "no": _("You stay signed in until you close the browser, 12 hours at most."),
        },
        missing=_("Choose if other people use this device."),
    )


class NameForm(forms.Form):
    """A handle that was offered, or one of one's own, and a picture."""

    handle = forms.Choice(_("Choose a name"), missing=_("Choose one of these names, or your own."))
    own = forms.Text(
        _("My own name"),
        hint=_("3 to 24 letters. Pick one that people who know you would not guess."),
        required=False,
        max_length=40,
        autocomplete="off",
        spellcheck=False,
    )
    avatar = forms.Choice(_("Choose a picture"), missing=_("Choose a picture."))

    def __init__(self, *args: Any, offered: list[str], seeds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handle, avatar = cast("forms.Choice", self.fields["handle"]), cast("forms.Choice", self.fields["avatar"])
        handle.choices = [(h, h) for h in offered] + [(OWN, _("A name I make up"))]
        avatar.choices = [(seed, seed) for seed in seeds]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("handle") == OWN and not cleaned.get("own", "").strip():
            self.add_error("own", str(_("Type the name you want.")))
        return cleaned

    def refuse(self, words: str) -> None:
        """Say why the chosen name cannot be had, beside it."""
        is_own = self.cleaned_data.get("handle") == OWN if self.is_valid() else self.data.get("handle") == OWN
        self.errors.pop("handle", None)
        self.add_error("own" if is_own else "handle", words)

    @property
    def chosen(self) -> str:
        """The handle, wherever it came from."""
        given = self.cleaned_data
        return str(given["own"] if given["handle"] == OWN else given["handle"])


class AgreeForm(forms.Form):
    """The rules, which are needed, and three things that are not."""

    rules = forms.Switch(
        _("I will keep to the house rules"), required=True, error_messages={"required": _("Tick this to come in.")}
    )
    tell_referrer = forms.Switch(ConsentKind.TELL_REFERRER.label)
    reminders = forms.Switch(ConsentKind.REMINDERS.label)
    learning = forms.Switch(ConsentKind.LEARNING.label)

    def __init__(self, *args: Any, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_open:
            del self.fields["tell_referrer"]


class PasswordForm(forms.Form):
    """A new password."""

    password = forms.Password(
        _("Choose a password"),
        is_new=True,
        hint=_("10 letters or more. Three words in a row work well, like a place, a colour and a food."),
        missing=_("Type a password."),
        max_length=200,
    )


class OpenForm(forms.Form):
    """Age, and an address of one's own."""

    is_adult = forms.Choice(
        _("Are you 18 or over?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        missing=_("Choose yes or no."),
        inline=True,
    )
    route = forms.Choice(
        _("Where can we send you a code?"),
        choices=[(ConfirmationRoute.EMAIL, _("To my e-mail")), (ConfirmationRoute.SMS, _("To my phone, as a text"))],
        missing=_("Choose e-mail or text."),
    )
    email = forms.Email(_("E-mail address, if you chose e-mail"), required=False, autocomplete="email")
    phone = forms.Phone(_("Mobile number, if you chose text"), required=False, autocomplete="tel")
    says_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = "email" if cleaned.get("route") == ConfirmationRoute.EMAIL else "phone"
        if cleaned.get("route") and not cleaned.get(kind) and kind not in self.errors:
            self.add_error(kind, str(_("Type where we can send the code.")))
        return cleaned

    @property
    def to(self) -> str:
        """The address that was chosen."""
        is_email = self.cleaned_data["route"] == ConfirmationRoute.EMAIL
        return str(self.cleaned_data["email" if is_email else "phone"])


class CodeForm(forms.Form):
    """A code of six figures."""

    code = forms.Text(
        _("The code"),
        hint=_("6 numbers. It works for 30 minutes."),
        missing=_("Type the 6 numbers of the code."),
        inputmode="numeric",
        width=10,
        max_length=12,
        autocomplete="one-time-code",
    )

    def clean_code(self) -> str:
        return "".join(c for c in self.cleaned_data["code"] if c.isdecimal())
