"""Every pair of colours in the built sheet has the contrast that product.md section 5 promises."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static/ui/kith.css").read_text(encoding="utf-8")
TINTS = ("sage", "sky", "sand", "lilac", "rose", "fern", "clay", "mist")
AAA, TEXT, MARK = 7.0, 4.5, 3.0


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--k-([a-z-]+):\s*(#[0-9a-f]{3,6})", block))


def _blocks(marker: str) -> list[str]:
    return [found[1] for found in re.finditer(re.escape(marker) + r"\{([^}]*)\}", CSS)]


BASE = _tokens(_blocks(":root")[0])
LIGHT = BASE
DARK = {**BASE, **_tokens(_blocks(":root[data-theme=dark]")[0])}
THEMES = {"light": LIGHT, "dark": DARK}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "ink", "ground", "colour", "promised"),
    [
        ("light", "ink", "paper", "#1e2a2f", 13.4),
        ("light", "soft", "paper", "#47555c", 7.0),
        ("light", "link", "paper", "#14507a", 7.8),
        ("light", "visited", "paper", "#4b2e83", 9.5),
        ("light", "hover", "paper", "#7a2a52", 8.4),
        ("light", "button-ink", "button", "#fff", 8.0),
        ("light", "error", "paper", "#991b14", 7.6),
        ("light", "field-line", "paper", "#5c6b72", 5.0),
        ("light", "focus-ink", "focus", "#1e2a2f", 12.1),
        ("dark", "ink", "paper", "#e9eeec", 14.9),
        ("dark", "soft", "paper", "#b6c2c3", 9.5),
        ("dark", "link", "paper", "#93c8f2", 9.8),
        ("dark", "button-ink", "button", "#0c1b1a", 9.9),
        ("dark", "error", "paper", "#ffb4a9", 10.3),
    ],
)
@pytest.mark.req("R001-8")
def test_colours_of_the_design(theme, ink, ground, colour, promised):
    tokens = THEMES[theme]
    assert tokens[ink] == colour
    assert contrast(tokens[ink], tokens[ground]) == pytest.approx(promised, abs=0.06), "as measured, to one digit"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_words_are_easy_to_read_wherever_they_stand(theme, ground):
    tokens = THEMES[theme]
    for ink in ("ink", "soft", "link", "visited", "hover", "error", "active"):
        least = TEXT if ink in {"visited", "hover"} else AAA
        assert contrast(tokens[ink], tokens[ground]) >= least, ink


@pytest.mark.parametrize("theme", THEMES)
def test_buttons_in_every_state(theme):
    tokens = THEMES[theme]
    for kind in ("button", "error"):
        for ground in (kind, f"{kind}-hover"):
            assert contrast(tokens[f"{kind}-ink"], tokens[ground]) >= AAA, ground
    assert contrast(tokens["button"], tokens["quiet-hover"]) >= TEXT
    assert contrast(tokens["button"], tokens["paper"]) >= MARK


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tint", [*TINTS, "grey"])
def test_words_on_tints(theme, tint):
    tokens = THEMES[theme]
    promised = 12.0 if theme == "light" and tint in TINTS[:5] else AAA
    assert contrast(tokens["ink"], tokens[tint]) >= promised - 0.05
    assert contrast(tokens["link"], tokens[tint]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_what_can_be_used(theme):
    tokens = THEMES[theme]
    for ground in ("paper", "card", "field"):
        assert contrast(tokens["field-line"], tokens[ground]) >= MARK
    assert contrast(tokens["ink"], tokens["field"]) >= AAA
    assert contrast(tokens["focus"], tokens["focus-ink"]) >= MARK, "one of the two is seen on any ground"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tint", TINTS)
def test_marks_of_avatars(theme, tint):
    tokens = THEMES[theme]
    assert contrast(tokens[f"{tint}-mark"], tokens[tint]) >= MARK


def test_dark_by_device_and_dark_by_choice_are_the_same():
    (by_device,) = _blocks(":root:not([data-theme=light])")
    (by_choice,) = _blocks(":root[data-theme=dark]")
    assert _tokens(by_device) == _tokens(by_choice)
    assert by_device.count("--k-") > 30


def test_paper_is_black_on_white():
    printed = {**LIGHT, **_tokens(re.search(r"@media print\{:root\{([^}]*)\}", CSS)[1])}
    assert (printed["ink"], printed["paper"]) == ("#000", "#fff")
    assert contrast(printed["soft"], printed["paper"]) >= AAA


def test_no_rule_names_a_colour_of_its_own():
    """Only tokens do, so no theme is forgotten; black and white are left to paper and to the blank page."""
    rules = re.sub(r":root[^{]*\{[^}]*\}", "", CSS)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#000", "#fff"}
