"""What was written, as plain words: whatever the spelling, the alphabet, the spaces or the disguise."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kith.screening.normalise.characters import folded
from kith.screening.normalise.spelling import Spelling

_CHUNK = re.compile(r"[^\s]+|\n")
_PIECE = re.compile(
    r"(?P<word>[a-z0-9$@*€](?:[a-z0-9'$@*!|€_]*[a-z0-9$@*€])?|[^\W\d_]+)|(?P<end>[?!]+|\.(?!\.)|\n)|(?P<part>[,;:()\[\]]|\.\.+|-)|(?P<other>[^\w\s])"
)
_QUOTED = re.compile(r"\"([^\"\n]{2,300})\"|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){2,300})'(?!\w)")
STOPS = frozenset(".?")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words in order, stops among them, each with the place in the original it was read from."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    commas: frozenset[int]  # words that follow a comma, a dash, a bracket
    asides: tuple[tuple[int, str], ...]  # words without weight, as "just" or "lol", and the word each precedes
    quotes: tuple[tuple[int, int], ...]  # quoted passages, from word to word
    text: str  # the words with one space before, between and after
    at: tuple[int, ...]  # where each word begins in text

    def word_at(self, place: int) -> int:
        """The number of the word at a place of `text`."""
        return max(0, bisect_right(self.at, place) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from first to before last stand in the original."""
        return self.starts[first], max(self.ends[first:last])


class _Reading:
    """The words found so far."""

    def __init__(self, places: list[int] | None) -> None:
        self.places = places
        self.found: list[tuple[str, int, int]] = []
        self.commas: set[int] = set()
        self.asides: list[tuple[int, str]] = []
        self.singles = 0

    def add(self, word: str, start: int, end: int) -> None:
        """One plain word, with its place in the folded text."""
        if self.places is not None:
            start, end = self.places[start], self.places[end - 1] + 1
        self.found.append((word, start, end))

    def stop(self, mark: str, start: int) -> None:
        """A sentence ends; two stops in a row are one."""
        if self.found and self.found[-1][0] not in STOPS:
            self.add("?" if "?" in mark else ".", start, start + 1)

    def pause(self) -> None:
        self.commas.add(len(self.found))


def read(text: str, spelling: Spelling) -> Words:
    """Normalise."""
    plain, places = folded(text)
    reading = _Reading(places)
    simple, light = spelling.simple, spelling.light
    for chunk in _CHUNK.finditer(plain):
        written, start = chunk[0], chunk.start()
        if written in simple:
            reading.add(written, start, chunk.end())
        elif len(written) > 1 and written in light:
            reading.asides.append((len(reading.found), written))
        elif written[-1] in ",.!?" and written[:-1] in simple:
            reading.add(written[:-1], start, chunk.end() - 1)
            reading.pause() if written[-1] == "," else reading.stop(written[-1], chunk.end() - 1)
        elif len(written) > 1 and (meant := spelling.table.get(written)) is not None:
            for word in meant:
                reading.add(word, start, chunk.end())
        else:
            _pieces(written, start, reading, spelling)
    found = spelling.joined(reading.found, reading.singles)
    if len(found) != len(reading.found):
        reading.commas = _moved(reading.commas, reading.found, found)
        reading.asides = [(n, word) for (_, word), n in zip(reading.asides, _again(reading, found), strict=True)]
    return _words(found, reading, _quoted(plain, places) if '"' in plain or "'" in plain else ())


def _pieces(chunk: str, start: int, reading: _Reading, spelling: Spelling) -> None:
    """A run of signs without a space: words, stops, pauses, pictures."""
    for piece in _PIECE.finditer(chunk):
        first, last = start + piece.start(), start + piece.end()
        match piece.lastgroup:
            case "word":
                _word(piece[0], first, last, reading, spelling)
            case "end":
                reading.stop(piece[0], first)
            case "part" if piece[0] != "-" or chunk == "-":
                reading.pause()
            case _ if piece[0] in spelling.pictures:
                reading.add(piece[0], first, last)
            case _ if piece[0] in spelling.light:
                reading.asides.append((len(reading.found), piece[0]))
            case _:
                pass


def _word(written: str, first: int, last: int, reading: _Reading, spelling: Spelling) -> None:
    if len(written) == 1:
        reading.singles += written not in "ia"  # which are words; other letters may belong to one spelt out
        reading.add(written, first, last)
        return
    for word in spelling.of(written):
        if word in spelling.light:
            reading.asides.append((len(reading.found), word))
        elif word in STOPS:
            reading.stop(word, first)
        else:
            reading.add(word, first, last)


def _moved(commas: set[int], before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]) -> set[int]:
    """Where the pauses stand once letters and halves have been joined."""
    starts = [start for _, start, _ in after]
    return {bisect_right(starts, before[n][1] - 1) for n in commas if n < len(before)}


def _again(reading: _Reading, after: list[tuple[str, int, int]]) -> list[int]:
    starts = [start for _, start, _ in after]
    before = reading.found
    return [bisect_right(starts, before[n][1] - 1) if n < len(before) else len(after) for n, _ in reading.asides]


def _quoted(plain: str, places: list[int] | None) -> tuple[tuple[int, int], ...]:
    spans = [match.span() for match in _QUOTED.finditer(plain)]
    return tuple(spans) if places is None else tuple((places[a], places[b - 1] + 1) for a, b in spans)


def _words(found: list[tuple[str, int, int]], reading: _Reading, quotes: tuple[tuple[int, int], ...]) -> Words:
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    at, place = [], 1
    for word in words:
        at.append(place)
        place += len(word) + 1
    return Words(
        words=words,
        starts=starts,
        ends=ends,
        commas=frozenset(reading.commas),
        asides=tuple(reading.asides),
        quotes=tuple((bisect_right(starts, a - 1), bisect_right(starts, b - 1)) for a, b in quotes),
        text=f" {' '.join(words)} ",
        at=tuple(at),
    )
