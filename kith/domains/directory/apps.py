"""Registers the directory with Django."""

from django.apps import AppConfig
from django.conf import settings


class DirectoryConfig(AppConfig):
    """Knows invented postcodes too, where the settings name a gazetteer of them."""

    name = "kith.domains.directory"
    label = "directory"

    def ready(self) -> None:
        from kith.domains.directory.geo import Gazetteer, register

        for path in settings.KITH_GAZETTEERS:
            register(Gazetteer.from_json(path.stem, path))
