"""Safety as a Django app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.safety"
    label = "safety"

    def ready(self) -> None:
        from kith.domains.safety import holding
        from kith.ui import frame

        holding.register()
        frame.lead(decisions="safety:decisions")
