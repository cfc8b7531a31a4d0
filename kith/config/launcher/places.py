"""Where the launcher keeps things."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def state() -> Path:
    """The folder for everything that is not the program: data, keys, logs. The settings read the same variable."""
    return Path(os.environ.get("KITH_STATE_DIR") or ROOT / "var").resolve()
