"""What safety does by itself: checks the help numbers, keeps them beside the database, and watches the rota."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from kith.domains.safety import help_file
from kith.domains.safety.actions import check_numbers, forget_old, watch_rota
from kith.domains.safety.actions.contacts import WATCH
from kith.domains.safety.numbers import keep_file
from kith.domains.safety.queries import help_for
from kith.kernel.jobs import every


@every("30 6 * * *", "safety.check_numbers")
def check() -> None:
    """Every day: does each nation have its numbers, and does somebody answer for them?"""
    check_numbers(by=WATCH)


@every("23 * * * *", "safety.keep_help_page")
def keep_help_page() -> None:
    """Every hour: the numbers beside the database, and whole pages that a proxy can show when no program answers."""
    keep_file()
    for language in (code.split("-")[0] for code, _name in settings.LANGUAGES):
        with override(language):
            page = render_to_string("safety/help_now.html", {"nations": help_for(), "code": language}, using="jinja2")
        help_file.put(help_file.numbers_file().with_name(f"{language}.html"), page)


@every("11 * * * *", "safety.watch_rota")
def watch() -> None:
    """Every hour: will somebody be there in the next 24?"""
    watch_rota(by=WATCH)


@every("50 3 * * *", "safety.forget_old")
def forget() -> None:
    """Every night: turns of long ago go."""
    forget_old(by=WATCH)
