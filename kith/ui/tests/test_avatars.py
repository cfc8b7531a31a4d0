"""A seed gives one look for ever; the looks are many, and none needs a style attribute."""

from kith.ui.avatars import PATTERNS, SHAPES, TINTS, avatar, look
from kith.ui.tests.markup import read


def test_twelve_shapes_eight_tints_six_patterns():
    assert (len(SHAPES), len(TINTS), len(PATTERNS)) == (12, 8, 6)
    assert len(set(SHAPES.values())) == 12
    assert len(set(PATTERNS.values())) == 6


def test_every_look_can_be_had():
    seen = {look(seed) for seed in range(6000)}
    assert len(seen) == 12 * 8 * 6


def test_the_same_seed_is_the_same_picture_for_ever():
    assert avatar("willow-7") == avatar("willow-7")
    kept = look("willow-7")
    assert (kept.shape, kept.tint, kept.pattern) == ("hill", "sand", "corners"), "people know each other by these"


def test_it_is_decoration_beside_a_name_and_an_image_alone():
    beside = read(avatar(1)).one("svg")
    assert beside["aria-hidden"] == "true"
    alone = read(avatar(1, label='A "leaf" <b>')).one("svg")
    assert (alone["role"], alone["aria-label"]) == ("img", 'A "leaf" <b>')


def test_no_style_and_no_id():
    for seed in range(300):
        for element in read(avatar(seed)).all():
            assert not {"style", "id", "fill"} & set(element.attrs)
