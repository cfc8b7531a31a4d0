"""The kernel as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    """Finds every domain's policies, use cases and reactions, and lends the web role its rights."""

    name = "kith.kernel"
    label = "kernel"

    def ready(self) -> None:
        from kith.kernel import checks, roles  # noqa: F401 - registers the checks

        autodiscover_modules("policy", "actions", "queries", "reactions")
        post_migrate.connect(roles.grant, dispatch_uid="kernel.roles")
