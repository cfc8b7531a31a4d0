"""How words are spelt: text-speak, contractions, disguises and slips, each led back to plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

from kith.screening.normalise.slips import Slips

Found = list[tuple[str, int, int]]
_LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
         "@": "a", "$": "s", "!": "i", "|": "il", "€": "e", "_": ""}  # fmt: skip
_RUN = re.compile(r"(.)\1{2,}")
_LAST_TWICE = re.compile(r"(.)\1$")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
LONGEST_JOINED = 40


class Spelling:
    """Knows the words of the lexicon, and what leads to them."""

    def __init__(
        self,
        *,
        table: Mapping[str, str],
        light: Iterable[str],
        pictures: Iterable[str],
        pairs: Mapping[str, str],
        slips: Slips,
        known: Iterable[str] = (),
        careful: Iterable[str] = (),
    ) -> None:
        """`light`: words without weight; `pairs`: two words read as others; `careful`: words worth a disguise."""
        self.table = {written: tuple(meant.split()) for written, meant in table.items()}
        self.light, self.pictures = frozenset(light), frozenset(pictures)
        self.pairs = {tuple(written.split()): tuple(meant.split()) for written, meant in pairs.items()}
        self.firsts = frozenset(first for first, _ in self.pairs)
        self.slips, self.careful = slips, frozenset(careful)
        self.known = frozenset(known) | self.careful | {w for meant in self.table.values() for w in meant}
        plain = self.known - self.table.keys() - self.light
        self.simple = frozenset(word for word in plain if word.isalpha() and (len(word) > 1 or word in "ia"))
        self.everyday = self.known | self.light | self.slips.real | self.table.keys()
        self.of = lru_cache(maxsize=1 << 15)(self._of)

    def plain(self, written: str) -> tuple[str, ...]:
        """A word of a pattern: what the table makes of it, and nothing when it has no weight."""
        return () if written in self.light else self.table.get(written, (written,))

    def _of(self, written: str) -> tuple[str, ...]:
        """The plain words that were meant."""
        if (meant := self.table.get(written)) is not None:
            return meant
        if written in self.known or written in self.light:
            return (written,)
        if "'" in written:
            return self._shortened(written)
        if not written.isalpha():
            return self._disguised(written)
        return self._stretched(written) or self._slipped(written)

    def _shortened(self, written: str) -> tuple[str, ...]:
        """dad's, killin', and an apostrophe that strayed."""
        whole = written.replace("'", "")
        if whole in self.table:
            return self.table[whole]
        if written.endswith("'s"):
            return self.of(written[:-2].replace("'", ""))
        return self.of(whole) if whole and whole != written else (written,)

    def _disguised(self, written: str) -> tuple[str, ...]:
        """Figures and signs in place of letters, or stars over them; else the parts between the signs."""
        if "*" in written and len(written) <= LONGEST_JOINED:
            mask = re.compile("".join("[a-z]" if c == "*" else re.escape(c) for c in written))
            loose = re.compile(re.sub(r"(?:\\\*)+", "[a-z]+", re.escape(written)))
            for pattern in (mask, loose):
                if fits := sorted(word for word in self.careful if pattern.fullmatch(word)):
                    return self.of(fits[0])
        if any(c.isalpha() for c in written) or written.count("1") < len(written):
            for letters in self._letters(written):
                if letters in self.careful or (letters in self.table and len(letters) > 3):
                    return self.of(letters)
        parts = [part for part in _NOT_LETTERS.split(written) if part]
        if not parts or parts == [written]:
            return (written,)
        return tuple(word for part in parts for word in self.of(part))

    @staticmethod
    def _letters(written: str) -> Iterable[str]:
        """Each way to read figures as letters; few, for few figures stand in a word."""
        choices = [_LEET.get(c, "" if not c.isalpha() else c) or ("",) for c in written[:LONGEST_JOINED]]
        if sum(len(choice) > 1 for choice in choices) > 5:
            return ()
        return ("".join(letters) for letters in product(*choices))

    def _stretched(self, written: str) -> tuple[str, ...] | None:
        """soooo, diiiie, deadd, cuttin."""
        forms = [_LAST_TWICE.sub(r"\1", written)] if len(written) > 3 else []
        if _RUN.search(written):
            forms += [_RUN.sub(r"\1\1", written), _RUN.sub(r"\1", written)]
        if written.endswith("in"):
            forms.append(f"{written}g")
        for form in forms:
            if form != written and (form in self.known or form in self.table or form in self.light):
                return self.of(form)
        return None

    def _slipped(self, written: str) -> tuple[str, ...]:
        """A slip of the finger, or words run together."""
        written = _RUN.sub(r"\1", written)
        if (near := self.slips.nearest(written)) is not None:
            return self.of(near)
        if 6 <= len(written) <= LONGEST_JOINED and (parts := self.parted(written)):
            return tuple(word for part in parts for word in self.of(part))
        return (written,)

    def parted(self, letters: str) -> tuple[str, ...] | None:
        """Words run together or spelt out, when all of it is words we know and one is worth a disguise."""
        best: list[tuple[str, ...] | None] = [(), *([None] * len(letters))]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 14), end):
                before, word = best[start], letters[start:end]
                if before is None or not (
                    word in "ia" or (len(word) > 1 and (word in self.known or word in self.table))
                ):
                    continue
                if (now := best[end]) is None or len(before) + 1 < len(now):
                    best[end] = (*before, word)
        parts = best[-1]
        return parts if parts and any(part in self.careful and len(part) > 2 for part in parts) else None

    def joined(self, found: Found, singles: int) -> Found:
        """Letters with spaces between, halves of a word, and pairs that are read as others."""
        if singles >= 2:  # letters other than i and a, which are words
            found = self._spelt_out(found)
        if singles:
            found = [
                (meant, start, end)
                for word, start, end in found
                for meant in (self.of(word) if len(word) == 1 else (word,))
                if meant not in self.light
            ]
        if self.firsts.isdisjoint(word for word, _, _ in found) and not self._has_halves(found):
            return found
        out: Found = []
        for word, start, end in found:
            if out:
                before = out[-1]
                meant = self.pairs.get((before[0], word)) or self._whole(before[0], word)
                if meant is not None:
                    out[-1:] = [(w, before[1], end) for w in meant if w not in self.light]
                    continue
            out.append((word, start, end))
        return out

    def _has_halves(self, found: Found) -> bool:
        """Whether an unknown word makes one with a neighbour."""
        strange = [place for place, (word, _, _) in enumerate(found) if word not in self.known]
        return any(
            self._whole(found[at][0], found[at + 1][0]) is not None
            for place in strange
            for at in (place - 1, place)
            if 0 <= at < len(found) - 1
        )

    def _whole(self, first: str, second: str) -> tuple[str, ...] | None:
        """sui cide: one word worth a disguise, of which at least one half is no word."""
        if first in self.known and second in self.known:
            return None
        whole = first + second
        return self.of(whole) if whole in self.careful and min(len(first), len(second)) > 1 else None

    def _spelt_out(self, found: Found) -> Found:
        """s u i c i d e, k-i-l-l, d.i.e; stops between the letters belong to the disguise."""
        out: Found = []
        place = 0
        while place < len(found):
            last = place
            while last < len(found) and (len(found[last][0]) == 1):
                last += 1
            run = [part for part in found[place:last] if part[0].isalpha()]
            letters = "".join(part[0] for part in run)
            meant = self._letters_as_words(letters) if 3 <= len(letters) <= LONGEST_JOINED else None
            if meant:
                out += [(word, run[0][1], run[-1][2]) for word in meant]
                place = last
            else:
                out += found[place : max(last, place + 1)]
                place = max(last, place + 1)
        return out

    def _letters_as_words(self, letters: str) -> tuple[str, ...] | None:
        for skip in range(min(3, len(letters) - 2)):  # "i" or "a" around the letters is a word of its own
            for cut in range(min(3, len(letters) - skip - 2)):
                before, rest, behind = letters[:skip], letters[skip : len(letters) - cut], letters[len(letters) - cut :]
                if all(c in "ia" for c in before + behind):
                    whole = rest in self.careful or rest in self.table or (len(rest) > 3 and rest in self.known)
                    parts = (rest,) if whole else self.parted(rest)
                    if parts:
                        return (*before, *(word for part in parts for word in self.of(part)), *behind)
        return None
