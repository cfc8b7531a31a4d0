"""The keys of one installation: made once for the demo, printed for whoever runs a service."""

import base64
import os
import secrets
from pathlib import Path

from kith.config.launcher.places import state

HEADER = "# The keys of this installation. Whoever has them and the database can read everything: keep them apart.\n"


def make(name: str) -> dict[str, str]:
    """New keys, as environment variables; `name` tells later which master and vault key wrapped a record."""
    return {
        "KITH_SECRET_KEY": secrets.token_urlsafe(64),
        "KITH_MASTER_KEYS": f"{name}:{_key()}",
        "KITH_VAULT_KEYS": f"{name}:{_key()}",
        "KITH_AUDIT_KEY": _key(),
        "KITH_BACKUP_KEY": _key(),
    }


def lines(keys: dict[str, str]) -> str:
    """The form of an environment file."""
    return "".join(f"{name}={value}\n" for name, value in keys.items())


def of_demo() -> None:
    """Give the environment the demo's keys, made at the first start; a variable that is already set stays."""
    home = state()
    home.mkdir(parents=True, exist_ok=True)
    file = home / "keys.env"
    if not file.exists():
        _write(file, HEADER + lines(make("demo")))
    for line in file.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            os.environ.setdefault(name, value)


def _write(file: Path, text: str) -> None:
    """All of it or nothing, and for nobody else; who writes second keeps what the first one wrote."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    try:
        os.link(half, file)
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
