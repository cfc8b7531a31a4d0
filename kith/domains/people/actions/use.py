"""Choosing how pages look, and how and when one is reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from kith.domains.people.actions.consents import change_consent
from kith.domains.people.models import ConsentKind, ContactRoute, DisplayChoice, NoticeChoice, Person
from kith.domains.people.models.preferences_of_use import Digest, Format, Purpose, Route, TextSize, Theme
from kith.domains.people.queries.reach import how_to_reach
from kith.kernel.access import Viewer
from kith.kernel.use_cases import NotPossible, note, use_case

CONTACT_LIMITS = {"email": 254, "phone": 40, "address": 300}


@use_case("people.choose_display", on="person")
def choose_display(
    *,
    by: Viewer,
    person: Person,
    theme: str,
    text: str,
    is_still: bool,
    is_low_data: bool,
    is_leave_hidden: bool,
) -> DisplayChoice:
    """Choose how pages look: light or dark, larger words, no movement, less data, with or without the leave button."""
    if theme not in Theme.values or text not in TextSize.values:
        raise NotPossible(_("Choose from the list."))
    chosen = {
        "theme": theme,
        "text": text,
        "is_still": is_still,
        "is_low_data": is_low_data,
        "is_leave_hidden": is_leave_hidden,
    }
    return DisplayChoice.objects.update_or_create(person=person, defaults=chosen)[0]


@use_case("people.choose_language", on="person")
def choose_language(*, by: Viewer, person: Person, language: str) -> Person:
    """Choose the language in which messages and letters are written."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@use_case("people.choose_notices", on="person")
def choose_notices(
    *,
    by: Viewer,
    person: Person,
    routes: Mapping[str, str],
    has_reminders: bool,
    digest: str,
    quiet_from: dt.time,
    quiet_until: dt.time,
    letter_format: str,
) -> NoticeChoice:
    """Choose for each purpose how to be reached, the quiet hours, and how a letter is made."""
    if set(routes) - set(Purpose.values) or digest not in Digest.values or letter_format not in Format.values:
        raise NotPossible(_("Choose from the list."))
    _check_routes(by, person, routes)
    for purpose, route in routes.items():
        ContactRoute.objects.update_or_create(person=person, purpose=purpose, defaults={"route": route})
    reach = how_to_reach(by, person.pk)
    if reach and reach.has_reminders != has_reminders:
        change_consent(by=by, person=person, kind=ConsentKind.REMINDERS, is_given=has_reminders)
    note(routes=dict(routes), digest=digest)
    chosen = {
        "digest": digest,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "letter_format": letter_format,
    }
    return NoticeChoice.objects.update_or_create(person=person, defaults=chosen)[0]


@use_case("people.keep_contact", on="person")
def keep_contact(*, by: Viewer, person: Person, email: str, phone: str, address: str) -> Person:
    """Keep the e-mail address, telephone number and postal address that somebody gave."""
    given = {"email": email.strip(), "phone": phone.strip(), "address": address.strip()}
    for name, words in given.items():
        if len(words) > CONTACT_LIMITS[name]:
            raise NotPossible(_("Please make this shorter."), field=name)
    before = person.contact or {}
    note(changed=sorted(name for name, words in given.items() if before.get(name, "") != words))
    person.contact = {**before, **given}
    person.save(update_fields=["contact"])
    return person


def _check_routes(by: Viewer, person: Person, routes: Mapping[str, str]) -> None:
    """A way can only be chosen when we know the address or number it needs."""
    reach = how_to_reach(by, person.pk)
    for purpose, route in routes.items():
        if route not in Route.values:
            raise NotPossible(_("Choose from the list."), field=purpose)
        if reach is None or not reach.can_use(route) or (route == Route.LETTER and not reach.address):
            raise NotPossible(_MISSING[Route(route)](), field=purpose)


_MISSING = {
    Route.EMAIL: lambda: _("We do not have an e-mail address for you yet. You can add it under “Where to reach you”."),
    Route.SMS: lambda: _("We do not have a phone number for you yet. You can add it under “Where to reach you”."),
    Route.PHONE: lambda: _("We do not have a phone number for you yet. You can add it under “Where to reach you”."),
    Route.LETTER: lambda: _("We do not have a postal address for you yet. You can add it under “Where to reach you”."),
    Route.APP: lambda: _("There is no sign-in for this person, so they would not see it here."),
    Route.IN_PERSON: lambda: _("No team works with you yet, so nobody can tell you in person."),
}
