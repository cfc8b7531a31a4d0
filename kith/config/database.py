"""DATABASE_URL into Django's settings, and the connections that a web process shares among its requests."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit


class BadDatabaseUrl(ValueError):
    """The address is not one of a PostgreSQL database."""


def settings_from_url(url: str, role: str = "") -> dict[str, object]:
    """Read postgresql://user:password@host:port/name?options; an empty address gives settings that cannot connect.

    A Unix socket is given as ?host=/path, as libpq does.
    With a role (the web role) the connection takes it at once, so a page can never do what only the owner may.
    """
    if not url:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "kith"}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise BadDatabaseUrl("DATABASE_URL is not of the form postgresql://user:password@host:port/name")
    options = dict(parse_qsl(parts.query))
    if role:
        options["assume_role"] = role
    try:
        port = parts.port
    except ValueError as error:
        raise BadDatabaseUrl("DATABASE_URL has a port that is not a number") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def share_connections() -> None:
    """Let the requests of this process share a few connections, and wait for one rather than open more.

    Each page is drawn in a thread of its own, which would open, and throw away, a connection of its own: that costs
    more than most pages. Read when a web process starts, with the role it has by then.
    """
    from django.db import connections

    connections.close_all()
    settings = connections.settings["default"]
    settings["CONN_MAX_AGE"] = 0  # given back after each request
    options = settings["OPTIONS"]
    if role := options.pop("assume_role", ""):  # Django would ask the pool for a connection to make one with a role
        options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    options["pool"] = {
        "min_size": 1,
        "max_size": int(os.environ.get("KITH_DB_CONNECTIONS", "10")),
        "num_workers": 1,
        "timeout": 15,
        "reconnect_timeout": 2,  # then the next request tries anew: nobody waits for longer and longer pauses
    }
