"""Network as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.network"
    label = "network"
