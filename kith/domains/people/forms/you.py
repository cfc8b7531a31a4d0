"""What people choose under "You"."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kith.domains.people.actions.use import CONTACT_LIMITS
from kith.domains.people.models.preferences_of_use import Digest, Format, Purpose, Route, TextSize, Theme
from kith.domains.people.queries.reach import Reach
from kith.ui.forms import Choice, Email, Form, LongText, Phone, Switch
from kith.ui.forms.times import Time


class DisplayForm(Form):
    """How pages look."""

    theme = Choice(_("Colours"), choices=Theme.choices, required=False)
    text = Choice(_("Size of words"), choices=TextSize.choices, required=False)
    is_still = Switch(_("Keep everything still"), hint=_("Nothing slides or fades."))
    is_low_data = Switch(_("Use less data"), hint=_("We fetch only what a page cannot do without."))
    is_leave_hidden = Switch(
        _("Hide the “Leave quickly” button"),
        hint=_("Pressing Shift three times still takes you away."),
    )


class LanguageForm(Form):
    """The language of messages and letters."""

    language = Choice(_("Messages and letters in"), choices=settings.LANGUAGES, inline=True)


class NoticesForm(Form):
    """How to be reached for each purpose, and when."""

    says_optional = False

    has_reminders = Switch(
        _("Send me reminders"), hint=_("Reminders are off until you tick this. Nothing is late without them.")
    )
    digest = Choice(
        _("When there is something new, how often may we tell you outside this site?"), choices=Digest.choices
    )
    quiet_from = Time(_("Quiet from"))
    quiet_until = Time(_("Quiet until"), hint=_("We send nothing in these hours, except when you ask for a code."))
    letter_format = Choice(_("How letters to you are made"), choices=Format.choices)

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [route for route in Route if _makes_sense(reach, route)]
        for purpose in Purpose:
            field = Choice(purpose.label, choices=[(r.value, r.label) for r in possible], shown_as="select")
            field.initial = reach.route_for(purpose.value)
            self.fields[purpose.value] = field
        if not reach.has_team:
            del self.fields["letter_format"]
        self.order_fields([*Purpose.values, "has_reminders", "digest", "quiet_from", "quiet_until", "letter_format"])

    def chosen(self, reach: Reach) -> dict[str, Any]:
        """What choose_notices takes."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("has_reminders", "digest", "quiet_from", "quiet_until")}
        routes = {purpose: given[purpose] for purpose in Purpose.values}
        return {**kept, "letter_format": given.get("letter_format") or reach.letter_format, "routes": routes}

    @staticmethod
    def first(reach: Reach) -> dict[str, Any]:
        """What is chosen now."""
        names = ("has_reminders", "digest", "quiet_from", "quiet_until", "letter_format")
        return {name: getattr(reach, name) for name in names}


def _makes_sense(reach: Reach, route: Route) -> bool:
    """Ways that exist for them, also those that still miss an address: choosing one says what is missing."""
    if route == Route.APP:
        return reach.has_login
    return reach.has_team or route in {Route.EMAIL, Route.SMS}


class WhereForm(Form):
    """Where somebody can be reached."""

    email = Email(_("E-mail"), required=False, autocomplete="email", max_length=CONTACT_LIMITS["email"])
    phone = Phone(_("Phone"), required=False, autocomplete="tel")
    address = LongText(
        _("Postal address"), required=False, rows=4, autocomplete="street-address", max_length=CONTACT_LIMITS["address"]
    )


class ConsentForm(Form):
    """Yes or no to each thing by itself."""

    def __init__(self, *args: Any, asked: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            self.fields[one.kind] = Switch(one.words, initial=one.is_given)

    @property
    def given(self) -> dict[str, bool]:
        return cast("dict[str, bool]", self.cleaned_data)
