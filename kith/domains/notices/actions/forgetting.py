"""Forgetting what was sent, once its time has come."""

from __future__ import annotations

from kith.domains.notices.models import Notice
from kith.kernel import retention
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case


@use_case("notices.forget_old")
def forget_old(*, by: Viewer) -> int:
    """Remove notices, the messages that left, and letters, as the retention schedule says."""
    gone = Notice.objects.filter(made_at__lt=now() - retention.kept_for("notices.Notice")).delete()[0]
    note(gone=gone)
    return gone
