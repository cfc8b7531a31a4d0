"""What production refuses to start with: a list of faults, each in one sentence that says what to do."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

log = structlog.get_logger("kith.production")
ENVIRONMENTS = ("demo", "test", "production")
SHORTEST_SECRET = 50
OLDEST_SERVER = 15
DURABLE = {"on", "remote_apply", "remote_write", "local"}
Settings = Mapping[str, Any]
Given = Mapping[str, str]  # the environment: what the operator has set, not what we made up


def refuse_unless_safe(settings: Settings, given: Given) -> None:
    """Called at the end of the settings: a name that is not known, or a fault in production, stops the start."""
    if settings["ENV"] not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"KITH_ENV is {settings['ENV']!r}: set it to one of {', '.join(ENVIRONMENTS)}.")
    if settings["IS_PRODUCTION"]:
        refuse(faults(settings, given))


def ask_server() -> None:
    """Called when a process of a service starts: refuse a database that forgets, warn of one that tells."""
    from django.db import connection

    def setting(name: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting(%s)", [name])
            return str(cursor.fetchone()[0])

    refuse(server_faults(setting))
    for name in server_leaks(setting):
        log.warning("database.log_holds_words", setting=name)


def refuse(found: list[str]) -> None:
    """Stop, and say everything that is wrong at once."""
    if found:
        raise ImproperlyConfigured("Kith does not start in production:\n" + "\n".join(f"- {fault}" for fault in found))


def faults(settings: Settings, given: Given) -> list[str]:
    """Everything in the settings that is not safe for people's data."""
    return [
        *_openness(settings, given),
        *_secrets(settings, given),
        *_keys(settings, given),
        *_transport(settings),
        *_names(given),
        *_languages(settings),
    ]


def _openness(settings: Settings, given: Given) -> list[str]:
    found = []
    if settings["DEBUG"]:
        found.append("Debug is on, which shows the insides to visitors: unset KITH_DEBUG.")
    if settings["KITH_DEMO"] or settings["KITH_WORKER_INSIDE"]:
        found.append("Demo mode is on: unset KITH_WORKER_INSIDE and keep KITH_ENV=production.")
    if not given.get("DATABASE_URL"):
        found.append("There is no database: set DATABASE_URL to your own PostgreSQL.")
    return found


def _secrets(settings: Settings, given: Given) -> list[str]:
    found = []
    for name in ("SECRET_KEY", "KITH_AUDIT_KEY"):
        secret, variable = str(settings[name]), name if name.startswith("KITH") else f"KITH_{name}"
        if not given.get(variable) or secret.startswith(("made-up", "django-insecure")):
            found.append(f"{variable} is not set: make one with ./run make-keys.")
        elif name == "SECRET_KEY" and (len(secret) < SHORTEST_SECRET or len(set(secret)) < 10):
            found.append(f"{variable} is too short or too plain: make one with ./run make-keys.")
        elif name != "SECRET_KEY" and len(secret) < 32:
            found.append(f"{variable} is too short: make one with ./run make-keys.")
    return found


def _keys(settings: Settings, given: Given) -> list[str]:
    found: list[str] = []
    seen: dict[bytes, str] = {}
    for name in ("KITH_MASTER_KEYS", "KITH_VAULT_KEYS"):
        if not given.get(name):
            found.append(f"{name} is not set: make keys with ./run make-keys.")
            continue
        for item in str(settings[name]).split(","):
            key = _key(item)
            if key is None:
                found.append(f"{name} holds something that is not name:base64 of 32 random bytes.")
            elif key in seen:
                found.append(f"{name} and {seen[key]} hold the same key twice: every key must be its own.")
            else:
                seen[key] = name
    others = [given.get(name, "") for name in ("KITH_SECRET_KEY", "KITH_AUDIT_KEY", "KITH_BACKUP_KEY")]
    used = [word for word in others if word] + [base64.b64encode(key).decode() for key in seen]
    if len(used) != len(set(used)):
        found.append("One key serves two purposes: every key must be its own. Make them with ./run make-keys.")
    return found


def _key(item: str) -> bytes | None:
    name, _, encoded = item.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return None
    return key if name and len(key) == 32 and len(set(key)) > 8 else None


def _transport(settings: Settings) -> list[str]:
    found = []
    if not settings["SECURE_PROXY_SSL_HEADER"]:
        found.append(
            "Kith does not know which header tells that a visitor came by TLS: "
            "set KITH_TLS_PROXY_HEADER=HTTP_X_FORWARDED_PROTO=https when your proxy sets that header itself."
        )
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts or "*" in hosts:
        found.append("Kith does not know its own name: set KITH_HOSTS to the names of the site, with commas.")
    if not (settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"]):
        found.append("Cookies would travel without TLS: keep SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE.")
    if not str(settings["KITH_PUBLIC_URL"]).startswith("https://"):
        found.append("Links in messages need the site's address: set KITH_PUBLIC_URL to it, starting with https://.")
    return found


def _names(given: Given) -> list[str]:
    found = []
    if not given.get("KITH_RUN_BY"):
        found.append("Pages say who runs this: set KITH_RUN_BY to the name of your organisation.")
    if not given.get("KITH_CONTACT"):
        found.append("Pages say whom to ask: set KITH_CONTACT to an address that is read.")
    return found


def _languages(settings: Settings) -> list[str]:
    offered = set(settings["KITH_LANGUAGES"])
    if "en" not in offered or offered - {"en", "cy"}:
        return ["Kith speaks English, and Welsh beside it: set KITH_LANGUAGES to en or to en,cy."]
    if "cy" not in offered:
        return []
    # Only here: nobody else needs to read a catalogue to start.
    from kith.front.reviewed import why_not

    reason = why_not()
    return [f"KITH_LANGUAGES offers Welsh, but {reason}: set it to en, or see docs/running.md."] if reason else []


def server_faults(setting: Callable[[str], str]) -> list[str]:
    """Everything in the database server's settings that could lose what was acknowledged."""
    found = []
    if int(setting("server_version_num")) < OLDEST_SERVER * 10_000:
        found.append(f"PostgreSQL is too old: Kith needs {OLDEST_SERVER} or newer.")
    if setting("fsync") != "on":
        found.append("PostgreSQL's fsync is off, so a power cut would lose words: set fsync = on.")
    if setting("full_page_writes") != "on":
        found.append("PostgreSQL's full_page_writes is off, so a power cut could damage tables: set it to on.")
    if setting("synchronous_commit") not in DURABLE:
        found.append(
            "PostgreSQL's synchronous_commit is off, so a crash would lose words: set synchronous_commit = on."
        )
    return found


def server_leaks(setting: Callable[[str], str]) -> dict[str, str]:
    """What the server would write about people into its log; a warning, for that log may be well guarded."""
    found = {}
    if setting("log_statement") in {"mod", "all"}:
        found["log_statement"] = "PostgreSQL logs what people write: set log_statement = none."
    if setting("log_min_error_statement") not in {"fatal", "panic"}:
        found["log_min_error_statement"] = "PostgreSQL logs statements that fail: set log_min_error_statement = panic."
    if setting("log_error_verbosity") != "terse":
        found["log_error_verbosity"] = "PostgreSQL logs rows that break a rule: set log_error_verbosity = terse."
    return found
