"""Front as a Django app."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.front"
    label = "front"
