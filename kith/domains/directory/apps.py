"""Registers the directory with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kith.domains.directory"
    label = "directory"
