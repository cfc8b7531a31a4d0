"""./run bench living_room: live talk as it is served, with its doors, screening, commit and audit, at 50, 500, 2,000.

One member says a line, N hear it. The web process is held to core 0, what loads it to core 1; "us" is processor time a
delivery in microseconds, PostgreSQL's included. "sat": two lines outstanding; "light": 20, 4 and 1 lines a second,
counted from when each was due. The load comes from `fanload` and the others from the bench beside the design: say
where its folder is with --peers, and where its programs are built with BENCH_HOME. Ratios hold within one run.
`--write` puts the table into docs/evidence/speed.md.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks import _beside  # noqa: E402

LIGHT = {50: 20, 500: 4, 2000: 1}
WARM = 50
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
        keys.append(str(visit.session_key))
    return keys


def token() -> str:
    """What a page of ours would hand its visitor against forged requests."""
    from django.middleware.csrf import get_token
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    get_token(request)
    return str(request.META["CSRF_COOKIE"])


def plan(keys: list[str], port: int, mark: str) -> bytes:
    """What fanload plays: everybody opens their stream, and two connections of one member send."""
    from django.conf import settings

    def head(method: str, path: str, key: str) -> str:
        cookie = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={mark}"
        return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"

    streams = [
        (port, 1, [(f"{head('GET', '/rooms/living-room/stream', key)}\r\n".encode(), b"event: state")]) for key in keys
    ]
    body = json.dumps({"words": WORDS}).encode()
    said = head("POST", "/rooms/living-room/lines", keys[0]) + f"Origin: http://127.0.0.1:{port}\r\n"
    said += f"X-CSRFToken: {mark}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
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


def talks(key: str, port: int, mark: str) -> None:
    """Say one line as a browser does: a house that does not keep it is a fault, and no slow run."""
    from django.conf import settings

    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={mark}",
        "X-CSRFToken": mark, "Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json",
    }  # fmt: skip
    line.request("POST", "/rooms/living-room/lines", json.dumps({"words": WORDS.replace("M" * 16, "0" * 16)}), headers)
    answer = line.getresponse()
    told = answer.read().decode()
    if answer.status != 200 or json.loads(told)["fate"] != "said":
        raise SystemExit(f"A line was not kept, so there is nothing to measure: {answer.status} {told}")


def load(fanload: list[str], mode: str, rate: float, seconds: float, roots: list[int]) -> dict[str, Any]:
    """One run of the load; what it saw, and what the processes used meanwhile."""
    command = ["taskset", "-c", "1", *fanload, mode, str(rate), str(seconds), "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    samples = []
    while running.poll() is None:
        samples.append((time.clock_gettime(time.CLOCK_MONOTONIC), used_seconds(roots)))
        time.sleep(0.1)
    told: dict[str, Any] = json.loads(running.stdout.read())  # type: ignore[union-attr]
    if not told.get("deliv_s"):
        raise SystemExit(f"Nothing was delivered, which is a fault and no speed: {told}")
    within = [one for one in samples if told["t_warm"] <= one[0] <= told["t_end"]]
    if len(within) > 2:
        share = (within[-1][1] - within[0][1]) / (within[-1][0] - within[0][0])
        told["us"] = round(share / told["deliv_s"] * 1e6, 2)
        told["cpu"] = round(share, 2)
    return told


def serve(url: str, port: int, log: Any) -> subprocess.Popen[bytes]:
    """The web process, on core 0."""
    from kith.kernel.roles import WEB

    command = ["taskset", "-c", "0", sys.executable, "-m", "uvicorn", "kith.config.asgi:application"]
    command += ["--port", str(port), "--lifespan", "on", "--no-access-log", "--log-level", "error", "--backlog", "4096"]
    command += ["--loop", "uvloop", "--http", "httptools", "--no-proxy-headers"]
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
    """One size: warm, then saturated, then light; memory is what members beyond the first fifty add."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        server = serve(url, port, log)
        try:
            roots, played, mark = [server.pid, postmaster()], Path(folder) / "plan", token()
            talks(keys[0], port, mark)

            def run(among: list[str], mode: str, rate: float, for_seconds: float) -> dict[str, Any]:
                played.write_bytes(plan(among, port, mark))
                return load([fanload, str(played)], mode, rate, for_seconds, roots)

            run(keys[:WARM], "sat", 2, 1)
            before = resident_mb(server.pid)
            sat = run(keys, "sat", 2, seconds)
            more, grown = len(keys) - WARM, resident_mb(server.pid) - before
            light = run(keys, "paced", LIGHT.get(len(keys), 2), seconds)
            kb = round(grown * 1000 / more, 1) if more > WARM else None
            found = {"server": "Kith", "n": len(keys), "sat": sat, "light": light, "kb_a_member": kb}
            return {**found, "load": round(os.getloadavg()[0], 1)}
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(8)
            except subprocess.TimeoutExpired:
                server.kill()
            sys.stderr.write((Path(folder) / "log").read_text()[-500:])


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench living_room", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", default="50,500,2000")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument(
        "--peers", default="", help="the folder of the shared bench, where it is not beside the project"
    )
    parser.add_argument("--only", default="", help="of the others only these, by parts of their names; - for none")
    parser.add_argument("--write", action="store_true", help="put the table into docs/evidence/speed.md")
    wanted = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    peers = _beside.bench(wanted.peers)
    rows: list[dict[str, Any]] = []
    beside = os.environ["DATABASE_URL"]
    url = os.environ["DATABASE_URL"] = own_database()
    os.environ.update({"DJANGO_SETTINGS_MODULE": "kith.config.settings", "KITH_ENV": "test"})
    try:
        import django

        django.setup()
        sizes = [int(one) for one in wanted.n.split(",")]
        keys = fill(max(sizes))
        for size in sizes:
            rows.append(measure(keys[:size], url, _beside.fanload(peers), wanted.seconds))
            if peers and wanted.only != "-":
                rows += _beside.rivals(peers, size, wanted.seconds, wanted.only)
            print("\n".join([f"N={size}", *_beside.table([row for row in rows if row["n"] == size])]), flush=True)
            if wanted.write:  # as far as it came: a long run may be broken off
                _beside.write(_beside.HEADING, _beside.section(rows))
    finally:
        from django.db import connections

        connections.close_all()
        drop_database(url, beside)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
