"""How facts are said to people: when, what it costs, how far, how lately checked, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kith.domains.directory.matching.freshness import Freshness, freshness
from kith.domains.directory.models import Access, Audience, Caution, Fit, Format, Scope
from kith.ui.words import month_name, time_of_day

NOT_KNOWN = gettext_lazy("Not known: ask")
DAYS = (
    (1, pgettext_lazy("day of the week", "Monday")),
    (2, pgettext_lazy("day of the week", "Tuesday")),
    (3, pgettext_lazy("day of the week", "Wednesday")),
    (4, pgettext_lazy("day of the week", "Thursday")),
    (5, pgettext_lazy("day of the week", "Friday")),
    (6, pgettext_lazy("day of the week", "Saturday")),
    (7, pgettext_lazy("day of the week", "Sunday")),
)
_DAY_NAMES = dict(DAYS)
_LANGUAGES = {
    "en": gettext_lazy("English"),
    "cy": gettext_lazy("Welsh"),
    "bfi": gettext_lazy("British Sign Language"),
}
_CODES: dict[str, Any] = {
    choice.value: choice.label for group in (Access, Fit, Audience, Format, Scope) for choice in group
}


def day_of(on: dt.date, today: dt.date) -> str:
    """ "3 June", with the year when it is not this one."""
    words = f"{on.day} {month_name(on.month)}"
    return words if on.year == today.year else f"{words} {on.year}"


def checked(assured_on: dt.date | None, as_of: dt.date) -> str:
    """How lately somebody made sure of it (X-9)."""
    fresh = freshness(assured_on, as_of)
    if fresh is Freshness.NEVER or assured_on is None:
        return _("Not checked: ring first")
    if fresh is Freshness.CHECKED:
        return _("Checked %(day)s") % {"day": day_of(assured_on, as_of)}
    return _("Not checked since %(day)s") % {"day": day_of(assured_on, as_of)}


def distance(km: float) -> str:
    """Whole kilometres when it is far; nothing sharper than 100 metres."""
    if km < 0.1:
        return _("less than 100 metres away")
    return _("%(km)s km away") % {"km": f"{km:.0f}" if km >= 20 else f"{km:.1f}"}


def cost(is_free: bool | None, price: Decimal | float | None, own_words: str = "") -> str:
    """What it costs, in our words or in its own; empty when nobody told us."""
    if is_free:
        return _("Free")
    if price is not None:
        return money(price)
    if own_words:
        return own_words
    return _("Costs something: ask how much") if is_free is False else ""


def money(price: Decimal | float) -> str:
    amount = Decimal(str(price))
    return f"£{amount:.0f}" if amount == amount.to_integral() else f"£{amount:.2f}"


def times(hours: Sequence[Sequence[Any]], days: Sequence[int] | None) -> list[str]:
    """Days with their times, those that are alike in one line: "Monday to Friday, 9am to 5pm"."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for weekday, opens, closes, *rule in sorted(hours, key=lambda row: (row[0], row[1])):
        alike.setdefault((opens, closes, "".join(rule)), []).append(weekday)
    timed = {row[0] for row in hours}
    lines = [
        _("%(days)s, %(opens)s to %(closes)s") % {"days": days_in_words(on), "opens": _at(opens), "closes": _at(closes)}
        + (" " + _("(not every week)") if rule else "")
        for (opens, closes, rule), on in alike.items()
    ]
    without = sorted(set(days or ()) - timed)
    if without:
        lines.append(_("%(days)s, time not known: ask") % {"days": days_in_words(without)})
    return lines


def days_in_words(days: Sequence[int]) -> str:
    """ "Every day", "Monday to Friday", "Monday and Thursday"."""
    on = sorted(set(days))
    names = [str(_DAY_NAMES[day]) for day in on]
    if len(on) == 7:
        return _("Every day")
    if len(on) > 2 and on[-1] - on[0] == len(on) - 1:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    if len(names) == 1:
        return names[0]
    return _("%(several)s and %(last)s") % {"several": ", ".join(names[:-1]), "last": names[-1]}


def _at(text: str) -> str:
    return time_of_day(dt.time.fromisoformat(text))


def labels(codes: Sequence[str]) -> list[str]:
    """The words for codes of access, fit, audiences, formats and reach."""
    return [str(_CODES[code]) for code in codes if code in _CODES]


def cautions(codes: Sequence[str]) -> list[str]:
    return [str(Caution(code).label) for code in codes if code in Caution.values]


def languages(codes: Sequence[str]) -> str:
    return ", ".join(str(_LANGUAGES.get(code, code)) for code in codes)


def ages(youngest: int | None, oldest: int | None) -> str:
    """For which ages, as far as it is known. No youngest age is 0, no oldest is 120 or more."""
    top = oldest is not None and oldest < 120
    if youngest and top:
        return _("Ages %(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    if youngest:
        return _("Age %(youngest)s and over") % {"youngest": youngest}
    if top:
        return _("Up to age %(oldest)s") % {"oldest": oldest}
    return _("All ages") if youngest == 0 or oldest is not None else ""
