"""Front as a Django app."""

from django.apps import AppConfig

from kith.ui import frame


class FrontConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.front"
    label = "front"

    def ready(self) -> None:
        frame.lead(offline="offline")
