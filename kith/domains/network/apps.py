"""Network as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Takes part in downloads and erasure."""

    name = "kith.domains.network"
    label = "network"

    def ready(self) -> None:
        from kith.domains.network import holding

        holding.register()
