"""The places in the navigation, for whoever is looking."""

from typing import Any

from django.http import HttpRequest


def places(request: HttpRequest) -> dict[str, Any]:
    """Six places for members, six for staff; only those that are built."""
    return {"places": []}
