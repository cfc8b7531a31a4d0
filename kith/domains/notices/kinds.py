"""Every kind of notice, and its words: a neutral subject, nothing that says illness, the front door and no other link.

Whoever opens a shared inbox learns that a service wrote, and no more (product.md 2.5). A kind says what it is for, so
that the person's chosen way can be asked, and which codes it takes; nobody's own words can be put into one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.domains.people.queries.messages import confirmation_message, invitation_message
from kith.domains.people.queries.reach import Purpose
from kith.kernel.access import Viewer
from kith.ui.words import day, day_time

SMS_LENGTH = 160
_CODE = re.compile(r"[a-z0-9_:.+-]{1,64}", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What is sent: one subject, and at most three short lines below it."""

    subject: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Secret:
    """What lets somebody in once, where it goes, and the words' own data for it."""

    to: str
    language: str
    data: Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """One kind of notice."""

    code: str
    purpose: str
    say: Callable[[Mapping[str, str]], Words]
    takes: frozenset[str] = frozenset()
    is_essential: bool = False
    """Keys and security: sent at any hour, for somebody waits at the screen."""
    is_reminder: bool = False
    """Sent only to who asked for reminders, or for this one."""
    is_gathered: bool = False
    """"Something new": leaves the site only in the digest that the person chose."""
    is_for_screens: bool = False
    """Only of use to somebody at a screen: goes by e-mail or text or not at all."""
    page: str = ""
    """Where the person finds it on the site."""
    fetch: Callable[[Viewer, Mapping[str, str]], Secret | None] | None = None
    """For a code or a link that lets somebody in: fetched when it is sent, never kept with the notice."""

    def check(self, data: Mapping[str, str]) -> None:
        """Ids, codes and dates only: anything that could be somebody's words is an error in our program."""
        if set(data) != set(self.takes):
            raise ValueError(f"{self.code} takes {sorted(self.takes)}, not {sorted(data)}")
        for name, value in data.items():
            if not _CODE.fullmatch(value):
                raise ValueError(f"{name} of {self.code} is neither an id, a code nor a date")


def kind(code: str) -> Kind:
    """The kind with this code. Raises KeyError when there is none."""
    return KINDS[code]


def _service() -> str:
    return str(settings.KITH_SERVICE_NAME)


def _sign_in() -> str:
    return _("Sign in to see it.")


def _plain(subject: Callable[[], str], *lines: Callable[[], str]) -> Callable[[Mapping[str, str]], Words]:
    return lambda _data: Words(subject(), tuple(line() for line in lines))


def _invitation(_data: Mapping[str, str]) -> Words:
    return Words(
        _("Your invitation from %(service)s") % {"service": _service()},
        (
            _("Open the front page and choose “I have a key”."),
            _("Your key comes to you another way, not in this message."),
        ),
    )


def _confirm(data: Mapping[str, str]) -> Words:
    code = data.get("code", "")
    lines = (_("Your code is %(code)s. It works for a short time.") % {"code": code},) if code else ()
    return Words(_("Confirm it's you"), (*lines, _("If you did not ask for this, you do not need to do anything.")))


def _staff_invitation(data: Mapping[str, str]) -> Words:
    lines = (
        (_("Open this link to make your own way to sign in. It works once:"), data["link"]) if "link" in data else ()
    )
    return Words(_("Your invitation from %(service)s") % {"service": _service()}, lines)


def _code(viewer: Viewer, data: Mapping[str, str]) -> Secret | None:
    found = confirmation_message(viewer, data["confirmation"])
    return Secret(found.to, found.language, {"code": found.code}) if found else None


def _link(viewer: Viewer, data: Mapping[str, str]) -> Secret | None:
    found = invitation_message(viewer, data["invitation"])
    if found is None:
        return None
    page = reverse("people:invited", args=[found.token])
    return Secret(found.to, found.language, {"link": f"{str(settings.KITH_PUBLIC_URL).rstrip('/')}{page}"})


def _reminder(data: Mapping[str, str]) -> Words:
    return Words(
        _("Reminder: %(when)s") % {"when": day_time(_instant(data["at"]))}, (_("You asked us to remind you."),)
    )


def _offer(data: Mapping[str, str]) -> Words:
    return Words(
        _("A place is free; please reply by %(day)s") % {"day": day(_date(data["by"]))},
        (_sign_in(), _("It is fine to say no.")),
    )


def _closing(data: Mapping[str, str]) -> Words:
    return Words(
        _("Your account will close on %(day)s") % {"day": day(_date(data["on"]))},
        (_("You can change your mind until then. Sign in, or tell your team if you have one."),),
    )


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


KINDS = {
    one.code: one
    for one in (
        Kind("key", Purpose.ACCOUNT, _invitation, is_essential=True, is_for_screens=True),
        Kind(
            "confirm",
            Purpose.ACCOUNT,
            _confirm,
            frozenset({"confirmation"}),
            is_essential=True,
            is_for_screens=True,
            fetch=_code,
        ),
        Kind("security", Purpose.ACCOUNT, _confirm, is_essential=True, page="people:devices"),
        Kind(
            "staff_invitation",
            Purpose.ACCOUNT,
            _staff_invitation,
            frozenset({"invitation"}),
            is_essential=True,
            is_for_screens=True,
            fetch=_link,
        ),
        Kind("something_new", Purpose.NEWS, _plain(lambda: _("Something new for you"), _sign_in), is_gathered=True),
        Kind("reminder", Purpose.REMINDERS, _reminder, frozenset({"at"}), is_reminder=True),
        Kind("place_offered", Purpose.OFFERS, _offer, frozenset({"by"})),
        Kind(
            "pause_ending",
            Purpose.REMINDERS,
            _plain(lambda: _("Shall we say hello?"), lambda: _("There is no need to answer.")),
            is_reminder=True,
        ),
        Kind(
            "map_due",
            Purpose.REMINDERS,
            _plain(lambda: _("It may be a good time to look back"), lambda: _("Only if you want to.")),
            is_reminder=True,
        ),
        Kind("supporter_asked", Purpose.ACCOUNT, _plain(lambda: _("Someone has asked for your help"), _sign_in)),
        Kind("referral_waits", Purpose.OFFERS, _plain(lambda: _("A new referral is waiting"), _sign_in)),
        Kind(
            "duty",
            Purpose.ACCOUNT,
            _plain(lambda: _("Alert waiting. Sign in."), lambda: _("It is waiting for you at work.")),
            is_essential=True,
        ),
        Kind(
            "desk",
            Purpose.ACCOUNT,
            _plain(lambda: _("Something at work is waiting for you"), _sign_in),
            frozenset({"about"}),
        ),
        Kind(
            "looked",
            Purpose.ACCOUNT,
            _plain(lambda: _("Something about your account"), _sign_in),
            page="people:privacy",
        ),
        Kind(
            "key_given",
            Purpose.ACCOUNT,
            _plain(lambda: _("Something new for you"), lambda: _("Your team gave it to you."), _sign_in),
            page="front:home",
        ),
        Kind("about_a_post", Purpose.NEWS, _plain(lambda: _("About something you wrote"), _sign_in)),
        Kind(
            "copy_ready",
            Purpose.ACCOUNT,
            _plain(lambda: _("Your copy is ready"), lambda: _("Sign in to get it. It stays for 7 days.")),
            page="people:download",
        ),
        Kind("closing", Purpose.ACCOUNT, _closing, frozenset({"on"}), page="people:close"),
    )
}
