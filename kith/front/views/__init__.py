"""How the front pages are shown."""

from kith.front.views.demo import demo_key, demo_reset, demo_sign_in
from kith.front.views.homes import desk, first_door, home
from kith.front.views.machines import healthz, readyz, robots, security
from kith.front.views.public import about, accessibility, form_too_old, front_page, leave, privacy

__all__ = [
    "about",
    "accessibility",
    "demo_key",
    "demo_reset",
    "demo_sign_in",
    "desk",
    "first_door",
    "form_too_old",
    "front_page",
    "healthz",
    "home",
    "leave",
    "privacy",
    "readyz",
    "robots",
    "security",
]
