"""What is typed to sign in, to come back, and to take the second step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.ui import forms


class SignInForm(forms.Form):
    """A name and a password; staff use their e-mail address as the name."""

    name = forms.Text(
        _("Your name here"),
        hint=_("The name you chose. If you are on the team, use your e-mail."),
        missing=_("Type the name you chose when you joined."),
        max_length=254,
        autocomplete="username",
        spellcheck=False,
    )
    password = forms.Password(_("Password"), missing=_("Type your password."), max_length=200)
    is_shared = forms.Switch(
        _("Other people use this device"), hint=_("We sign you out when nothing happens for 15 minutes.")
    )


class RecoverForm(forms.Form):
    """A code of the recovery sheet and a new password."""

    name = forms.Text(
        _("Your name here"),
        hint=_("It stands on your recovery sheet."),
        missing=_("Type the name you chose when you joined."),
        max_length=80,
        autocomplete="username",
        spellcheck=False,
    )
    code = forms.Text(
        _("One code of your recovery sheet"),
        hint=_("Each code works once. Cross it out when you have used it."),
        missing=_("Type one of the codes of your recovery sheet."),
        width=20,
        max_length=40,
        autocomplete="off",
        spellcheck=False,
    )
    password = forms.Password(
        _("Choose a new password"),
        is_new=True,
        hint=_("10 letters or more. Three words in a row work well."),
        missing=_("Type a new password."),
        max_length=200,
    )


class PasswordForm(forms.Form):
    """One's password once more, before something that only oneself may do."""

    password = forms.Password(_("Your password"), missing=_("Type your password."), max_length=200)


class StepForm(forms.Form):
    """A code from the phone."""

    code = forms.Text(
        _("Code"),
        hint=_("6 numbers from the app on your phone, or one of your spare codes."),
        missing=_("Type the code that your phone shows."),
        inputmode="numeric",
        width=10,
        max_length=20,
        autocomplete="one-time-code",
    )


class PhoneForm(StepForm):
    """The first code of a phone that is set up."""

    code = forms.Text(
        _("Code"),
        hint=_("6 numbers. A new code comes every half a minute."),
        missing=_("Type the code that your phone shows."),
        inputmode="numeric",
        width=10,
        max_length=20,
        autocomplete="one-time-code",
    )


class InvitedForm(forms.Form):
    """The password of a new member of staff."""

    password = forms.Password(
        _("Choose a password"),
        is_new=True,
        hint=_("10 letters or more. Three words in a row work well."),
        missing=_("Type a password."),
        max_length=200,
    )
