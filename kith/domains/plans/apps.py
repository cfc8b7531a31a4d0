"""Plans as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.plans"
    label = "plans"
