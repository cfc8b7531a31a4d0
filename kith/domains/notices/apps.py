"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.notices"
    label = "notices"

    def ready(self) -> None:
        from kith.domains.notices import holding
        from kith.ui import frame

        holding.register()
        frame.lead(notices="notices:notices")
