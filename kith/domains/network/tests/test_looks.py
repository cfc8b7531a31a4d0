"""The picture's colours keep the contrasts of product.md section 5, and the map stays light to fetch."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static/network"
CSS = (STATIC / "map.css").read_text(encoding="utf-8")
SHEET = (Path(__file__).parents[3] / "ui/static/ui/kith.css").read_text(encoding="utf-8")
FAMILIES = ("sage-mark", "lilac-mark", "sky-mark", "sand-mark")
RINGS = ("inner", "middle", "outer")


def tokens(css: str, marker: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in re.finditer(re.escape(marker) + r"\s*\{([^}]*)\}", css):
        found |= dict(re.findall(r"--[km]-([a-z-]+):\s*(#[0-9a-f]{3,6})", block[1]))
    return found


LIGHT = tokens(SHEET, ":root") | tokens(CSS, ":root")
DARK = LIGHT | tokens(SHEET, ":root[data-theme=dark]") | tokens(CSS, ':root[data-theme="dark"]')
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_light_colours_are_those_of_the_design():
    assert [LIGHT[ring] for ring in RINGS] == ["#cfe4db", "#e3efe9", "#f1f6f3"]
    assert LIGHT["line"] == "#5f7f78"
    assert [LIGHT[family] for family in FAMILIES] == ["#0f5a57", "#5b3a8c", "#1d4e89", "#6b4f00"]


@pytest.mark.parametrize(("theme", "shape", "sign", "line"), [("light", 5.7, 7.6, 3.2), ("dark", 5.8, 9.4, 3.6)])
def test_shapes_signs_and_lines_are_seen(theme, shape, sign, line):
    colours = THEMES[theme]
    for family in FAMILIES:
        assert min(contrast(colours[family], colours[ring]) for ring in RINGS) >= shape, family
        assert contrast(colours[family], colours["sign"]) >= sign, family
    assert min(contrast(colours["line"], colours[ring]) for ring in RINGS) >= line


@pytest.mark.parametrize("theme", THEMES)
def test_names_and_rings_are_read(theme):
    colours = THEMES[theme]
    for ground in (*RINGS, "plate"):
        assert contrast(colours["ink"], colours[ground]) >= 7


def test_both_ways_to_be_dark_are_the_same():
    by_device = tokens(CSS, ':root:not([data-theme="light"])')
    assert by_device == tokens(CSS, ':root[data-theme="dark"]')


def test_a_faint_line_is_found():
    """Negative control: the hairline is for decoration only."""
    assert contrast(LIGHT["hairline"], LIGHT["outer"]) < 3.2


def size(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_maps_own_scripts_and_styles_are_light():
    assert size(*STATIC.glob("*.js")) <= 15_000
    sheets = [STATIC / "map.css", Path(__file__).parents[3] / "ui/static/ui/kith.css"]
    assert size(*sheets) <= 22_000
