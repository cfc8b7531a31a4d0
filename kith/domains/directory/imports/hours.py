"""Reading hours: "09:00-17:00" in a column of its own, and sentences such as "Mon-Fri, 9am-9pm. Sat, varies"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_WORDS = {word: number for number, day in enumerate(DAYS, 1) for word in (day, f"{day}s", day[:3], f"{day[:3]}s")}
_DAY_WORDS |= {"tues": 2, "weds": 3, "thur": 4, "thurs": 4}
_GROUPS = {
    "weekdays": range(1, 6),
    "weekends": range(6, 8),
    "weekend": range(6, 8),
    "daily": range(1, 8),
    "every day": range(1, 8),
    "seven days": range(1, 8),
    "7 days": range(1, 8),
}
_DAY = "|".join(sorted((*_DAY_WORDS, *_GROUPS), key=len, reverse=True))
_CLOCK = r"(?:(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:\s*:\d{2})?\s*(am|pm|noon|a\.m\.?|p\.m\.?)?|(noon|midday|midnight))"
_TOKEN = re.compile(
    rf"\b(?P<day>{_DAY})\b"
    rf"|(?P<range>(?<![\d.:/]){_CLOCK}\s*(?:-|\u2013|\u2014|to|till|until)\s*{_CLOCK}(?![\d/]))"
    r"|(?P<to>-|\u2013|\bto\b|\bthrough\b)|(?P<shut>\bclosed\b(?! for)|\bexcept\b)|(?P<end>[\n;]|\.(?=\s|$))",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th|5th|fortnight\w*|alternate|every (?:two|2) weeks|"
    r"term|winter|summer|monthly|of (?:the|every|each) month|january|february|april|september|october|november)\b",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?i)([ap]m)(?=(?:mon|tue|wed|thu|fri|sat|sun|april|november))")
_LINE = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


@dataclass
class Opening:
    """One stretch of time on a day of the week; times are None where only the day is known."""

    weekday: int | None
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    is_after_midnight: bool = False
    rule: str = ""
    words: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    capacity: int | None = None
    has_waiting_list: bool | None = None
    attending: str = ""


def of_weekday(weekday: int, cell: str) -> tuple[list[Opening], list[str]]:
    """The stretches in a weekday's own cell ("10:00-13:00,14:00-17:00"), and what was wrong with it."""
    openings: list[Opening] = []
    problems: list[str] = []
    for part in filter(None, (p.strip() for p in cell.split(","))):
        found = _LINE.fullmatch(part)
        numbers = [int(n) for n in found.groups()] if found else []
        if not numbers or numbers[0] > 23 or numbers[2] > 24 or max(numbers[1], numbers[3]) > 59:
            problems.append("hours_not_readable")
            continue
        opens, closes = dt.time(numbers[0], numbers[1]), dt.time(numbers[2] % 24, numbers[3])
        if opens < dt.time(5):
            problems.append("hours_too_early")
            openings.append(Opening(weekday))
            continue
        if closes <= opens:
            problems.append("hours_past_midnight")
        openings.append(Opening(weekday, opens, closes, is_after_midnight=closes <= opens))
    return openings, problems


@dataclass
class _Reading:
    """What has been read of a sentence so far: days and times that wait to be joined, and the stretches found."""

    text: str
    found: list[Opening] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    times: list[tuple[dt.time, dt.time]] = field(default_factory=list)
    start: int = 0
    is_range: bool = False
    is_shut: bool = False
    is_times_first: bool | None = None

    def close(self, end: int) -> None:
        """Join the days with the times that stand beside them."""
        words = self.text[self.start : end].strip(" .;\n")
        rule = words[:120] if _RULE.search(words) else ""
        for day in [] if self.is_shut else dict.fromkeys(self.days):
            if not self.times:
                self.found.append(Opening(day, rule=rule))
            for opens, closes in self.times:
                self.found.append(Opening(day, opens, closes, is_after_midnight=closes <= opens, rule=rule))
        self.days, self.times, self.is_range, self.is_shut = [], [], False, False
        self.start = end

    def on_day(self, token: re.Match[str]) -> None:
        if self.is_times_first is None:
            self.is_times_first = bool(self.times)
        if self.times and not self.is_times_first:
            self.close(token.start())
        word = " ".join(token["day"].lower().split())
        if word in _GROUPS:
            self.days.extend(_GROUPS[word])
        elif self.is_range and self.days:
            last, day = self.days[-1], _DAY_WORDS[word]
            self.days.extend((n - 1) % 7 + 1 for n in range(last + 1, day + 1 if day >= last else day + 8))
        else:
            self.days.append(_DAY_WORDS[word])
        self.is_range = False

    def on_range(self, token: re.Match[str]) -> None:
        if self.is_times_first and self.days:
            self.close(token.start())
        stretch = _stretch(token)
        self.times.extend([stretch] if stretch else [])

    def on_to(self, _token: re.Match[str]) -> None:
        self.is_range = bool(self.days)

    def on_shut(self, _token: re.Match[str]) -> None:
        self.is_shut = not self.times

    def on_end(self, token: re.Match[str]) -> None:
        """A full stop after days alone may be an abbreviation; a new line before any day ends nothing."""
        if (self.times and (self.days or token.group() != "\n")) or (self.days and token.group() != "."):
            self.close(token.end())
            self.is_times_first = None


def of_sentence(text: str) -> list[Opening]:
    """The days and times that a sentence names; an empty list when it names no day."""
    text = _GLUED.sub("\\1\n", text.replace("\u2010", "-"))
    reading = _Reading(text)
    for token in _TOKEN.finditer(text):
        getattr(reading, f"on_{_kind(token)}")(token)
    reading.close(len(text))
    return _without_bare_days(reading.found)


def _kind(token: re.Match[str]) -> str:
    return next(name for name in ("day", "range", "to", "shut", "end") if token[name] is not None)


def _stretch(token: re.Match[str]) -> tuple[dt.time, dt.time] | None:
    """Two clock times, with am and pm filled in where the writer left them out."""
    h1, m1, half1, word1, h2, m2, half2, word2 = token.groups()[2:10]
    if not (m1 or half1 or word1 or m2 or half2 or word2):
        return None
    closes = _clock(h2, m2, half2, word2, None)
    if closes is None:
        return None
    opens = _clock(h1, m1, half1, word1, half2)
    if opens is not None and half1 is None and half2 and opens >= closes and h1:
        opens = _clock(h1, m1, "am", word1, None)
    if opens is None:
        return None
    if closes < opens and half2 is None and not word2 and closes.hour < 12:
        closes = closes.replace(hour=closes.hour + 12)
    return opens, closes


def _clock(
    hours: str | None, minutes: str | None, half: str | None, word: str | None, other: str | None
) -> dt.time | None:
    if word:
        return dt.time(0) if word.lower() == "midnight" else dt.time(12)
    hour, minute = int(hours or 0), int(minutes or 0)
    half = (half or other or "").replace(".", "").lower()
    if hour > 24 or minute > 59:
        return None
    if half in {"pm", "noon"} and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return dt.time(hour % 24, minute)


def _without_bare_days(openings: list[Opening]) -> list[Opening]:
    """A day without times says nothing more when the same day also stands there with times."""
    timed = {opening.weekday for opening in openings if opening.opens_at}
    unique = {(o.weekday, o.opens_at, o.closes_at, o.rule): o for o in openings if o.opens_at or o.weekday not in timed}
    return list(unique.values())
