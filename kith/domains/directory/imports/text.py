"""Making other people's cells readable: letters, HTML, addresses for post, web and mail."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import nh3

# What cp1252 puts where Unicode has control characters: a sign that somebody read cp1252 as Latin-1.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_TWICE = re.compile("[\xc2\xc3][\x80-\xbf]|\xe2[\u20ac\x80][\x80-\xbf\u2122\u0153\u02dc\u201c\u201d]")
_SPACES = re.compile(r"[ \t\xa0\u200b]+")
_BREAKS = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!]")
_LINK = re.compile(r"""href\s*=\s*["'\u201c\u201d]?\s*([^"'\u201d>\s]+)""", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+'&-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_OUTCODE = re.compile(r"^\s*([A-Z]{1,2}\d[A-Z\d]?)(?:\s+(\d))?\s*$", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+44 *(?:\(0\))?|\(?0)[ ()]*(?:\d[ ()]*){9,10}(?!\d)")
_SMALL = {"an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
_SHORT = {"ST", "MR", "MRS", "DR", "LTD", "BLVD", "SQ"}
_STAY = {
    "UK", "USA", "BBC", "NHS", "YMCA", "YWCA", "PTA", "PTFA", "RAF", "WI", "CIO", "CIC", "LGBT", "ME", "MS",
    "II", "III", "IV", "PCC", "RC", "RNLI", "SEND", "ADHD", "HIV", "MIND",
}  # fmt: skip


def decode(raw: bytes) -> tuple[str, bool]:
    """The text of a file, and whether some of its lines were in the older Windows encoding."""
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return "".join(_line(line) for line in raw.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)), True


def _line(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def mend(text: str) -> str:
    """Letters that went through the wrong encoding on their way here, set right."""
    if _TWICE.search(text):
        try:
            text = text.encode("cp1252").decode()
        except UnicodeError:
            text = re.sub("\xc2(?=[\x80-\xbf])", "", text)
    return text.translate(_CONTROLS)


def plain(text: str) -> str:
    """One paragraph or several, without tags, entities or odd spaces."""
    text = mend(text)
    if _TAG.search(text):
        text = re.sub(r"(?i)<\s*(br|/p|/li|/div)\b[^>]*>", "\n", text)
        text = nh3.clean(text, tags=set(), attributes={})
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffd", "")
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def one_line(text: str, separator: str = ", ") -> str:
    return separator.join(part.strip(" ,;") for part in plain(text).split("\n") if part.strip(" ,;"))


def has_markup(text: str) -> bool:
    return bool(_TAG.search(text))


def web_address(text: str) -> str:
    """The first web address in a cell: bare, with its scheme missing, or inside a link's tag."""
    found = _LINK.search(text)
    words = (found.group(1) if found else plain(text)).split()
    address = words[0] if words else ""
    address = re.sub(r"(?i)^(?:https?://)+(?=https?:)", "", address).strip(".,;")
    if address and not re.match(r"(?i)https?://", address):
        address = f"https://{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.hostname and re.fullmatch(r"[\w.-]+\.[a-z]{2,}", parts.hostname, re.IGNORECASE)
    return address if good and len(address) <= 400 and "@" not in parts.netloc else ""


def mail_address(text: str) -> str:
    """The first mail address in a cell, or nothing. A web address is no mail address."""
    text = mend(text).strip()
    if "://" in text or text.lower().startswith("www."):
        return ""
    found = _MAIL.search(text)
    return found.group(0).rstrip(".") if found and len(found.group(0)) <= 254 else ""


def phone_number(text: str) -> str:
    """The first number one can ring, as it was written; a link or a note around it is left out."""
    found = _PHONE.search(plain(text))
    return " ".join(found.group(0).replace("(", "").replace(")", " ").split()) if found else ""


def postcode(text: str) -> str:
    """A whole postcode as `AB1 2CD`, the part of one that is there, or nothing."""
    found = _POSTCODE.search(text)
    if found:
        return f"{found.group(1)} {found.group(2)}".upper()
    part = _OUTCODE.match(text)
    return " ".join(p for p in part.groups() if p).upper() if part else ""


def is_whole_postcode(text: str) -> bool:
    return bool(_POSTCODE.fullmatch(text.strip()))


def name_case(text: str) -> str:
    """A name written in capitals, in ordinary letters; a name with small letters stays as it is."""
    if not text.isupper():
        return text
    words = text.split()
    return " ".join(_word(word, first=index == 0) for index, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("().,'\"&-")
    if bare in _STAY or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word):
        return word
    if re.fullmatch(r"\d+(ST|ND|RD|TH)", bare) or (not first and bare.lower() in _SMALL):
        return word.lower()
    if not re.search("[AEIOUY]", bare) and bare not in _SHORT:
        return word
    return re.sub(r"[A-Z][A-Z]*(?:['\u2019][A-Z]{1,2}\b)?", lambda m: m.group(0).capitalize(), word)


def point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude written as "lat,lon", when they lie in or around these islands."""
    parts = [part.strip() for part in text.split(",")]
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None
    return (lat, lon) if is_in_these_islands(lat, lon) else None


def is_in_these_islands(lat: float, lon: float) -> bool:
    return 49.0 <= lat <= 61.5 and -11.0 <= lon <= 2.5
