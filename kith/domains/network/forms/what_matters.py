"""What matters to somebody, in small parts: every field is one answer of `people.actions.say_what_matters`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.domains.network.forms.fields import Ages, Days, Lines, YesNo
from kith.domains.people.queries import WhatMatters, vocabulary
from kith.ui.forms import Choice, Choices, Form, Number, Postcode, Switch, Text

_ONE_A_LINE = _("One on each line. Short words work best.")
_WEEK = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]
# The languages people in the United Kingdom most often ask for, each by its own name.
_LANGUAGES = [
    ("en", "English"),
    ("cy", "Cymraeg"),
    ("bfi", _("British Sign Language")),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("zh", "中文"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("gd", "Gàidhlig"),
    ("gu", "ગુજરાતી"),
    ("ku", "Kurdî"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("ro", "Română"),
    ("so", "Soomaali"),
    ("es", "Español"),
    ("ta", "தமிழ்"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
]


class Step(Form):
    """One part. All of it may be skipped, and any of it changed or taken back later."""

    says_optional = False
    code: ClassVar[str]
    title: ClassVar[str | Promise]
    lead: ClassVar[str | Promise] = ""

    @classmethod
    def of(cls, known: WhatMatters, data: Any = None) -> Self:
        """The part as it is known now, with what was typed over it."""
        return cls(data, initial=cls.known(known))

    @classmethod
    def known(cls, known: WhatMatters) -> dict[str, Any]:
        return {name: _plain(getattr(known, name)) for name in cls.base_fields}

    @property
    def version(self) -> str:
        """Says what the part was when the page was drawn, so that two windows never overwrite each other."""
        return hashlib.sha256(json.dumps(self.initial, sort_keys=True, default=str).encode()).hexdigest()[:12]

    def answers(self) -> dict[str, Any]:
        """What was said, for the use case; what was left empty is taken back."""
        return dict(self.cleaned_data)

    def is_as_known(self) -> bool:
        """Whether what was typed says nothing new: sent twice is not sent in two windows."""
        return self.cleaned_data == {name: self.initial.get(name) for name in self.cleaned_data}

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known, in words: each label with its answer."""
        for bound in self:
            words = _in_words(bound.field, self.initial.get(bound.name))
            if words:
                yield str(bound.label), words


class ForWhom(Step):
    code = "for-whom"
    title = _("Who is it for?")

    for_whom = Choice(_("Who are you looking for?"), choices=vocabulary.ForWhom.choices, required=False)
    age = Number(
        _("How old is the person it is for?"),
        hint=_("Some groups are for one age only."),
        required=False,
        max_value=120,
    )
    ages = Ages(_("How old are the others who would come?"), hint=_("Like this: 6, 9"), required=False, width=10)


class Likes(Step):
    code = "likes"
    title = _("What you like")
    lead = _("Big things and small things. All of it helps us find ideas.")

    likes = Lines(_("What do you like?"), hint=_ONE_A_LINE, rows=4, required=False)
    loved = Lines(_("What did you love once?"), rows=2, required=False)
    to_try = Lines(_("What would you like to try?"), rows=2, required=False)
    not_for_me = Lines(_("What is not for you?"), hint=_("We will not suggest it."), rows=2, required=False)
    by_name = Lines(
        _("Are you asking for something by name?"),
        hint=_("We never suggest things about weight or diets, unless you ask for one here."),
        rows=2,
        required=False,
    )


class Needs(Step):
    words: dict[str, str]
    code = "needs"
    title = _("What would help")
    lead = _("Anything in life can matter to how you feel.")

    needs = Choices(
        _("Where would you like something to change?"),
        choices=[choice for choice in vocabulary.Area.choices if choice[0] != vocabulary.Area.OWN],
        required=False,
        small=True,
    )
    own_needs = Lines(_("Something else, in your own words"), hint=_ONE_A_LINE, rows=2, required=False)

    @classmethod
    def known(cls, known: WhatMatters) -> dict[str, Any]:
        own = [need.words for need in known.needs if need.area == vocabulary.Area.OWN]
        return {"needs": [n.area for n in known.needs if n.area != vocabulary.Area.OWN], "own_needs": own}

    @classmethod
    def of(cls, known: WhatMatters, data: Any = None) -> Self:
        form = super().of(known, data)
        form.words = {need.area: need.words for need in known.needs}
        return form

    def answers(self) -> dict[str, Any]:
        return {**self.cleaned_data, "needs": {area: self.words.get(area, "") for area in self.cleaned_data["needs"]}}

    def facts(self) -> Iterator[tuple[str, str]]:
        """The areas stand in the next part, with their words."""
        return ((label, words) for label, words in super().facts() if label == str(self.fields["own_needs"].label))


class NeedsInWords(Step):
    """The areas that were chosen, each with room for the person's own words."""

    code = "needs-in-words"
    title = _("What would help, in your words")

    @classmethod
    def of(cls, known: WhatMatters, data: Any = None) -> Self:
        areas = [need for need in known.needs if need.area != vocabulary.Area.OWN]
        form = cls(data, initial={need.area: need.words for need in areas})
        for need in areas:
            form.fields[need.area] = Text(vocabulary.Area(need.area).label, required=False, max_length=200)
        return form

    def answers(self) -> dict[str, Any]:
        return {"needs": dict(self.cleaned_data)}

    def facts(self) -> Iterator[tuple[str, str]]:
        return ((str(bound.label), self.initial[bound.name] or str(_("Yes"))) for bound in self)


class Where(Step):
    code = "where"
    title = _("How far, and for how much")

    postcode = Postcode(
        _("Where do you set out from?"),
        hint=_("A postcode. Its first half is fine too, like LS1."),
        part_is_fine=True,
        required=False,
    )
    travel_km = Number(_("How far would you go?"), suffix=_("kilometres"), required=False, max_value=500)
    travel_modes = Choices(
        _("How do you get about?"), choices=vocabulary.TravelMode.choices, required=False, small=True
    )
    max_price = Number(
        _("What can you pay each time?"),
        hint=_("Write 0 for free things only."),
        prefix="£",
        required=False,
        max_value=500,
    )
    online_ok = YesNo(_("Is online fine too?"))
    phone_ok = YesNo(_("Is by phone fine too?"))


class When(Step):
    code = "when"
    title = _("When, and with whom")

    days = Days(_("Which days are good?"), choices=_WEEK, required=False, small=True)
    day_parts = Choices(_("What time of day?"), choices=vocabulary.DayPart.choices, required=False, small=True)
    energy = Choice(
        _("How much energy is there at the moment?"), choices=vocabulary.Energy.choices, required=False, inline=True
    )
    company = Choice(_("How do you like to go?"), choices=vocabulary.Company.choices, required=False)


class Comfort(Step):
    code = "comfort"
    title = _("What makes it possible")
    lead = _("Leave out what you do not want to say. We use it to choose and to warn, for nothing else.")

    access = Choices(
        _("What does a place need to have?"), choices=vocabulary.AccessCode.choices, required=False, small=True
    )
    barriers = Choices(
        _("What can make it hard to go?"), choices=vocabulary.Barrier.choices, required=False, small=True
    )
    setting = Choice(_("Who runs it?"), choices=vocabulary.Setting.choices, required=False)


class Welcome(Step):
    code = "welcome"
    title = _("Where you feel welcome")
    lead = _("Leave out what you do not want to say.")

    languages = Choices(_("In which languages?"), choices=_LANGUAGES, required=False, small=True)
    faith = Text(_("Faith that matters to you"), required=False, max_length=200)
    culture = Text(_("Culture that matters to you"), required=False, max_length=200)
    belongs = Choices(
        _("Groups you belong to, if you want to meet others like you"),
        choices=vocabulary.Belonging.choices,
        required=False,
        small=True,
    )
    single_sex = Choice(
        _("Would you rather be among women only, or men only?"),
        choices=[*vocabulary.SingleSex.choices, ("", _("I do not mind"))],
        required=False,
    )
    is_single_sex_needed = Switch(_("I only want groups like that"))


STEPS: list[type[Step]] = [ForWhom, Likes, Needs, NeedsInWords, Where, When, Comfort, Welcome]


def _plain(value: Any) -> Any:
    """Lists of words as lists of text, for a form."""
    return [getattr(one, "words", one) for one in value] if isinstance(value, tuple) else value


def _in_words(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes")) if value else (str(_("No")) if isinstance(field, YesNo) else "")
    if value in (None, "", []):
        return ""
    labels = {str(code): str(words) for code, words in getattr(field, "choices", [])}
    values = value if isinstance(value, list) else [value]
    words = ", ".join(labels.get(str(one), str(one)) for one in values)
    return f"{getattr(field, 'prefix', '')}{words} {getattr(field, 'suffix', '')}".strip()
