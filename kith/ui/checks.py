"""What Django says while starting when the frame of every page has a hole."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from kith.ui.frame import unbuilt


@register("urls")
def frame_is_whole(**_options: Any) -> list[CheckMessage]:
    """Every link of header and footer leads to a page; one that does not is left out of the page."""
    return [Warning(f"The frame's link {link} leads nowhere and is not drawn.", id="ui.W001") for link in unbuilt()]
