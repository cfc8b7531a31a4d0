"""Characters as they were meant: one alphabet, no invisible marks, with the way back to the original."""

# ruff: noqa: RUF001 - signs that look like others are what this is about

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters of other alphabets, and small capitals, that look like ours; compatibility forms are left to NFKC.
_LOOKS_LIKE = {
    **dict(zip("абвгдезикмнопрстухьіїјѕһԁԛԝүգո", "abbrae3nkmhonpctyxbiijshdqwyqn", strict=True)),
    **dict(zip("αβγδεζηικμνοπρστυφχω", "abydezniklvonpotupxw", strict=True)),
    **dict(zip("ɑɐəɛɡɩıɪłŀøđħŧʀɴʟᴀʙᴄᴅᴇꜰɢʜᴊᴋᴍᴏᴘǫꜱᴛᴜᴠᴡʏᴢ", "aaeegiiilloðhtrnlabcdefghjkmopqstuvwyz", strict=True)),
    "ð": "d",
    "þ": "p",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    **dict(zip("‘’‛ʼʹ´`′＇", "'" * 9, strict=True)),
    **dict(zip("“”„‟«»″", '"' * 7, strict=True)),
    **dict(zip("‐‑‒–—―−•·", "-" * 9, strict=True)),
    "\u115f": "",
    "\u1160": "",
    "\u3164": "",
    "\u2800": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
}
_BOXED = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)  # where letters in boxes, circles and flags begin
_UPRIGHT = {start + n: chr(97 + n) for start in _BOXED for n in range(26)}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})


def folded(text: str) -> tuple[str, list[int] | None]:
    """The text in small plain letters, and for each of its characters where it stood (None: where it stands)."""
    if text.isascii():
        return text.lower(), None
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for match in _BEYOND_ASCII.finditer(text):
        place = match.start()
        fold = _fold(match[0])
        letters += (text[done:place].lower(), fold)
        places.extend(range(done, place))
        places.extend([place] * len(fold))
        done = match.end()
    letters.append(text[done:].lower())
    places.extend(range(done, len(text)))
    return "".join(letters), places


@cache
def _fold(character: str) -> str:
    """One character; nothing when nobody sees it; pictures stay what they are."""
    if (letter := _UPRIGHT.get(ord(character))) is not None:
        return letter
    found = []
    for part in unicodedata.normalize("NFKD", character):
        kind = unicodedata.category(part)
        if part in _LOOKS_LIKE:
            found.append(_LOOKS_LIKE[part])
        elif kind not in _UNSEEN:
            small = part.lower()
            found.append(" " if kind == "Zs" else _LOOKS_LIKE.get(small, small))
    return "".join(found)
