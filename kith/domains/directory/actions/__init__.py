"""What can be done with the directory."""

from kith.domains.directory.actions.importing import (
    finish_import,
    keep_records,
    propose_merges,
    start_import,
    stop_import,
)
from kith.domains.directory.imports.run import bring_in, bring_in_records

__all__ = [
    "bring_in",
    "bring_in_records",
    "finish_import",
    "keep_records",
    "propose_merges",
    "start_import",
    "stop_import",
]
