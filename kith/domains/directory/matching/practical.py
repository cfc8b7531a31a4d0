"""What makes a thing to do manageable: the known facts that meet a limit, said as reasons; the unknown, as cautions."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.freshness import Freshness
from kith.domains.directory.matching.limits import Limit, State, Verdict, km_away
from kith.domains.directory.matching.profile import Profile


def kept(profile: Profile, candidate: Candidate, verdicts: list[Verdict]) -> list[str]:
    """The limits that are known to be kept, the ones people asked for most first."""
    known = {verdict.limit for verdict in verdicts if verdict.state is State.KEPT}
    met = [v.about for v in verdicts if v.limit is Limit.ACCESS and v.state is State.KEPT]
    sentences = [_met(need) for need in met]
    if Limit.COST in known:
        sentences.append(_price(candidate))
    if Limit.DISTANCE in known:
        sentences.append(_distance(profile, candidate))
    if Limit.DAY in known:
        sentences.append(_("It is on when you can come."))
    if Limit.LANGUAGE in known and "en" not in profile.languages:
        sentences.append(_("It is in a language you asked for."))
    if Limit.AUDIENCE in known and profile.single_sex in candidate.audiences:
        sentences.append(_only_among(profile.single_sex))
    return [sentence for sentence in sentences if sentence]


def _price(candidate: Candidate) -> str:
    if candidate.is_free or candidate.price == 0:
        return _("It is free.")
    return _("It costs £%(price)s, within what you gave.") % {"price": f"{candidate.price:.2f}".removesuffix(".00")}


def _distance(profile: Profile, candidate: Candidate) -> str:
    km = km_away(profile, candidate)
    if km is None:
        return _("It is there for people where you live.")
    if km < 1:
        return _("It is less than 1 km from you.")
    return _("It is about %(km)s km from you.") % {"km": f"{km:.1f}".removesuffix(".0")}


def _only_among(sex: str) -> str:
    return _("Only women come, as you prefer.") if sex == "women" else _("Only men come, as you prefer.")


def _met(need: str) -> str:
    return {
        "step_free": _("It has a way in without steps, as you need."),
        "accessible_toilet": _("It has an accessible toilet, as you need."),
        "hearing_loop": _("It has a hearing loop, as you need."),
        "parking": _("It has Blue Badge parking, as you need."),
        "public_transport": _("A bus, tram or train stops close by, as you need."),
        "quiet_space": _("It has a quiet space, as you need."),
        "sign_language": _("There is sign language, as you need."),
        "childcare": _("Children can come, or there is childcare, as you need."),
    }.get(need, "")


def unknown(verdicts: list[Verdict]) -> str:
    """One sentence for everything the person asked about that nobody told us."""
    asked = [_to_ask(verdict) for verdict in verdicts if verdict.state is State.UNKNOWN]
    asked = list(dict.fromkeys(words for words in asked if words))
    if not asked:
        return ""
    return _("We do not know this yet, so ask first: %(list)s.") % {"list": ", ".join(asked)}


def _to_ask(verdict: Verdict) -> str:
    if verdict.limit is Limit.ACCESS:
        return _asked_access(verdict.about)
    return {
        Limit.AGE: _("which ages it is for"),
        Limit.DISTANCE: _("where it is, and if it reaches you"),
        Limit.COST: _("what it costs"),
        Limit.LANGUAGE: _("which languages they speak"),
        Limit.DAY: _("which days and times"),
        Limit.FORMAT: _("if you can come in person"),
        Limit.AUDIENCE: _("who comes"),
    }[verdict.limit]


def _asked_access(need: str) -> str:
    return {
        "step_free": _("a way in without steps"),
        "accessible_toilet": _("an accessible toilet"),
        "hearing_loop": _("a hearing loop"),
        "parking": _("Blue Badge parking"),
        "public_transport": _("a bus, tram or train close by"),
        "quiet_space": _("a quiet space"),
        "sign_language": _("sign language"),
        "childcare": _("childcare, or if children can come"),
        "assistance_dog": _("if an assistance dog can come"),
        "sighted_guide": _("if someone can meet and guide you"),
        "plain_words": _("easy words or Easy Read"),
    }[need]


def checked(state: Freshness, days: int | None) -> str:
    """What to say about how lately it was checked; nothing when it was."""
    if state is Freshness.NEVER:
        return _("Not checked: ring first.")
    if state is Freshness.AGEING and days is not None:
        months = max(3, round(days / 30.4))
        return ngettext(
            "Not checked for %(n)s month: ring first.", "Not checked for %(n)s months: ring first.", months
        ) % {"n": months}
    return ""
