"""Tells Django about the face."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kith.ui"
    label = "ui"

    def ready(self) -> None:
        from kith.ui import checks  # noqa: F401
