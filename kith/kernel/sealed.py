"""Words kept sealed: AES-GCM under a data key of the person they belong to, opened only when they are read.

The record's id is bound to the ciphertext (AAD), so a value moved to another row does not open. Each person has one
data key, wrapped by a master key from the environment; shredding it makes all their sealed words unreadable, also in
backups. "" and NULL stay distinct. Sealed fields cannot be searched or bulk-updated: that is refused, not ignored.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import models

from kith.kernel.keyring import Keyring
from kith.kernel.models import DataKey

_KEPT_SECONDS = 30.0
_VERSION = b"\x01"
_keys: dict[uuid.UUID, tuple[bytes | None, float]] = {}


class Sealed(bytes):
    """A value as it lies in the database."""


def data_key(owner_id: uuid.UUID, *, make: bool = False) -> bytes | None:
    """The person's open data key; None when it was shredded or, unless `make`, never made."""
    kept = _keys.get(owner_id)
    if kept and kept[1] > time.monotonic() and (kept[0] or not make):
        return kept[0]
    _load([owner_id])
    key = _keys[owner_id][0]
    return _make(owner_id) if key is None and make else key


def unlock(rows: Iterable[models.Model]) -> None:
    """Load the keys of all these rows in one query, before a page opens them one by one."""
    owners = {getattr(r, f.owner) for r in rows for f in r._meta.concrete_fields if isinstance(f, _SealedField)}
    at = time.monotonic()
    missing = [o for o in owners if o is not None and _keys.get(o, (None, 0.0))[1] <= at]
    if missing:
        _load(missing)


def shred(owner_id: uuid.UUID, at: Any) -> None:
    """Destroy the person's data key. What it sealed cannot be read again by anyone."""
    DataKey.objects.update_or_create(
        owner_id=owner_id,
        defaults={"wrapped": None, "shredded_at": at},
        create_defaults={"wrapped": None, "shredded_at": at, "created_at": at, "master": ""},
    )
    _keys.pop(owner_id, None)


def forget_keys() -> None:
    """Drop the open keys this process holds (they are dropped by themselves after 30 seconds)."""
    _keys.clear()


def _load(owners: list[uuid.UUID]) -> None:
    until = time.monotonic() + _KEPT_SECONDS
    if len(_keys) > 5_000:
        _keys.clear()
    found = {k.owner_id: k for k in DataKey.objects.filter(owner_id__in=owners)}
    ring = Keyring.master()
    for owner in owners:
        row = found.get(owner)
        is_open = row is not None and row.wrapped is not None
        _keys[owner] = (ring.open(row.master, bytes(row.wrapped), owner.bytes) if is_open else None, until)  # type: ignore[union-attr,arg-type]


def _make(owner_id: uuid.UUID) -> bytes:
    from kith.kernel.clock import now

    ring, key = Keyring.master(), AESGCM.generate_key(256)
    name, wrapped = ring.seal(key, owner_id.bytes)
    row, made = DataKey.objects.get_or_create(
        owner_id=owner_id, defaults={"wrapped": wrapped, "master": name, "created_at": now()}
    )
    if not made:
        if row.wrapped is None:
            raise FieldError("This person's key was destroyed; nothing more can be kept for them")
        key = ring.open(row.master, bytes(row.wrapped), owner_id.bytes)
    _keys[owner_id] = (key, time.monotonic() + _KEPT_SECONDS)
    return key


class _Opening:
    """The attribute on the model: opens a sealed value the first time it is read."""

    def __init__(self, field: _SealedField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, _type: object = None) -> Any:
        if row is None:
            return self.field
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = row.__dict__[name] = self.field.opened(row, value)
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class _SealedField(models.BinaryField):  # type: ignore[type-arg]
    """What SealedText and SealedJSON share; `owner` names the attribute that holds the person's id."""

    def __init__(self, *, owner: str = "person_id", **kwargs: Any) -> None:
        self.owner = owner
        kwargs.setdefault("editable", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "owner": self.owner}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        return None if value is None else Sealed(value)

    def pre_save(self, row: models.Model, add: bool) -> Any:
        raw = row.__dict__.get(self.attname)
        if raw is None or isinstance(raw, Sealed):
            return raw
        key = data_key(getattr(row, self.owner), make=True)
        if key is None:
            raise FieldError("This person's key was destroyed; nothing more can be kept for them")
        nonce = os.urandom(12)
        return Sealed(_VERSION + nonce + AESGCM(key).encrypt(nonce, self.to_bytes(raw), self._bound_to(row)))

    def opened(self, row: models.Model, value: Sealed) -> Any:
        key = data_key(getattr(row, self.owner))
        if key is None:
            return None
        try:
            return self.from_bytes(AESGCM(key).decrypt(value[1:13], value[13:], self._bound_to(row)))
        except InvalidTag as error:
            raise FieldError(f"{self} of {row.pk} does not open: it was changed or moved") from error

    def _bound_to(self, row: models.Model) -> bytes:
        return f"{row._meta.label_lower}.{self.attname}:{row.pk}".encode()

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise FieldError(f"{self} is sealed: write it by save() or create(), never by update()")
        return value if value is None else connection.Database.Binary(bytes(value))

    def get_lookup(self, name: str) -> Any:
        if name != "isnull":
            raise FieldError(f"{self} is sealed and cannot be searched or ordered")
        return super().get_lookup(name)

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else None  # a missing value is NULL, never b""

    def value_to_string(self, row: models.Model) -> str:
        return str(getattr(row, self.attname))

    def to_python(self, value: Any) -> Any:
        return value

    def to_bytes(self, value: Any) -> bytes:
        raise TypeError(f"{type(self).__name__} does not say how to write {type(value)}")

    def from_bytes(self, raw: bytes) -> Any:
        return raw


class SealedText(_SealedField):
    """Text that only its owner's key opens; reads as None once the key is shredded."""

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, raw: bytes) -> str:
        return raw.decode()


class SealedJSON(_SealedField):
    """A JSON value (lists and dicts of plain values) that only its owner's key opens."""

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode()

    def from_bytes(self, raw: bytes) -> Any:
        return json.loads(raw)


class SealedBytes(_SealedField):
    """A file that only its owner's key opens."""

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)
