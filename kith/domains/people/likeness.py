"""Whether a handle gives somebody away: compared with their real name, the name they go by and their e-mail address.

Everything is folded first (capitals, accents, figures for letters), then compared whole, by its parts, turned round,
and by the short forms people go by. A false alarm costs one more choice; a miss could cost a person their privacy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from kith.domains.people.handles import fold

_SHORT_FORMS = """
alexander:alex,sandy,xander,lex alexandra:alex,sandra,lexi alfred:alf,fred andrew:andy,drew anthony:tony,ant
barbara:babs,barb benjamin:ben,benji catherine:cath,kate,katie,cathy charles:charlie,chuck,chas
charlotte:lottie,charlie christina:chris,tina christine:chris,tina christopher:chris,kit daniel:dan,danny
david:dave,davy,dai deborah:deb,debbie dorothy:dot,dolly,dottie edward:ed,eddie,ned,ted,teddy eleanor:ellie,nell,nora
elizabeth:liz,beth,betty,eliza,lizzie,libby,lisa,elsie emily:em,emmy francis:frank,fran florence:flo,florrie
frederick:fred,freddie gabriel:gabe george:georgie gillian:gill,jill gwendolyn:gwen harold:harry,hal helen:nell,nellie
henry:harry,hal,hank isabel:izzy,bel,bella jacqueline:jackie,jacqui james:jim,jimmy,jamie jennifer:jen,jenny
jessica:jess john:jack,johnny,jon jonathan:jon,jonny joseph:joe,joey josephine:jo,josie
katherine:kate,kath,katie,kathy,kit,kitty kathleen:kath,kathy lawrence:larry,laurie leonard:len,lenny
margaret:maggie,meg,peggy,madge,greta,daisy,mags matthew:matt michael:mike,mick,mikey mohammed:mo nathaniel:nat,nate
nicholas:nick,nicky nicola:nicky patricia:pat,patsy,trish,paddy patrick:pat,paddy peter:pete philip:phil pauline:paul
rebecca:becky,becca,bex richard:rick,dick,rich,ricky robert:rob,bob,bobby,robbie,bert ronald:ron,ronnie
samantha:sam,sammy samuel:sam,sammy sarah:sally,sadie stephen:steve,stevie steven:steve,stevie susan:sue,susie,suzy
theodore:theo,ted,teddy theresa:terry,tess,tessa thomas:tom,tommy timothy:tim,timmy victoria:vicky,tori,vic
vincent:vince,vinny virginia:ginny walter:wally,walt william:will,bill,billy,willy,liam zachary:zach,zack
"""


@dataclass(frozen=True)
class Identity:
    """What is known of somebody that a handle could give away."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    def parts(self) -> set[str]:
        """Every part of their names and of what stands before the @, folded, with its short and long forms."""
        words = [part for name in self.names for part in _words(name)]
        words += [part for email in self.emails for part in _words(email.partition("@")[0])]
        folded = {fold(word) for word in words}
        return {form for word in folded for form in _forms(word) if len(form) >= 2}

    def wholes(self) -> set[str]:
        """Their names and addresses written together, also turned round and with the first name's first letter."""
        found = {fold(email.partition("@")[0]) for email in self.emails}
        for name in self.names:
            words = [fold(word) for word in _words(name) if fold(word)]
            if len(words) > 1:
                first, last = words[0], words[-1]
                found |= {first + last, last + first, first[0] + last, last + first[0], first + last[0]}
            found.add("".join(words))
        return {whole for whole in found if len(whole) >= 3}


def is_too_like(handle: str, identity: Identity) -> bool:
    """Whether somebody who knows the person could guess them from this handle."""
    whole = fold(handle)
    pieces = {fold(word) for word in _words(handle)} | {whole}
    return (
        any(_gives_away(piece, part) for piece in pieces for part in identity.parts())
        or any(_is_inside(part, whole) for part in identity.parts())
        or any(fuzz.ratio(turned, other) >= 80 for turned in (whole, whole[::-1]) for other in identity.wholes())
        or _are_initials(handle, identity)
    )


def _gives_away(piece: str, part: str) -> bool:
    """A piece of the handle that is a part of the name, nearly is, or begins like it."""
    if len(piece) < 2 or len(part) < 2:
        return False
    if part in {piece, piece[::-1]}:
        return True
    if len(part) >= 4 and len(piece) >= 4 and fuzz.ratio(piece, part) >= 80:
        return True
    if len(piece) >= 4 and part[:4] == piece[:4]:
        return True
    return len(piece) >= 3 and (part.startswith(piece) or (len(part) >= 3 and piece.startswith(part)))


def _is_inside(part: str, whole: str) -> bool:
    """A part of the name hidden within a longer word; short parts are inside too many harmless ones."""
    return len(part) >= 5 and (part in whole or part in whole[::-1] or fuzz.partial_ratio(part, whole) >= 90)


def _are_initials(handle: str, identity: Identity) -> bool:
    """The handle is nothing but initials, perhaps with a number behind them."""
    initials = {"".join(fold(word)[:1] for word in _words(name)) for name in identity.names}
    return re.sub(r"[^a-z]", "", handle.casefold()) in {i for i in initials if len(i) >= 2}


def _words(text: str) -> list[str]:
    """Words, also where capitals inside one show that it is two (SamPatel)."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return [word for word in re.split(r"[\W_]+", split) if word]


def _forms(word: str) -> set[str]:
    return {word} | _short_forms().get(word, set())


@cache
def _short_forms() -> dict[str, set[str]]:
    """Each name and short form with all that the same person may be called."""
    found: dict[str, set[str]] = {}
    for entry in _SHORT_FORMS.split():
        long, _, shorts = entry.partition(":")
        called = {long, *shorts.split(",")}
        for one in called:
            # Someone called Kit may be a Katherine or a Christopher.
            found[one] = found.get(one, set()) | called
    return found
