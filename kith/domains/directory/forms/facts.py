"""Stating a fact: the answer is typed as the fact is, and "nobody knows" is an answer too."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models import (
    FACTS,
    Access,
    Audience,
    Caution,
    Fit,
    Format,
    Kind,
    SaidBy,
    Scope,
    Sector,
    Topic,
)
from kith.ui.forms import Choice, Choices, Form, LongText, Number, Switch, Text

YES_OR_NO = frozenset({
    *Access.values, *Fit.values, "is_free", "open_to_everyone", "needs_referral", "has_closed", "can_join",
    "is_only_for_audiences",
})  # fmt: skip
SEVERAL: dict[str, Any] = {
    "formats": Format.choices,
    "kinds": Kind.choices,
    "topics": Topic.choices,
    "audiences": Audience.choices,
    "cautions": Caution.choices,
}
ONE_OF: dict[str, Any] = {"sector": Sector.choices, "scope": Scope.choices}
NUMBERS = frozenset({"minimum_age", "maximum_age"})
SHORT = {"name": 255, "phone": 60, "email": 254, "website": 400}
_SAYERS = [(code, SaidBy(code).label) for code in (SaidBy.PROVIDER, SaidBy.TEAM, SaidBy.VISITOR)]


def field_of(fact: str) -> forms.Field:
    """The field in which this fact is answered."""
    label = str(FACTS[fact])
    if fact in SEVERAL:
        return Choices(label, choices=SEVERAL[fact], required=False, small=True)
    one_of = [("yes", _("Yes")), ("no", _("No"))] if fact in YES_OR_NO else ONE_OF.get(fact)
    if one_of:
        return Choice(label, choices=one_of, required=False)
    if fact in NUMBERS:
        return Number(label, min_value=0, max_value=120, required=False)
    return _written(fact, label)


def _written(fact: str, label: str) -> forms.Field:
    if fact == "price":
        return Text(label, max_length=9, width=5, prefix="£", inputmode="decimal", required=False)
    if fact == "languages":
        return Text(label, max_length=100, required=False, hint=_("Short codes with commas between: en, cy, pl, bfi."))
    if fact in SHORT:
        return Text(label, max_length=SHORT[fact], required=False)
    return LongText(label, max_length=2000, rows=3, required=False)


class FactForm(Form):
    """One fact: its value, or that nobody knows; and whose word it is."""

    says_optional = False
    is_not_known = Switch(_("Nobody knows. We asked."))
    said_by = Choice(_("Who said so?"), choices=_SAYERS)

    def __init__(self, data: Any, fact: str, now: Any = None, *, may_be_unknown: bool = True) -> None:
        self.fact = fact
        super().__init__(data, initial={"said_by": SaidBy.PROVIDER, "value": shown(fact, now)})
        if not may_be_unknown:
            del self.fields["is_not_known"]
        self.fields["value"] = field_of(fact)
        self.order_fields(["value", "is_not_known", "said_by"])

    def clean_value(self) -> Any:
        """As the claim keeps it."""
        given = self.cleaned_data["value"]
        if given in (None, "", []):
            return None
        if self.fact in YES_OR_NO:
            return given == "yes"
        if self.fact == "price":
            return _price(given)
        if self.fact == "languages":
            return [code.strip().lower() for code in given.split(",") if code.strip()]
        return given.strip() if isinstance(given, str) else given

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("is_not_known"):
            said["value"] = None
        elif said.get("value") is None and "value" not in self.errors:
            self.add_error("value", _now("Give an answer, or say that nobody knows."))
        return said


def shown(fact: str, value: Any) -> Any:
    """A value of a claim as its field shows it."""
    if fact in YES_OR_NO and value is not None:
        return "yes" if value else "no"
    if fact == "languages" and value:
        return ", ".join(value)
    return value


def _price(text: str) -> float:
    try:
        price = Decimal(text.strip().removeprefix("£"))
    except InvalidOperation:
        price = Decimal(-1)
    if not 0 <= price < 100_000:
        raise forms.ValidationError(_now("Enter an amount of money, like 2.50."))
    return float(price)
