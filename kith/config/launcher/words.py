"""What the launcher says: progress on stderr, and one clear sentence when something is in the way."""

import sys
import time


class Trouble(Exception):
    """What is wrong and what to do about it, in a sentence for the person at the keyboard."""


_started = time.monotonic()


def say(words: str) -> None:
    """A line of progress; stdout stays clean, because a program may read it."""
    sys.stderr.write(f"[{time.monotonic() - _started:4.1f} s] {words}\n")
    sys.stderr.flush()
