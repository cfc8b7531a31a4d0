"""Handles: two plain words that say nothing about who bears them, and how two handles are told apart."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection

LONGEST, SHORTEST = 24, 3

# Calm, outdoors, no gender, no body, no illness, nothing to win.
_FIRST = """
Amber Apricot Autumn Birch Blue Breezy Bright Bronze Calm Cedar Clear Cloudy Cobalt Copper Coral Cosy Cotton Crimson
Curious Dappled Dawn Drifting Dusky Early Easy Evening Faraway Feather Fern Floating Frosty Gentle Gilded Glad Golden
Granite Green Harbour Hazel Heather Hidden Hillside Humming Indigo Island Ivory Jade Juniper Kind Lantern Lavender
Leafy Lemon Lilac Linen Lively Lunar Maple Marble Meadow Mellow Merry Midnight Mild Misty Moonlit Morning Mossy
Northern Ochre Olive Opal Orchard Patient Pebble Pine Plum Polar Quartz Quiet Quilted Rambling Rippling River Roaming
Rosy Rowan Ruby Russet Saffron Sandy Scarlet Sea Shady Silver Sleepy Snowy Soft Southern Spring Starry Steady Still
Summer Sunlit Tall Tawny Teal Tidal Topaz Twilight Umber Velvet Violet Wandering Warm Watchful Western Whistling Wild
Willow Windy Winter Woven
"""

_SECOND = """
Acorn Anchor Badger Beacon Beech Bell Bluebell Bobbin Bracken Bramble Brook Butterfly Button Cairn Candle Canoe Clover
Cobble Comet Compass Cricket Crocus Curlew Daisy Dolphin Dragonfly Drum Dune Finch Firefly Fjord Flute Foxglove Garden
Glade Grove Gull Hare Harp Hawk Hedgehog Heron Hill Hollow Hummingbird Iris Kestrel Kettle Kingfisher Kite Lagoon Lamp
Lark Leaf Lighthouse Lily Linnet Lynx Magpie Marigold Marten Meteor Minnow Moon Moss Moth Mountain Nightjar Nutmeg Oak
Orchid Osprey Otter Owl Path Pebble Petrel Pheasant Planet Plover Pond Poppy Puffin Quill Rainbow Raven Reed Robin
Sail Sailor Seal Shell Skylark Snowdrop Sparrow Spruce Squirrel Star Starling Stone Stream Sundial Swallow Swan Swift
Sycamore Tern Thistle Thrush Tide Tortoise Trail Tulip Valley Wagtail Walnut Wave Weaver Willow Wren Yarrow
"""

_LOOKS_LIKE = str.maketrans("0134578@$", "oieastbas")


def plain(text: str) -> str:
    """Small and without accents: how names are put in order."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """The letters alone, small, without accents, and figures read as the letters they look like."""
    return re.sub(r"[^a-z0-9]", "", plain(text).translate(_LOOKS_LIKE))


def tidy(typed: str) -> str:
    """The handle as it will be shown: no spaces around it and never two in a row."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", typed).replace("\u2019", "'")).strip()


def draw(count: int, *, without: Collection[str] = ()) -> list[str]:
    """So many different handles by chance; `without` holds folded ones that are not offered."""
    firsts, seconds = _FIRST.split(), _SECOND.split()
    drawn: list[str] = []
    seen = set(without)
    while len(drawn) < count:
        first, second = secrets.choice(firsts), secrets.choice(seconds)
        handle = f"{first} {second}"
        if first != second and len(handle) <= LONGEST and fold(handle) not in seen:
            seen.add(fold(handle))
            drawn.append(handle)
    return drawn


def draw_seeds(count: int) -> list[str]:
    """Seeds for pictures, made by chance alone."""
    return [secrets.token_hex(4) for _ in range(count)]
