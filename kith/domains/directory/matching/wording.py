"""The words on an idea: why it is there, in what the person said, and what to know before going."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from kith.domains.directory.matching.wishes import Answer

_SENTENCE = re.compile(r"\b(i|i'm|i've|i'd|me|my|we|you|he|she|they|yw|fy)\b", re.IGNORECASE)


def because(answer: Answer, for_whom: str) -> str:
    """Why, in the person's own words."""
    said = answer.wish.said.strip().rstrip(".!")
    if answer.is_near:
        return _("It is close to something you said: “%(said)s”.") % {"said": said}
    if answer.wish.field == "needs":
        area = _because_of_area(said)
        return area or _("Because you said: “%(said)s”.") % {"said": said}
    if answer.wish.field == "belongs":
        return _because_of_group(said)
    if _SENTENCE.search(said) or len(said.split()) > 6:
        return _("Because you said: “%(said)s”.") % {"said": said}
    return _because_said(answer.wish.field, said, for_whom)


def _because_said(field: str, said: str, for_whom: str) -> str:
    if for_whom == "my_child":
        sentences = {
            "likes": _("Because you said your child likes %(said)s."),
            "loved": _("Because you said your child misses %(said)s."),
            "to_try": _("Because you said your child wants to try %(said)s."),
        }
    elif for_whom == "my_family":
        sentences = {
            "likes": _("Because you said your family likes %(said)s."),
            "loved": _("Because you said your family misses %(said)s."),
            "to_try": _("Because you said your family wants to try %(said)s."),
        }
    else:
        sentences = {
            "likes": _("Because you said you like %(said)s."),
            "loved": _("Because you said you miss %(said)s."),
            "to_try": _("Because you said you want to try %(said)s."),
        }
    other = {
        "by_name": _("Because you asked for %(said)s by name."),
        "faith": _("Because you said your faith matters to you: %(said)s."),
        "culture": _("Because you said your culture matters to you: %(said)s."),
    }
    return (sentences | other)[field] % {"said": said}


def _because_of_area(area: str) -> str:
    return {
        "money": _("Because you said money is on your mind."),
        "home": _("Because you said your home matters to you now."),
        "work": _("Because you said work matters to you now."),
        "body": _("Because you said you want to look after your body."),
        "mind": _("Because you said you want to look after your mind."),
        "people": _("Because you said you want more people and company."),
        "purpose": _("Because you said you want more purpose."),
        "fun": _("Because you said you want more fun."),
        "safety": _("Because you said feeling safe matters to you."),
        "place": _("Because you said the place where you live matters to you."),
        "faith": _("Because you said faith matters to you."),
        "culture": _("Because you said culture matters to you."),
        "digital": _("Because you said you want to get on with phones and computers."),
    }.get(area, "")


def _because_of_group(group: str) -> str:
    return {
        "carers": _("It is for people who look after someone, as you do."),
        "lgbt": _("It is for LGBTQ+ people, as you said."),
        "veterans": _("It is for people from the armed forces, as you said."),
        "bereaved": _("It is for people who lost somebody, as you did."),
        "drugs_or_alcohol": _("It is for people who want help with drugs or alcohol, as you said."),
        "autistic_people": _("It is for autistic people, as you said."),
        "deaf_people": _("It is for deaf people, as you said."),
        "blind_people": _("It is for people who do not see well, as you said."),
        "dementia": _("It is for people with dementia, as you said."),
        "learning_disability": _("It is for people with a learning disability, as you said."),
        "disabled_people": _("It is for disabled people, as you said."),
    }[group]
