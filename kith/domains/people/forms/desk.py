"""What staff type about the people they work with, and about each other."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from kith.domains.people.actions import IDENTIFIERS, WAYS
from kith.domains.people.models import AgeBand, Role, Team
from kith.ui import forms

ROUTES = (
    ("phone", _("By phone")),
    ("sms", _("By text message")),
    ("email", _("By e-mail")),
    ("letter", _("By letter")),
    ("in_person", _("When we meet")),
)


class TeamChoice(forms.Form):
    """One of the teams that the viewer may choose from."""

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        field = cast("forms.Choice", self.fields["team"])
        field.choices = [(key, team.name) for key, team in self.teams.items()]
        if len(teams) == 1:
            field.initial = next(iter(self.teams))

    @property
    def chosen_team(self) -> Team:
        """The team that was chosen."""
        return self.teams[self.cleaned_data["team"]]


class ContactForm(forms.Form):
    """How somebody can be reached."""

    known_as = forms.Text(_("What they like to be called"), required=False, max_length=80)
    phone = forms.Phone(_("Phone"), required=False)
    email = forms.Email(_("E-mail"), required=False)
    address = forms.LongText(_("Postal address"), required=False, rows=4, max_length=300, autocomplete="off")
    postcode = forms.Postcode(_("Postcode"), hint=_("The first half is fine too."), required=False, part_is_fine=True)
    route = forms.Choice(
        _("How they want to be reached"), choices=ROUTES, missing=_("Choose how they want to be reached.")
    )

    def contact(self) -> dict[str, str]:
        """What is kept of it."""
        return {kind: self.cleaned_data.get(kind, "") for kind in ("phone", "email", "address", "postcode", "route")}


class PersonForm(TeamChoice, ContactForm):
    """A person that somebody begins to work with."""

    name = forms.Text(_("Name"), missing=_("Type the person's name."), max_length=120, autocomplete="off")
    why = forms.Text(
        _("Why you work together"),
        hint=_("One line. The person can read it too."),
        missing=_("Say in a few words why you work together."),
        max_length=120,
    )
    team = forms.Choice(_("Which team"), missing=_("Choose the team."))
    field_order = ("name", "known_as", "phone", "email", "postcode", "route", "why", "team")


class TogetherForm(forms.Form):
    """How the person takes part."""

    how = forms.Choice(_("How do they take part?"), choices=list(WAYS.items()), missing=_("Choose one of these."))


class KeyForm(forms.Form):
    """Whom a key is for."""

    age_band = forms.Choice(
        _("How old are they?"), choices=AgeBand.choices, missing=_("Choose if they are 18 or over."), inline=True
    )


class ReturnKeyForm(forms.Form):
    """What was checked before somebody gets a way back."""

    checked = forms.Choices(
        _("What did you check with them?"),
        hint=_("Check two or more, by phone or in person."),
        choices=list(IDENTIFIERS.items()),
        missing=_("Tick the things you checked."),
    )


class InvolveForm(forms.Form):
    """A colleague who will work with the person too."""

    worker = forms.Choice(_("Who"), shown_as="select", missing=_("Choose a colleague."))
    why = forms.Text(
        _("Why they work together"),
        hint=_("One line. The person can read it too."),
        max_length=120,
        missing=_("Say in a few words why."),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.Choice", self.fields["worker"])
        field.choices = [(str(pk), name) for pk, name in colleagues]


class InviteForm(TeamChoice, forms.Form):
    """A new member of staff."""

    name = forms.Text(_("Name"), missing=_("Type their name."), max_length=120, autocomplete="off")
    email = forms.Email(_("Work e-mail"), missing=_("Type their work e-mail."), autocomplete="off")
    role = forms.Choice(_("Role"), choices=Role.choices, shown_as="select", missing=_("Choose a role."))
    team = forms.Choice(_("Team"), shown_as="select", missing=_("Choose a team."))


class RoleForm(TeamChoice, forms.Form):
    """A role in a team."""

    role = forms.Choice(_("Role"), choices=Role.choices, shown_as="select", missing=_("Choose a role."))
    team = forms.Choice(_("Team"), shown_as="select", missing=_("Choose a team."))


class TeamForm(forms.Form):
    """A team and what it belongs to."""

    name = forms.Text(_("Name of the team"), missing=_("Type a name."), max_length=80)
    service = forms.Text(_("Service it belongs to"), missing=_("Type the service."), max_length=80)
