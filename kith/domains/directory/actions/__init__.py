"""What can be done with the directory."""

from kith.domains.directory.actions.claims import (
    answer_question,
    ask,
    mark_checked,
    put_back,
    state_fact,
    withdraw,
)
from kith.domains.directory.actions.importing import (
    finish_import,
    keep_records,
    propose_merges,
    start_import,
    stop_import,
)
from kith.domains.directory.actions.merging import keep_apart, merge
from kith.domains.directory.actions.reports import report, settle_report
from kith.domains.directory.imports.run import bring_in, bring_in_records

__all__ = [
    "answer_question",
    "ask",
    "bring_in",
    "bring_in_records",
    "finish_import",
    "keep_apart",
    "keep_records",
    "mark_checked",
    "merge",
    "propose_merges",
    "put_back",
    "report",
    "settle_report",
    "start_import",
    "state_fact",
    "stop_import",
    "withdraw",
]
