"""The ways from people's pages to the rooms: one's own quiet, and the keys of somebody one works with."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.domains.rooms.queries import me
from kith.kernel.access import Viewer
from kith.kernel.ports import Doorway, own_doorways, person_doorways


def register() -> None:
    """Hang the doorways, once, while starting."""
    own_doorways.append(
        Doorway(
            label=lambda: _("Quieter rooms"),
            about=lambda: _("Words you would rather not read, and a break from the rooms."),
            name="rooms:quiet",
            is_for=_is_seen_there,
        )
    )
    person_doorways.append(
        Doorway(
            label=lambda: _("Their rooms"),
            about=lambda: _("Keys to the rooms: which they hold, from when until when, and why."),
            name="rooms:keys",
            is_for=_is_staff_themselves,
        )
    )


def _is_seen_there(viewer: Viewer) -> bool:
    return viewer.is_member and me(viewer) is not None


def _is_staff_themselves(viewer: Viewer) -> bool:
    return viewer.is_staff and viewer.on_behalf_of is None
