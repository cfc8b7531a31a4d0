"""./run bench living_room: live talk as it is served, with its doors, screening, commit and audit, at 50, 500, 2,000.

One member says a line, N hear it. The web process is held to core 0, what loads it to core 1; "us" is processor time a
delivery in microseconds, PostgreSQL's included. "sat": two lines outstanding; "light": 20, 4 and 1 lines a second,
counted from when each was due. The load comes from `fanload` and the rivals from the bench beside the design: say
where its folder is with --peers, and where its programs are built with BENCH_HOME. Ratios hold within one run.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LIGHT = {50: 20, 500: 4, 2000: 1}
TARGETS = {50: 12.0, 500: 6.0, 2000: 6.0}
RIVALS = (
    "C epoll limit,SSE uvicorn,own + screening,node ws,prosody MUC + archive,ejabberd MUC + archive,pubsub + uvicorn"
)
WORDS = "@@MMMMMMMMMMMMMMMM@@ I went to the garden group today and it was better than I thought it would be"
TICK = os.sysconf("SC_CLK_TCK")


def own_database() -> str:
    """A database of this benchmark's own beside the one in DATABASE_URL, made anew."""
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"kith_living_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return parts._replace(path=f"/{name}").geturl()


def drop_database(url: str, beside: str) -> None:
    import psycopg

    with psycopg.connect(beside, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)")


def fill(count: int) -> list[str]:
    """A living room and so many members with a key; the keys of their visits."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from kith.domains.people.models import Account
    from kith.domains.people.sessions import SessionStore
    from kith.domains.people.tests import factories as people
    from kith.domains.rooms.tests import factories as make

    make.make_living_room()
    room, keys = make.make_room("willow"), []
    for number in range(count):
        member = people.make_member(f"Member {number}")
        make.make_key(member, room)
        people.make_pseudonym(member.id, f"Somebody {number}")
        make.make_profile(member)
        account = Account.objects.get(person_id=member.id)
        visit = SessionStore()
        visit[SESSION_KEY] = str(account.pk)
        visit[BACKEND_SESSION_KEY] = "kith.domains.people.backends.ByName"
        visit[HASH_SESSION_KEY] = account.get_session_auth_hash()
        visit.create()
        keys.append(visit.session_key)
    return keys


def plan(keys: list[str], port: int) -> bytes:
    """What fanload plays: everybody opens their stream, and two connections of one member send."""
    from django.conf import settings
    from django.middleware.csrf import get_token
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    get_token(request)
    token = request.META["CSRF_COOKIE"]

    def head(method: str, path: str, key: str) -> str:
        cookie = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={token}"
        return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"

    streams = [
        (port, 1, [(f"{head('GET', '/rooms/living-room/stream', key)}\r\n".encode(), b"event: state")]) for key in keys
    ]
    body = json.dumps({"words": WORDS}).encode()
    said = head("POST", "/rooms/living-room/lines", keys[0]) + f"Origin: http://127.0.0.1:{port}\r\n"
    said += f"X-CSRFToken: {token}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return packed([*streams, (port, 0, []), (port, 0, [])], [len(keys), len(keys) + 1], said.encode() + body)


def packed(conns: list[tuple[int, int, list[tuple[bytes, bytes]]]], senders: list[int], post: bytes) -> bytes:
    """As fanload reads it: connections with what they send and wait for, who sends, and what; 20 join at a time."""

    def numbers(*values: int) -> bytes:
        return struct.pack(f"<{len(values)}I", *values)

    heard = sum(is_heard for _port, is_heard, _steps in conns)
    parts = [b"FANP", numbers(len(conns), heard, len(senders), *senders), numbers(len(post)), post, numbers(20)]
    for port, is_heard, steps in conns:
        parts.append(numbers(port, is_heard, len(steps)))
        parts += [numbers(len(text)) + text for step in steps for text in step]
    return b"".join(parts)


def tree(root: int) -> set[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, new = {root}, [root]
    while new:
        new = [child for one in new for child in parents.get(one, [])]
        found.update(new)
    return found


def used_seconds(roots: list[int]) -> float:
    """Processor time of these trees so far, with what their ended children used."""
    total = 0
    for pid in {pid for root in roots for pid in tree(root)}:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / TICK


def resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def load(fanload: list[str], mode: str, rate: float, seconds: float, roots: list[int]) -> dict[str, Any]:
    """One run of the load; what it saw, and what the processes used meanwhile."""
    command = ["taskset", "-c", "1", *fanload, mode, str(rate), str(seconds), "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    samples = []
    while running.poll() is None:
        samples.append((time.clock_gettime(time.CLOCK_MONOTONIC), used_seconds(roots)))
        time.sleep(0.1)
    told = json.loads(running.stdout.read())  # type: ignore[union-attr]
    within = [one for one in samples if told["t_warm"] <= one[0] <= told["t_end"]]
    if len(within) > 2 and told["deliv_s"]:
        share = (within[-1][1] - within[0][1]) / (within[-1][0] - within[0][0])
        told["us"] = round(share / told["deliv_s"] * 1e6, 2)
        told["cpu"] = round(share, 2)
    return told


def serve(url: str, port: int, log: Any) -> subprocess.Popen[bytes]:
    """The web process, on core 0."""
    from kith.kernel.roles import WEB

    command = ["taskset", "-c", "0", sys.executable, "-m", "uvicorn", "kith.config.asgi:application"]
    command += ["--port", str(port), "--lifespan", "on", "--no-access-log", "--log-level", "error", "--backlog", "4096"]
    mine = {"DATABASE_URL": url, "KITH_DB_ROLE": WEB, "KITH_ENV": "test", "KITH_WORKER_INSIDE": "0"}
    running = subprocess.Popen(command, env={**os.environ, **mine}, stdout=log, stderr=log, cwd=ROOT)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 0.3).close()
        except OSError:
            time.sleep(0.1)
        else:
            return running
    raise SystemExit("The web process does not answer.")


def postmaster() -> int:
    """The process above PostgreSQL's backends, where it runs on this machine."""
    from django.db import connection

    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def measure(keys: list[str], url: str, fanload: str, seconds: float) -> dict[str, Any]:
    """One size: saturated, then light."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        server = serve(url, port, log)
        try:
            before = resident_mb(server.pid)
            roots = [server.pid, postmaster()]
            played = Path(folder) / "plan"
            played.write_bytes(plan(keys, port))
            sat = load([fanload, str(played)], "sat", 2, seconds, roots)
            light = load([fanload, str(played)], "paced", LIGHT.get(len(keys), 2), seconds, roots)
            grown = (resident_mb(server.pid) - before) * 1000 / len(keys)
            return {"n": len(keys), "sat": sat, "light": light, "kb_a_member": round(grown, 1)}
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(8)
            except subprocess.TimeoutExpired:
                server.kill()
            sys.stderr.write((Path(folder) / "log").read_text()[-500:])


def show(row: dict[str, Any]) -> None:
    sat, light, most = row["sat"], row["light"], TARGETS.get(row["n"], 0.0)
    print(
        f"Kith N={row['n']:<5} sat {sat['deliv_s']:>8}/s, {sat.get('us')} us (aim {most}), lost {sat['lost']:.0f} | "
        f"light p50 {light['p50_ms']} p99 {light['p99_ms']} ms, lost {light['lost']:.0f} | "
        f"{row['kb_a_member']} kB a member, joined in {sat['join_s']} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench living_room", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", default="50,500,2000")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--peers", default="", help="the folder of the shared bench")
    parser.add_argument("--rivals", default="", help=f"also measure these of it, for example: {RIVALS}")
    wanted = parser.parse_args()
    home = os.environ.get("BENCH_HOME") or f"{tempfile.gettempdir()}/perf"
    sizes = [int(one) for one in wanted.n.split(",")]
    beside = os.environ["DATABASE_URL"]
    url = os.environ["DATABASE_URL"] = own_database()
    os.environ.update({"DJANGO_SETTINGS_MODULE": "kith.config.settings", "KITH_ENV": "test"})
    try:
        import django

        django.setup()
        keys = fill(max(sizes))
        rows = [measure(keys[:size], url, f"{home}/fanload", wanted.seconds) for size in sizes]
    finally:
        from django.db import connections

        connections.close_all()
        drop_database(url, beside)
    for row in rows:
        show(row)
    if wanted.rivals:
        command = [f"{home}/v-raw/bin/python", f"{wanted.peers}/fanout/fanout.py", "--n", wanted.n]
        subprocess.run([*command, "--dur", str(wanted.seconds), "--only", wanted.rivals], check=False)
    print(json.dumps({"run": str(uuid.uuid4()), "rows": rows}))


if __name__ == "__main__":
    main()
