"""Pictures for people who show no face: 12 shapes, 8 tints and 6 patterns from a seed that says nothing about them."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

TINTS = ("sage", "sky", "sand", "lilac", "rose", "fern", "clay", "mist")

# Drawn in a square of 64; a border in the tint's own colour keeps each shape clear of the pattern behind it.
SHAPES = {
    "disc": '<circle cx="32" cy="32" r="16"/>',
    "ring": '<path fill-rule="evenodd" d="M32 15a17 17 0 1 0 .1 0ZM32 25a7 7 0 1 1-.1 0Z"/>',
    "tile": '<rect x="17" y="17" width="30" height="30" rx="7"/>',
    "hill": '<path d="M32 15c3 0 4 2 6 5l11 19c3 5 1 9-5 9H20c-6 0-8-4-5-9l11-19c2-3 3-5 6-5Z"/>',
    "kite": '<path d="M32 12 49 32 32 52 15 32Z"/>',
    "hive": '<path d="m32 14 16 9v18l-16 9-16-9V23Z"/>',
    "drop": '<path d="M32 12c9 11 14 18 14 25a14 14 0 0 1-28 0c0-7 5-14 14-25Z"/>',
    "leaf": '<path d="M16 48C12 26 24 15 49 15c0 25-11 37-33 33Z"/>',
    "moon": '<path d="M38 13a20 20 0 1 0 13 27A17 17 0 0 1 38 13Z"/>',
    "star": '<path d="m32 12 6 13 14 2-10 10 2 14-12-7-12 7 2-14-10-10 14-2Z"/>',
    "bloom": (
        '<path d="M32 14c6 0 9 5 8 9 4-2 10 1 10 8s-6 10-10 8c1 5-2 11-8 11'
        's-9-6-8-11c-4 2-10-1-10-8s6-10 10-8c-1-4 2-9 8-9Z"/>'
    ),
    "cloud": '<path d="M22 46a10 10 0 0 1-1-20 13 13 0 0 1 24 3 9 9 0 0 1-1 17Z"/>',
}  # fmt: skip

PATTERNS = {
    "plain": "",
    "dots": (
        '<path class="k-avatar__line k-avatar__line--dots" '
        'd="M8 8h.1M32 5h.1M56 8h.1M59 32h.1M56 56h.1M32 59h.1M8 56h.1M5 32h.1"/>'
    ),
    "bars": '<path class="k-avatar__line" d="M9 0v64M55 0v64"/>',
    "bands": '<path class="k-avatar__line" d="M0 9h64M0 55h64"/>',
    "orbit": '<circle class="k-avatar__line" cx="32" cy="32" r="28"/>',
    "corners": '<path class="k-avatar__line" d="M0 18 18 0M46 0l18 18M64 46 46 64M18 64 0 46"/>',
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    shape: str
    tint: str
    pattern: str


def look(seed: str | int) -> Look:
    """The one look a seed gives, today and always."""
    number = int.from_bytes(sha256(str(seed).encode()).digest()[:8])
    number, shape = divmod(number, len(SHAPES))
    number, tint = divmod(number, len(TINTS))
    return Look(list(SHAPES)[shape], TINTS[tint], list(PATTERNS)[number % len(PATTERNS)])


def avatar(seed: str | int, *, size: str = "m", label: str = "") -> SafeString:
    """The picture as SVG (size s, m, l); without a label it is decoration, as it stands beside a name."""
    seen = look(seed)
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="k-avatar k-avatar--{} k-avatar--{}" viewBox="0 0 64 64" width="48" height="48" {}>'
        '<rect class="k-avatar__ground" width="64" height="64"/>{}<g class="k-avatar__shape">{}</g></svg>',
        seen.tint,
        size,
        spoken,
        mark_safe(PATTERNS[seen.pattern]),
        mark_safe(SHAPES[seen.shape]),
    )
