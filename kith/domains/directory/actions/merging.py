"""Two entries that may be one: an editor decides."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.domains.directory import merging
from kith.domains.directory.models import MergeProposal
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, use_case


@use_case("directory.merge", on="proposal")
def merge(*, by: Viewer, proposal: MergeProposal) -> MergeProposal:
    """Make two entries one. What either of them says is kept, and the newer word counts."""
    _decide(proposal, MergeProposal.State.MERGED)
    merging.join(proposal.keep_id, proposal.other_id)
    merging.fold()
    return proposal


@use_case("directory.keep_apart", on="proposal")
def keep_apart(*, by: Viewer, proposal: MergeProposal) -> MergeProposal:
    """Say that two entries are two different things; they are not proposed again."""
    _decide(proposal, MergeProposal.State.APART)
    merging.fold()
    return proposal


def _decide(proposal: MergeProposal, state: str) -> None:
    if proposal.state != MergeProposal.State.WAITING:
        raise NotPossible(_("Somebody decided this before."))
    proposal.state, proposal.decided_at = state, now()
    proposal.save(update_fields=["state", "decided_at"])
