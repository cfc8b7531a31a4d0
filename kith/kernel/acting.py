"""Naming the viewer to the database, so that its own rules (the second wall) know who is asking.

`acting_as` opens one transaction and says in it who looks, from which side, and at which instant. Outside it the
database takes everybody for nobody, and tables behind the wall look empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from kith.kernel.access import ANYONE, Viewer
from kith.kernel.clock import now

Handler = Callable[[HttpRequest], HttpResponse]

_SAY = """
SELECT set_config('kith.viewer', %s, true), set_config('kith.sphere', %s, true), set_config('kith.at', %s, true)
"""
_acting: ContextVar[Viewer] = ContextVar("acting", default=ANYONE)


@contextmanager
def acting_as(viewer: Viewer, *, can_be_undone: bool = True) -> Iterator[None]:
    """One transaction in which the database knows this viewer; afterwards it knows the one before again.

    Within another one, what fails in here can be undone alone, unless all fails with it.
    """
    before, is_outermost = _acting.get(), not connection.in_atomic_block
    with transaction.atomic(savepoint=can_be_undone):
        if before.sphere == viewer.sphere and (viewer.is_system or before.id == viewer.id):
            yield
            return
        _say(viewer)
        token = _acting.set(viewer)
        try:
            yield
        finally:
            _acting.reset(token)
        # What is rolled back takes with it what was said, and so does the end of it all; a savepoint would keep it.
        if not (is_outermost or connection.needs_rollback):
            _say(before)


def _say(viewer: Viewer) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SAY, [str(viewer.id), viewer.sphere, now().isoformat()])


def act_as_the_viewer(get_response: Handler) -> Handler:
    """Draw each page of somebody signed in within one transaction in their name; a page that breaks undoes it."""

    def middleware(request: Any) -> HttpResponse:
        if not request.viewer.is_signed_in:
            return get_response(request)
        with acting_as(request.viewer):
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware
