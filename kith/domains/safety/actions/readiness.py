"""What has to be settled and signed before rooms open: the hours in which nobody is there, and three records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kith.domains.safety.models import Cover, RecordKind, SafetyRecord, UnstaffedPolicy
from kith.domains.safety.queries.reading import forget_phrases
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Team

LONGEST = 300


@use_case("safety.write_policy", on="team")
def write_policy(
    *,
    by: Viewer,
    team: Team,
    tier_4: str,
    tier_3: str,
    tier_2: str,
    words: str,
    words_cy: str = "",
    sweeps_first_hour: bool = True,
    mentions_only: bool = False,
) -> UnstaffedPolicy:
    """Write down what happens to worrying words while nobody of a team is there; it holds once it is signed."""
    covers = {"tier_4": tier_4, "tier_3": tier_3, "tier_2": tier_2}
    for name, cover in covers.items():
        if cover not in Cover.values:
            raise NotPossible(_("Choose from the list."), field=name)
    if not words.strip() or len(words) > LONGEST:
        raise NotPossible(_("Say in one or two sentences what members read where they write."), field="words")
    last = UnstaffedPolicy.objects.filter(team=team).aggregate(last=Max("version"))["last"] or 0
    note(version=last + 1, **covers)
    return UnstaffedPolicy.objects.create(
        team=team,
        version=last + 1,
        words=words.strip(),
        words_cy=words_cy.strip(),
        sweeps_first_hour=sweeps_first_hour,
        mentions_only=mentions_only,
        **covers,
    )


@use_case("safety.sign_policy", on="policy")
def sign_policy(*, by: Viewer, policy: UnstaffedPolicy) -> UnstaffedPolicy:
    """Sign, as who answers for safety, what happens while nobody of a team is there; from now on it holds."""
    if policy.signed_at is not None:
        raise NotPossible(_("It is signed already. To change it, write it anew."))
    policy.signed_by_id, policy.signed_at = by.id, now()
    policy.save(update_fields=["signed_by", "signed_at"])
    note(version=policy.version)
    transaction.on_commit(forget_phrases)
    return policy


@use_case("safety.sign_record")
def sign_record(*, by: Viewer, kind: str, words: str) -> SafetyRecord:
    """Write and sign one of the records that a service has to have before its rooms open."""
    if kind not in RecordKind.values:
        raise NotPossible(_("Choose from the list."), field="kind")
    if not words.strip():
        raise NotPossible(_("Write the record before you sign it."), field="words")
    last = SafetyRecord.objects.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
    note(kind=kind, version=last + 1)
    return SafetyRecord.objects.create(
        kind=kind, version=last + 1, words=words.strip(), signed_by_id=by.id, signed_at=now()
    )
