"""Makes .venv from requirements.lock; run by `./run` with the machine's own Python, so it imports nothing of ours.

Two parts: "run" holds what Kith needs to run, "all" also what tests and linters need. Both come from the one lock:
its notes (`# via ...`) tell who needs what, and a line in requirements.in parts the two.
"""

from __future__ import annotations

import fcntl
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WISHES = ROOT / "requirements.in"
LINE_BETWEEN = "# --- "
NEEDED_BYTES = 700 * 1024 * 1024


def say(words: str) -> None:
    """Progress goes to stderr: the output of a command may be read by a program."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


def stop(words: str) -> None:
    """One sentence: what is wrong and what to do."""
    say(words)
    raise SystemExit(1)


def make(ready: str, part: str) -> None:
    """Build the environment, one process at a time; who comes second finds it ready."""
    done = Path(f"{ready}-{part}")
    try:
        gate = (ROOT / ".venv.lock").open("w")
    except OSError as error:
        stop(f"Kith cannot write to {ROOT} ({error.strerror}): run it as the user who owns that folder.")
    with gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if done.exists() and (HOME / "bin" / "python").exists():
            return
        if shutil.disk_usage(ROOT).free < NEEDED_BYTES:
            stop(f"There is not enough room on the disk of {ROOT}: Kith needs 700 MB free.")
        entries = parts_of_lock()
        if part == "all" and Path(f"{ready}-run").exists():
            say("Adding what the tests need, once (about half a minute) ...")
            install(entries["all"])
        else:
            say("Making .venv, once (about half a minute) ...")
            make_empty()
            install(entries["run"] + (entries["all"] if part == "all" else []))
        compile_used()
        done.touch()


def parts_of_lock() -> dict[str, list[str]]:
    """The entries of the lock: what is needed to run, and what tests and linters need beside that."""
    entries = re.findall(r"(?m)^[a-z0-9].*\n(?:[ ].*\n)*", LOCK.read_text(encoding="utf-8"))
    wishes = WISHES.read_text(encoding="utf-8").partition(LINE_BETWEEN)[0]
    needed = set(re.findall(r"(?m)^[a-z0-9-]+", wishes))
    asks = [(name_of(entry), needers_of(entry)) for entry in entries]
    while more := {name for name, needers in asks if needers & needed} - needed:
        needed |= more
    return {
        "run": [entry for entry in entries if name_of(entry) in needed],
        "all": [entry for entry in entries if name_of(entry) not in needed],
    }


def name_of(entry: str) -> str:
    """What an entry pins."""
    return entry.partition("==")[0]


def needers_of(entry: str) -> set[str]:
    """Who needs it, as the notes under the entry say."""
    notes = entry.partition("# via")[2]
    return set(re.findall(r"[a-z0-9][a-z0-9-]*", notes.replace("-r requirements.in", "")))


def make_empty() -> None:
    """A new virtual environment that finds Kith from everywhere."""
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(HOME)
    except subprocess.CalledProcessError:
        stop("This Python cannot make virtual environments: on Debian run `apt-get install python3-venv`, then again.")
    except OSError as error:
        stop(f"Kith cannot make {HOME} ({error.strerror}): free some room or look at who owns the folder.")
    site = next((HOME / "lib").glob("python3.*/site-packages"))
    (site / "kith.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def install(entries: list[str]) -> None:
    """Install these entries of the lock, each file checked against its hash, and show how far it is."""
    total = len(entries)
    wanted = HOME / "wanted.txt"
    wanted.write_text("".join(entries), encoding="utf-8")
    command = [HOME / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    command += ["--no-compile", "--require-hashes", "--no-deps", "-r", wanted]
    tail: list[str] = []
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None
        seen = 0
        for line in pip.stdout:
            tail = [*tail[-20:], line]
            if line.startswith("Collecting "):
                seen += 1
                show(f"  {seen} of {total}: {line.split()[1].partition('==')[0]}", seen)
            elif line.startswith("Installing collected"):
                show("  unpacking", 0)
    if sys.stderr.isatty():
        say("")
    if pip.returncode:
        shutil.rmtree(HOME, ignore_errors=True)
        stop("".join(tail) + reason("".join(tail)))


def compile_used() -> None:
    """Compile now what every start would else compile again where Python may not write its cache.

    Left out: tables of telephone numbers, and packages that only linters and benchmarks use. They are large.
    """
    show("  compiling", 0)
    site = next((HOME / "lib").glob("python3.*/site-packages"))
    unused = r"/(phonenumbers/(geodata|carrierdata|tzdata)|mypy|mypyc|pip|pygments/lexers|[^/]+/tests?)/"
    command = [str(HOME / "bin" / "python"), "-m", "compileall", "-qq", "-j", "0", "-x", unused, str(site)]
    subprocess.run(command, check=False)  # what cannot be compiled is told when it is used


def show(words: str, count: int) -> None:
    """One line that changes in a terminal; in a log every twentieth."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words:<60}")
        sys.stderr.flush()
    elif count % 20 == 0:
        say(words)


def reason(output: str) -> str:
    """The likeliest cause in one sentence."""
    if "No space left" in output:
        return "The disk is full: free some room, then run the same command again."
    if "DO NOT MATCH THE HASHES" in output:
        return "A downloaded package is not the one that requirements.lock names: do not install it, and tell the team."
    return "A package could not be downloaded: check the connection or pip's settings, then run the command again."


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
