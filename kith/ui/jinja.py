"""The Jinja environment every page is drawn in: strict about names, translated, with words for days and times."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from kith.ui.avatars import avatar
from kith.ui.forms.form import problems_of
from kith.ui.frame import address, frame_of
from kith.ui.nhsuk import component
from kith.ui.words import day, day_time, long_day, time_of_day


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: `url("front:home")`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    options.setdefault("undefined", StrictUndefined)
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701  (Django asks for autoescape)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        url=url,
        static=static,
        component=component,
        frame_of=frame_of,
        own_address=address,
        avatar=avatar,
        problems_of=problems_of,
        day=day,
        long_day=long_day,
        day_time=day_time,
        time_of_day=time_of_day,
    )
    return env
