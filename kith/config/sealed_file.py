"""A file that only its key opens: AES-GCM in pieces, so that damage, reordering and cutting short are all noticed.

Layout: a line of JSON (what it is), 32 bytes of salt, 16 bytes that tell whether a key fits, then pieces. Each piece is
bound to the line, to its place, and the last one to being the last.
"""

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = "kith backup 1"
PIECE = 1024 * 1024
TAG = 16
LONGEST_HEADER = 4096


class Unreadable(Exception):
    """Why the file cannot be opened, in a sentence."""


@dataclass(frozen=True)
class Header:
    """What stands before the pieces; `about` is readable without the key, and protected by it."""

    about: dict[str, Any]
    line: bytes
    salt: bytes


def key_from(text: str) -> bytes:
    """The key of KITH_BACKUP_KEY."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Unreadable("KITH_BACKUP_KEY is not base64: make a key with ./run make-keys.") from error
    if len(key) != 32:
        raise Unreadable("KITH_BACKUP_KEY is not 32 bytes long: make a key with ./run make-keys.")
    return key


def seal(source: Iterable[bytes], target: BinaryIO, key: bytes, about: dict[str, Any]) -> None:
    """Write everything of the source, sealed."""
    line = json.dumps({"form": FORM, **about}, sort_keys=True).encode() + b"\n"
    salt = secrets.token_bytes(32)
    cipher, fits = _derive(key, salt)
    target.write(line + salt + fits)
    number = 0
    held = b""
    for piece in _pieces(source):
        if held:
            target.write(cipher.encrypt(_nonce(number, last=False), held, line + salt))
            number += 1
        held = piece
    target.write(cipher.encrypt(_nonce(number, last=True), held, line + salt))


def read_header(source: BinaryIO) -> Header:
    """What the file says about itself; not to be believed before it was opened with the key."""
    line = source.readline(LONGEST_HEADER)
    try:
        about = json.loads(line)
    except ValueError as error:
        raise Unreadable("This file is not a backup of Kith.") from error
    if not isinstance(about, dict) or about.get("form") != FORM:
        raise Unreadable("This file is not a backup of Kith, or was made by a newer version.")
    return Header(about, line, source.read(32))


def unseal(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The pieces in clear, each checked before it is handed out."""
    header = read_header(source)
    cipher, fits = _derive(key, header.salt)
    if not hmac.compare_digest(source.read(TAG), fits):
        raise Unreadable("This backup was made with another key: set KITH_BACKUP_KEY to the key of that time.")
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, header.line + header.salt)
        except InvalidTag as error:
            raise Unreadable(f"This backup is damaged or cut short (after {number} MB): use an older one.") from error
        if not following:
            return
        number, piece = number + 1, following


def _derive(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """A key of this file's own, and the mark by which the right key is known."""
    both = HKDF(algorithm=SHA256(), length=48, salt=salt, info=FORM.encode()).derive(key)
    return AESGCM(both[:32]), both[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _pieces(source: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    gathered = bytearray()
    for part in source:
        gathered += part
        while len(gathered) >= PIECE:
            yield bytes(gathered[:PIECE])
            del gathered[:PIECE]
    if gathered:
        yield bytes(gathered)
