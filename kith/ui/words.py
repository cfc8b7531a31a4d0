"""Days and times in words, the same in every browser: "Tuesday 3 June, 2pm"."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.kernel.clock import today

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"),
}
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip


def language() -> str:
    """The two letters of the page's language: en or cy."""
    code = (get_language() or "en").split("-")[0]
    return code if code in _MONTHS else "en"


def month_number(word: str) -> int | None:
    """6 for "6", "June", "jun" and "Mehefin": people write months as they like."""
    word = word.strip().lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    found = {
        number
        for names in _MONTHS.values()
        for number, name in enumerate(names, start=1)
        if len(word) >= 3 and name.lower().startswith(word)
    }
    return found.pop() if len(found) == 1 else None


def month_name(number: int) -> str:
    return _MONTHS[language()][number - 1]


def day(when: date | datetime) -> str:
    """ "Tuesday 3 June", with the year when it is not this one."""
    return _day(_local(when), language(), today().year)


@lru_cache(maxsize=1024)
def _day(on: date, lang: str, this_year: int) -> str:
    words = f"{_DAYS[lang][on.weekday()]} {on.day} {_MONTHS[lang][on.month - 1]}"
    return words if on.year == this_year else f"{words} {on.year}"


def long_day(when: date | datetime) -> str:
    """ "3 June 2026": for dates that are kept, printed or far away."""
    on = _local(when)
    return f"{on.day} {month_name(on.month)} {on.year}"


def time_of_day(when: time | datetime) -> str:
    """ "2pm", "2:30pm", "midday", "midnight": nobody has to count to 24."""
    at = timezone.localtime(when).time() if isinstance(when, datetime) and timezone.is_aware(when) else when
    if (at.hour, at.minute) == (12, 0):
        return _("midday")
    if (at.hour, at.minute) == (0, 0):
        return _("midnight")
    half = "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{half}"


def day_time(when: datetime) -> str:
    """ "Tuesday 3 June, 2pm"."""
    at = timezone.localtime(when) if timezone.is_aware(when) else when
    return f"{day(at.date())}, {time_of_day(at.time())}"


def _local(when: date | datetime) -> date:
    if isinstance(when, datetime):
        return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return when
