"""Rooms as a Django app."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.rooms"
    label = "rooms"
