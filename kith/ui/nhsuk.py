"""The components of nhsuk-frontend-jinja: the markup NHS services have tested with people, drawn from plain values."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader


@cache
def _library() -> Environment:
    # The library's templates reach into options nobody gave; ours stay strict, so theirs live in a room of their own.
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(name: str) -> Any:
    head, *rest = name.split("-")
    template = _library().get_template(f"nhsuk/components/{name}/macro.jinja")
    return getattr(template.module, head + "".join(word.capitalize() for word in rest))


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """Draw a component: `component("tag", {"text": _("New")})`."""
    return mark_safe(str(_macro(name)(_plain(params))).strip())


def _plain(value: Any) -> Any:
    """Translate lazy words now, and leave out what was not given: the library tells "absent" from "empty"."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
