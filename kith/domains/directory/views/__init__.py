"""How the directory is shown."""

from kith.domains.directory.views.find import things_to_do

__all__ = ["things_to_do"]
