"""What stands around every page: the header in its fixed order, the places, the banners and the footer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse, set_script_prefix
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kith.ui.words import language

# Where the frame's links lead: what it links to, and the name of that page, which the floors above say with `lead`.
_LINKS: dict[str, str] = {}


@dataclass(frozen=True)
class Place:
    """One door of the menu."""

    code: str
    label: str
    url: str

    def holds(self, path: str) -> bool:
        """Whether a page stands inside this place; the front door holds only itself."""
        return path == self.url or (self.url != "/" and path.startswith(self.url.rstrip("/") + "/"))


@dataclass(frozen=True)
class Display:
    """How this person likes pages to look; set on the request as `display` by whoever knows it."""

    theme: str = ""
    """ "light", "dark", or empty to follow the device."""
    text: str = ""
    """ "large" for 22 px, or empty."""
    is_still: bool = False
    """True: nothing moves, whatever the device says."""
    is_low_data: bool = False
    """True: nothing is fetched that the page can do without."""
    has_leave: bool = True
    """False hides the button to leave quickly; Shift three times and the skip link still work."""


@dataclass(frozen=True)
class Frame:
    """Everything a layout needs that the page itself does not say."""

    lang: str
    service: str
    run_by: str
    exit_url: str
    is_demo: bool
    display: Display = field(default_factory=Display)
    other: "OtherLanguage | None" = None
    is_signed_in: bool = False
    acting: str = ""
    flashes: tuple[str, ...] = ()
    path: str = ""

    def link(self, name: str) -> str:
        """The address of a page of the frame, or nothing while no floor has built it."""
        return address(name)

    def current(self, place: Place, places: Iterable[Place]) -> str:
        """ "page" on the place itself, "true" on a page inside it, empty elsewhere (aria-current)."""
        if self.path == place.url:
            return "page"
        nearest = max((other for other in places if other.holds(self.path)), key=lambda it: len(it.url), default=None)
        return "true" if nearest == place else ""


@dataclass(frozen=True)
class OtherLanguage:
    """The link to this same page in the other language, named in that language."""

    lang: str
    label: str
    url: str


def lead(**names: str) -> None:
    """Say which page stands behind a link of the frame: `lead(you=...)`, once, while starting."""
    _LINKS.update(names)


def address(name: str) -> str:
    """Where a link of the frame leads: always outside of what a worker does for somebody, as it is the viewer's own."""
    return _address(_LINKS.get(name, ""), get_language(), get_urlconf())


@lru_cache(maxsize=256)
def _address(view: str, _lang: str | None, _urlconf: str | None) -> str:
    """Kept, since every page asks for a dozen; it differs by language, and nothing else of a request."""
    within = get_script_prefix()
    set_script_prefix(settings.FORCE_SCRIPT_NAME or "/")
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
    finally:
        set_script_prefix(within)


def unbuilt() -> list[str]:
    """The links that lead nowhere, as no floor has built their page."""
    return [f"{name} ({page})" for name, page in _LINKS.items() if not address(name)]


def frame_of(request: HttpRequest | None) -> Frame:
    """The frame for this request; without one, a frame that is the same for everybody and every address."""
    if request is None:
        return Frame(**_everyones(), other=_other_language(None))
    viewer = getattr(request, "viewer", None)
    return Frame(
        **_everyones(),
        display=getattr(request, "display", None) or Display(),
        other=_other_language(request),
        is_signed_in=bool(viewer and viewer.is_signed_in),
        acting=_acting(request),
        flashes=tuple(str(words) for words in get_messages(request)),
        path=request.path,
    )


def _everyones() -> dict[str, Any]:
    return {
        "lang": "en-GB" if language() == "en" else language(),
        "service": settings.KITH_SERVICE_NAME,
        "run_by": settings.KITH_RUN_BY,
        "exit_url": settings.KITH_QUICK_EXIT_URL,
        "is_demo": settings.KITH_DEMO,
    }


def _acting(request: HttpRequest) -> str:
    """ "Arthur: by phone, read back to them", when a worker writes for somebody."""
    on_behalf = getattr(getattr(request, "viewer", None), "on_behalf_of", None)
    if on_behalf is None:
        return ""
    name = getattr(request, "on_behalf_name", "") or _("someone you work with")
    ways = {
        "phone": _("by phone, read back to them"),
        "paper": _("from paper, typed in"),
        "together": _("side by side with them"),
    }
    return f"{name}: {ways.get(on_behalf.how, on_behalf.how)}"


def _other_language(request: HttpRequest | None) -> OtherLanguage | None:
    if len(settings.LANGUAGES) < 2:
        return None
    code, label = ("cy", "Cymraeg") if language() == "en" else (_english(), "English")
    match = getattr(request, "resolver_match", None)
    with override(code):
        if match is None or request is None:
            return OtherLanguage(code[:2], label, address("home") or "/")
        same = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    query = request.META.get("QUERY_STRING", "")
    return OtherLanguage(code[:2], label, f"{same}?{query}" if query else same)


def _english() -> str:
    return next((code for code, _name in settings.LANGUAGES if code.startswith("en")), get_language() or "en")
