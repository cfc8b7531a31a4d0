"""Being somebody invented: only where everybody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from kith.kernel.use_cases import NotPossible, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person
    from kith.kernel.access import Viewer


@use_case("people.enter_demo", on="person")
def enter_demo(*, by: Viewer, person: Person, request: HttpRequest) -> None:
    """Sign in as one of the demo's invented people, without a password."""
    if not settings.KITH_DEMO:
        raise NotPossible("Nobody signs in without a password outside a demo")
    login(request, person.account, "kith.domains.people.backends.ByName")
    request.session["demo"] = request.session["second_step"] = True
