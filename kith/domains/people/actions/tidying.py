"""What the house does by itself: forgetting what has had its time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kith.domains.people import tries, vault
from kith.domains.people.actions.opening import UNFINISHED_LASTS
from kith.domains.people.models import Invitation, KeyGrant, KeyState, Person
from kith.domains.people.models.keys import KEY
from kith.kernel import sealed
from kith.kernel.access import system
from kith.kernel.clock import now
from kith.kernel.jobs import every
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@use_case("people.tidy_up")
def tidy_up(*, by: Viewer) -> None:
    """Forget where tries came from, end old keys, and remove accounts that were never finished."""
    tries.sweep()
    at = now()
    old = KeyGrant.objects.filter(state=KeyState.ISSUED, expires_at__lte=at)
    ended = old.update(state=KEY.after(KeyState.ISSUED, "expire"), ended_at=at)
    Invitation.objects.filter(expires_at__lte=at - dt.timedelta(days=1), used_at=None).delete()
    unfinished = Person.objects.filter(
        is_open_account=True, account=None, confirmations__made_at__lt=at - UNFINISHED_LASTS
    )
    gone = list(unfinished.values_list("pk", flat=True).distinct())
    for person_id in gone:
        vault.forget(person_id)
        sealed.shred(person_id, at)
    Person.objects.filter(pk__in=gone).delete()
    note(keys=ended, unfinished=len(gone))


@every("17 * * * *", "people.tidy_up")
def _every_hour() -> None:
    tidy_up(by=system("people tidies up"))
