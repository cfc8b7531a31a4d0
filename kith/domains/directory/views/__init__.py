"""How the directory is shown."""

from kith.domains.directory.views.desk import (
    desk,
    desk_do,
    desk_fact,
    desk_merge,
    desk_question,
    desk_report,
    desk_thing,
)
from kith.domains.directory.views.find import things_to_do
from kith.domains.directory.views.things import ask, report, thing

__all__ = [
    "ask",
    "desk",
    "desk_do",
    "desk_fact",
    "desk_merge",
    "desk_question",
    "desk_report",
    "desk_thing",
    "report",
    "thing",
    "things_to_do",
]
