"""The words a key is read out in: BIP39's English list, with gentle words in the place of those that could hurt.

Twelve words carry 128 bits and a checksum of four, so most slips are caught before they cost a try. The first four
letters name a word, so a slip of spelling costs nothing either.
"""

from __future__ import annotations

import re
import secrets
from functools import cache

from mnemonic import Mnemonic

WORDS_IN_A_KEY, BYTES_IN_A_KEY = 12, 16

# A key may be read out to somebody on a very bad day. Each word here gives its place to another.
_KINDER_WORDS = """
abandon:alder abuse:amber accident:apron accuse:atlas addict:bagpipe alarm:bakery alcohol:barley alien:beeswax
anger:beetle angry:berry anxiety:birch arrest:biscuit assault:bonfire attack:bonnet battle:bramble betray:calendar
bitter:caravan blade:carousel blame:catkin bleak:cedar blind:chorus blood:cider bomb:cobble broken:cobweb
bullet:colander burden:conker burst:cowslip cannon:crayon chaos:crocus chronic:cuckoo cigar:daffodil color:daisy
congress:damson crack:dandelion crash:dormouse crazy:dumpling crime:duvet cruel:elm crush:evergreen cry:faraway
damage:fennel danger:fern debris:fiddle defy:flannel demise:flute denial:foal despair:folk destroy:foxglove
diet:freckle disease:gander disorder:glacier divorce:gnome drastic:gosling dumb:grove emotion:gully empty:harp
enemy:hazel erase:heather erode:hopscotch erupt:hyacinth evil:igloo execute:inkwell exhaust:iris exile:ivy
fat:jasmine fatal:jigsaw fatigue:jotter fault:jubilee favorite:kayak female:kerb fiber:kestrel fitness:kettle
flavor:knapsack fragile:knitting frown:ladle fury:lagoon gasp:lantern ghost:lark gloom:lavender goddess:lichen
gospel:lilac gossip:lily grief:linen guilt:lullaby gun:lupin harsh:magpie hazard:mallard heavy:mellow horror:mermaid
humor:meteor hungry:midge hunt:minnow hurt:mint ill:mitten illegal:moorland illness:moss inflict:mulberry
inject:muslin injury:myrtle inmate:nectar insane:nettle jealous:newt knife:nimble labor:nutmeg lazy:oatcake
liar:oboe lonely:omelette mad:opal misery:osprey mom:otter monster:pansy naive:parsley nasty:pasture
neglect:pavilion obey:pebble odor:penguin orphan:petal panic:petunia patient:pillow penalty:pine pill:plover
pistol:plum police:pocket poverty:pollen prison:poppy punch:porridge razor:puffin rebel:quince regret:raspberry
reject:reed rifle:robin riot:rowan rude:rudder sad:saffron sadness:sapling satoshi:scarf scare:seesaw
scorpion:shamrock shiver:shawl shock:skipper shove:skylark sick:snug siege:spruce skull:stencil slam:stitch
slender:sundial slim:sunflower spoil:swan sting:sycamore struggle:tabby stumble:tambourine suffer:tangerine
suspect:teapot swear:thrush symptom:thyme tobacco:topaz toilet:trellis tragic:trout trap:trowel trash:tulip
trigger:tweed trouble:twig ugly:upland unable:vanilla unfair:veranda unhappy:waffle useless:wagtail vanish:walrus
vicious:weaver virus:wicker void:wren warfare:yoghurt warrior:zigzag weapon:zinnia weasel:marzipan weird:kazoo
whip:banjo worry:sonnet wreck:satchel wrong:tartan
"""


class Misread(ValueError):
    """These are not the words of any key: a slip, not a try."""


class WrongCount(Misread):
    """There are too few or too many words."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NoSuchWord(Misread):
    """A word that no key holds; `place` counts from one."""

    def __init__(self, place: int, word: str) -> None:
        super().__init__(place)
        self.place, self.word = place, word


class DoNotFit(Misread):
    """All are words of keys, yet together they are none: one differs, or two changed places."""


def new_key() -> bytes:
    """128 random bits."""
    return secrets.token_bytes(BYTES_IN_A_KEY)


def words_of(key: bytes) -> list[str]:
    """The twelve words that stand for the key."""
    return _book().to_mnemonic(key).split()


def read(typed: str) -> bytes:
    """The key behind the words somebody typed. Raises Misread, with what looks wrong."""
    words = re.findall(r"[a-z]+", typed.lower())
    if len(words) != WORDS_IN_A_KEY:
        raise WrongCount(len(words))
    whole = []
    for place, word in enumerate(words, start=1):
        known = _by_start().get(word[:4])
        if known is None or not _is_meant(word, known):
            raise NoSuchWord(place, word)
        whole.append(known)
    if not _book().check(" ".join(whole)):
        raise DoNotFit
    return bytes(_book().to_entropy(whole))


def _is_meant(word: str, known: str) -> bool:
    """Four letters are enough to mean a word; of shorter words every letter counts."""
    return word == known or (len(word) >= 4 and len(known) >= 4)


@cache
def _book() -> Mnemonic:
    kinder = dict(pair.split(":") for pair in _KINDER_WORDS.split())
    return Mnemonic("english", [kinder.get(word, word) for word in Mnemonic("english").wordlist])


@cache
def _by_start() -> dict[str, str]:
    return {word[:4]: word for word in _book().wordlist}
