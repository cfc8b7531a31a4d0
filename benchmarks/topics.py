"""./run bench topics: a room's list, a topic of 50 posts and a reply, over 100,000 posts, as a member with a visit.

The web process is held to core 0, what loads it (wrk) to core 1. Processor time is that of the page, then the
database's. With --peers, the folder of the shared bench, the forums it knows are measured after Kith in the same run
and in the same way: compare ratios within one run, never the figures of two.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks import _beside  # noqa: E402
from benchmarks.living_room import drop_database, own_database, postmaster, serve, used_seconds  # noqa: E402

if TYPE_CHECKING:
    from kith.domains.rooms.models import Post, Profile, Room, Topic
    from kith.kernel.access import Viewer

MEMBERS, POSTS_A_TOPIC = 200, 50
PEERS = "floor,fast,spirit,machina"
AIMS = {"list": 6, "topic": 8, "reply": 9}
HEADING = "## The pages of a room\n"
_HOW = """Written by `./run bench topics --write`; last on {day}, on {cores} virtual cores and {memory:.0f} GiB: the
load was {least} to {most}.

100,000 posts in 2,000 topics of one room; a member reads the room's list (30 topics) and a topic of 50 posts, and
replies. Milliseconds of processor are the page's and then the database's; *fast* is one statement and joined strings
with no permissions at all, *floor* the least that Django's own ORM and templates can do. Only figures of one run can be
held against each other.
"""
WORDS = (
    "garden", "walk", "today", "better", "group", "friend", "morning", "sleep", "plan", "week", "worker", "music",
    "kitchen", "support", "family", "quiet", "phone", "bus", "library", "art", "choir", "try", "small", "step", "again",
    "feel", "hard", "good", "rest", "work", "home", "hope", "talk", "listen", "share", "meet", "help", "learn",
)  # fmt: skip


def fill(topics: int) -> tuple[str, uuid.UUID]:
    """A room with so many topics of 50 posts by 200 members; the visit of one of them, and a topic."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from kith.domains.people.tests import factories as people
    from kith.domains.rooms.tests import factories as make

    room, chance = make.make_room("willow"), random.Random(42)
    make.make_living_room()
    members = [people.make_member(f"Member {number}") for number in range(MEMBERS)]
    profiles = []
    for number, member in enumerate(members):
        make.make_key(member, room)
        people.make_pseudonym(member.id, f"Somebody {number}")
        profiles.append(make.make_profile(member))
    made = write(room, profiles, topics, chance)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return visit_of(members[3]), made[len(made) // 2].pk


def visit_of(member: Viewer) -> str:
    """The key of a visit of this member, as the cookie carries it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from kith.domains.people.models import Account
    from kith.domains.people.sessions import SessionStore

    account, visit = Account.objects.get(person_id=member.id), SessionStore()
    visit[SESSION_KEY] = str(account.pk)
    visit[BACKEND_SESSION_KEY] = "kith.domains.people.backends.ByName"
    visit[HASH_SESSION_KEY] = account.get_session_auth_hash()
    visit.create()
    return visit.session_key


def write(room: Room, profiles: list[Profile], topics: int, chance: random.Random) -> list[Topic]:
    """The topics with their posts, about sixty words each."""
    import datetime as dt

    from kith.domains.rooms.models import Post, Topic
    from kith.kernel.access import system
    from kith.kernel.acting import acting_as
    from kith.kernel.clock import now

    began, made = now() - dt.timedelta(days=30), []
    for number in range(topics):
        author, at = chance.choice(profiles), began + dt.timedelta(minutes=20 * number)
        last_at = at + dt.timedelta(minutes=POSTS_A_TOPIC)
        made.append(
            Topic(
                room=room,
                author=author,
                title=f"{words(chance, 4)} {number}",
                opened_at=at,
                last_at=last_at,
                last_seq=POSTS_A_TOPIC,
            )
        )
    with acting_as(system("benchmark")):
        Topic.objects.bulk_create(made, batch_size=1000)
        for topic in made:
            Post.objects.bulk_create(posts_of(topic, room, profiles, chance))
    return made


def posts_of(topic: Topic, room: Room, profiles: list[Profile], chance: random.Random) -> list[Post]:
    import datetime as dt

    from kith.domains.rooms.models import Post
    from kith.domains.rooms.written import to_html

    posts = []
    for seq in range(1, POSTS_A_TOPIC + 1):
        body = f"{words(chance, 30)}.\n\n{words(chance, 30)}."
        at = topic.opened_at + dt.timedelta(minutes=seq)
        author = chance.choice(profiles)
        posts.append(Post(room=room, topic=topic, author=author, seq=seq, body=body, html=to_html(body), written_at=at))
    return posts


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize()


def cookies(visit: str) -> dict[str, str]:
    """The headers of a member with this visit, and with what a form needs."""
    from django.conf import settings
    from django.middleware.csrf import get_token
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    get_token(request)
    token = request.META["CSRF_COOKIE"]
    return {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={visit}; {settings.CSRF_COOKIE_NAME}={token}",
        "X-CSRFToken": token,
        "Accept-Encoding": "identity",
    }


def wrk(address: str, at_once: int, seconds: float, headers: dict[str, str], script: str = "") -> dict[str, float]:
    """What wrk saw: requests, requests a second, milliseconds at the middle and at the 99th of 100."""
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{at_once}", f"-d{seconds:g}s", "--latency", "--timeout", "20s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", script] if script else []
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if bad := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
        raise SystemExit(f"{address}: {bad[0]}")
    return {
        "n": float(re.search(r"(\d+) requests in", said)[1]),  # type: ignore[index]
        "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),  # type: ignore[index]
        "p50": _ms(re.search(r"\s50%\s+([\d.]+)(us|ms|s)", said)),
        "p99": _ms(re.search(r"\s99%\s+([\d.]+)(us|ms|s)", said)),
    }


def _ms(found: re.Match[str] | None) -> float:
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]] if found else float("nan")


def reply_script(folder: str, topic: uuid.UUID) -> str:
    """For wrk: a reply with other words, and another sending key, each time."""
    path = Path(folder) / "reply.lua"
    path.write_text(
        "math.randomseed(os.time())\n"
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
        "request = function()\n"
        '  local key = string.gsub("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx", "x",'
        ' function() return string.format("%x", math.random(0, 15)) end)\n'
        '  return wrk.format(nil, nil, nil, "sent_key=" .. key .. "&body=It+went+better+today+" .. key)\n'
        "end\n"
    )
    return str(path)


def measure(url: str, visit: str, topic: uuid.UUID, at_once: list[int], seconds: float) -> list[dict[str, Any]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    rows = []
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        server = serve(url, port, log)
        try:
            base, headers = f"http://127.0.0.1:{port}/rooms/willow", cookies(visit)
            page, database = [server.pid], [postmaster()]
            reply = reply_script(folder, topic)
            jobs = [("list", base, ""), ("topic", f"{base}/{topic}", ""), ("reply", f"{base}/{topic}/reply", reply)]
            for name, address, script in jobs:
                size = 0 if script else len(urlopen(Request(address, headers=headers)).read())  # noqa: S310
                for count in at_once:
                    wrk(address, count, 1, headers, script)
                    before = used_seconds(page), used_seconds(database)
                    row = wrk(address, count, seconds, headers, script)
                    row["page_ms"] = round((used_seconds(page) - before[0]) / row["n"] * 1000, 2)
                    row["database_ms"] = round((used_seconds(database) - before[1]) / row["n"] * 1000, 2)
                    known = {"server": "Kith", "job": name, "at_once": count, "load": round(os.getloadavg()[0], 1)}
                    rows.append({**known, "bytes": size, **row})
                    show(rows[-1])
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(8)
            except subprocess.TimeoutExpired:
                server.kill()
            sys.stderr.write((Path(folder) / "log").read_text()[-3000:])
    return rows


def show(row: dict[str, Any]) -> None:
    print(
        f"Kith {row['job']:6} c={row['at_once']:<3} {row['rps']:7.1f}/s p50 {row['p50']:7.1f} p99 {row['p99']:7.1f} ms,"
        f" {row['page_ms']} and {row['database_ms']} ms of processor a request, {row['bytes']} bytes",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench topics", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--topics", type=int, default=2000)
    parser.add_argument("--at-once", default="1,8,32")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--peers", default="", help="the folder of the shared bench")
    parser.add_argument("--rivals", default=PEERS, help="which of its forums")
    parser.add_argument("--write", action="store_true", help="put the table into docs/evidence/speed.md")
    wanted = parser.parse_args()
    beside = os.environ["DATABASE_URL"]
    url = os.environ["DATABASE_URL"] = own_database()
    os.environ.update({"DJANGO_SETTINGS_MODULE": "kith.config.settings", "KITH_ENV": "test"})
    try:
        import django

        django.setup()
        began = time.monotonic()
        visit, topic = fill(wanted.topics)
        print(f"{wanted.topics} topics of {POSTS_A_TOPIC} posts in {time.monotonic() - began:.0f} s", flush=True)
        rows = measure(url, visit, topic, [int(one) for one in wanted.at_once.split(",")], wanted.seconds)
    finally:
        from django.db import connections

        connections.close_all()
        drop_database(url, beside)
    peers = _beside.bench(wanted.peers)
    if peers and wanted.rivals:
        rows += _beside.forums(peers, wanted.at_once, wanted.seconds, wanted.rivals)
    print("\n".join(table(rows)))
    if wanted.write:
        _beside.write(HEADING, section(rows))


def table(rows: list[dict[str, Any]]) -> list[str]:
    """Every job at every crowd, ours first, each beside "fast" of that run."""
    lines = ["| | job | at once | a second | p50 / p99 ms | ms of processor | times fast |"]
    lines.append("| --- | --- |" + " ---: |" * 5)
    for row in sorted(rows, key=lambda row: (list(AIMS).index(row["job"]), row["at_once"])):
        whole = row["page_ms"] + row["database_ms"]
        fast = [
            one["page_ms"] + one["database_ms"]
            for one in rows
            if (one["server"], one["job"], one["at_once"]) == ("fast", row["job"], row["at_once"])
        ]
        name = f"**{row['server']}**" if row["server"] == "Kith" else row["server"]
        lines.append(
            f"| {name} | {row['job']} | {row['at_once']} | {row['rps']:.0f} | {row['p50']:.1f} / {row['p99']:.1f} |"
            f" {row['page_ms']:.1f} + {row['database_ms']:.1f} | {f'{whole / fast[0]:.1f}' if fast else ''} |"
        )
    return lines


def section(rows: list[dict[str, Any]]) -> str:
    """What the evidence page says, with the aims and whether they were reached on that day."""
    where = _beside.where_and_when([row["load"] for row in rows])
    said = []
    for job, most in AIMS.items():
        ours = [row for row in rows if row["server"] == "Kith" and row["job"] == job]
        least = min(row["page_ms"] + row["database_ms"] for row in ours)
        said.append(f"{job}: {most} ms of processor ({'reached' if least <= most else 'missed'}, {least:.1f})")
    return "\n".join([HEADING, _HOW.format(**where), *table(rows), "", f"Aims: {'; '.join(said)}.", ""])


if __name__ == "__main__":
    main()
