"""When questions and reports about the directory are read: worked out from its editors' hours."""

from __future__ import annotations

from kith.domains.people.queries.reach import teams_that_have
from kith.domains.safety.queries import Promise, soonest_read
from kith.kernel.access import Viewer, system

_HOUSE = system("directory says when it is read")


def next_read(viewer: Viewer) -> Promise:
    """When one of the directory's editors next reads; everybody may know, also who is not signed in."""
    return soonest_read(_HOUSE, teams_that_have(_HOUSE, "directory_editor"))
