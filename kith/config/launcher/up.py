"""`./run up`: the whole of Kith in one process on this machine, with the demo inside."""

import argparse
import errno
import importlib
import importlib.util
import io
import os
import shutil
import signal
import socket
import sys
from typing import Any

from kith.config.launcher import keys, postgres, prepared
from kith.config.launcher.places import state
from kith.config.launcher.words import Trouble, say

NEEDED_BYTES = 200 * 1024 * 1024


def main(arguments: list[str]) -> None:
    """Start everything, say where it is, stop everything."""
    parser = argparse.ArgumentParser(prog="./run up", description="Start Kith on this machine.")
    parser.add_argument("--host", default=os.environ.get("KITH_HOST", "127.0.0.1"))
    parser.add_argument("--port", default=os.environ.get("KITH_PORT", "8000"))
    wanted = parser.parse_args(arguments)
    if os.environ.get("KITH_ENV", "demo") != "demo":
        raise Trouble("./run up is the demo: for a service see docs/running.md (./run serve and ./run worker).")
    door = _bind(wanted.host, wanted.port)
    _look_for_room()
    keys.of_demo()
    postgres.ready()
    say("Getting ready ...")
    _prepare()
    _work_as_the_web_role()
    _serve(door)


def _bind(host: str, port: str) -> socket.socket:
    """Take the port first: nobody wants to wait and then hear that it is not free."""
    if not port.isdigit() or not 0 <= int(port) < 65536:
        raise Trouble(f"{port} is not a port: choose a number between 1024 and 65535, as in KITH_PORT=8001 ./run up")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except socket.gaierror as error:
        raise Trouble(
            f"{host} is not an address of this machine: leave KITH_HOST out, or set it to 127.0.0.1."
        ) from error
    except OSError as error:
        raise Trouble(_cannot_bind(error, host, int(port))) from error
    return door


def _cannot_bind(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program (maybe Kith itself, in another window): "
            f"stop that one, or choose another port: KITH_PORT={port + 1 if port < 65535 else 8000} ./run up"
        )
    if error.errno == errno.EACCES:
        return f"This account may not open port {port}: choose one above 1023, as in KITH_PORT=8000 ./run up"
    return f"Kith cannot listen on {host} port {port} ({error.strerror}): set KITH_HOST=127.0.0.1."


def _look_for_room() -> None:
    home = state()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"Kith cannot make {home} ({error.strerror}): set KITH_STATE_DIR to a folder you own.") from error
    if shutil.disk_usage(home).free < NEEDED_BYTES:
        raise Trouble(f"There is not enough room on the disk of {home}: free at least 200 MB, then run it again.")


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    prepared.catalogues()
    django.setup()
    try:
        call_command("check", stdout=io.StringIO())  # that all is well is no news
    except SystemCheckError as error:
        raise Trouble(str(error)) from error
    prepared.static()
    prepared.postcodes()
    prepared.database()
    _people_the_demo()


def _work_as_the_web_role() -> None:
    """From here on the database lets this process do what pages may do, and no more."""
    from django.db import connections

    from kith.kernel.roles import WEB

    connections.settings["default"]["OPTIONS"]["assume_role"] = WEB
    connections.close_all()
    del connections["default"]


def _people_the_demo() -> None:
    """The demo's people and places, when the database holds none."""
    cast = _cast()
    if cast is not None and cast.is_empty():
        say("Filling Marlbeck Vale with invented people and places ...")
        cast.fill()


def _cast() -> Any:
    """The demo's people, when this copy of Kith has any."""
    here = importlib.util.find_spec("kith.front.cast")
    return importlib.import_module("kith.front.cast") if here else None


def _serve(door: socket.socket) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """Says where it is as soon as it answers."""

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started:
                _welcome(door)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        "kith.config.asgi:application",
        lifespan="on",
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    Server(config).run(sockets=[door])
    say("Stopped.")


def _welcome(door: socket.socket) -> None:
    cast = _cast()
    host, port = door.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    lines = ["", f"Kith is open: http://{name}:{port}/", ""]
    if cast is not None:
        lines += ["Everybody here is invented. Sign in as:", *[f"  {login}" for login in cast.logins()]]
    lines += ["", "Stop it with Ctrl-C. What you wrote is there again next time.", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
