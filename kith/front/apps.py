"""Front as a Django app."""

from django.apps import AppConfig

from kith.ui import frame


class FrontConfig(AppConfig):
    """See the charter in the package."""

    name = "kith.front"
    label = "front"

    def ready(self) -> None:
        frame.lead(
            home="front:front",
            help_now="safety:help-now",
            leave="front:leave",
            you="people:you",
            privacy="front:privacy",
            accessibility="front:accessibility",
            about="front:about",
            desk="front:desk",
            offline="offline",
        )
