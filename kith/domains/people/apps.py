"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, who may know it, what matters to them."""

    name = "kith.domains.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from kith.domains.people import holding

        holding.register()
