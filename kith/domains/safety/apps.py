"""Safety as a Django app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.domains.safety"
    label = "safety"

    def ready(self) -> None:
        from kith.domains.safety import holding
        from kith.domains.safety.appeal_port import AppealPort
        from kith.kernel import contributions
        from kith.ui import frame

        holding.register()
        contributions.register(AppealPort())
        frame.lead(decisions="safety:decisions")
