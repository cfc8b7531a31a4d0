"""Front as a Django app."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kith.kernel.ports import SharedPage, shared_pages
from kith.ui import frame

# What staff may do with a person, on that person's own pages.
TOGETHER = (
    (_("Their map"), "network:map"),
    (_("What matters to them"), "network:what-matters"),
    (_("Ideas for them"), "network:ideas"),
    (_("Things to do"), "directory:things-to-do"),
    (_("Their plan"), "plans:plan"),
)


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
        shared_pages.extend(SharedPage(partial(str, label), name) for label, name in TOGETHER)
