"""What must hold before the house opens: every page has an audience, every use case has a row in a policy."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from kith.kernel.access import Policy
from kith.kernel.use_cases import UseCase


def all_patterns(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, with its full name."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from all_patterns(pattern, space)
        else:
            yield f"{prefix}{pattern.name}", pattern


@register()
def pages_have_audiences(**_kwargs: Any) -> list[Error]:
    """A route without an audience is an error at start, not a page that anyone may open."""
    return [
        Error(f"The page {name} ({pattern.pattern}) does not say who it is for", id="kith.E001")
        for name, pattern in all_patterns()
        if not hasattr(pattern.callback, "audience")
    ]


@register()
def use_cases_have_rows(**_kwargs: Any) -> list[Error]:
    """What has no row may be done by nobody: a use case without one is a mistake."""
    return [
        Error(f"The use case {name} has no row in its domain's policy", id="kith.E002")
        for name in UseCase.all
        if Policy.rule(name) is None
    ]
