"""Looking for something to do: what may be asked, and the search that it means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models import Access, DayPart, Fit, Format, Kind
from kith.domains.directory.queries.search import Search
from kith.domains.directory.words import DAYS
from kith.ui.forms import Choice, Choices, Form, Text

DISTANCES = (1, 2, 5, 10, 25, 50)
OPEN, ALL = "open", "all"
# What the form calls a filter, and what the search calls it.
FILTERS = ("distance", "days", "parts", "cost", "access", "formats", "kinds")


class SearchForm(Form):
    """Nothing is required: an empty search shows what there is. All but the place is an address, so that Back works."""

    says_optional = False
    words = Text(_("What are you looking for?"), max_length=200, required=False, hint=_("A word or two is enough."))
    near = Text(
        _("Near which postcode?"),
        max_length=12,
        required=False,
        width=10,
        spellcheck=False,
        hint=_("LS1 is enough."),
    )
    distance = Choice(
        _("How far"),
        choices=[(str(km), format_lazy(_("Within {km} km"), km=km)) for km in DISTANCES],
        shown_as="select",
        empty=_("Any distance"),
        required=False,
    )
    cost = Choice(
        _("Cost"),
        choices=[("free", _("Free")), ("5", _("Up to £5")), ("10", _("Up to £10"))],
        shown_as="select",
        empty=_("Any cost"),
        required=False,
    )
    who = Choice(
        _("For whom"),
        choices=[(OPEN, _("Open to everyone")), (ALL, _("Also things for patients or by referral"))],
        required=False,
        small=True,
    )
    kinds = Choices(_("Kind"), choices=Kind.choices, required=False, small=True)
    days = Choices(_("Day"), choices=DAYS, required=False, small=True)
    parts = Choices(_("Part of the day"), choices=DayPart.choices, required=False, small=True)
    formats = Choices(_("How"), choices=Format.choices, required=False, small=True)
    access = Choices(_("Access"), choices=[*Access.choices, *Fit.choices], required=False, small=True)

    def __init__(self, asked: QueryDict, near: str = "") -> None:
        """`asked` is the address, and `near` the postcode, which never stands in one; open things come first."""
        known = asked.copy()
        known["near"] = near
        if "who" not in known:
            known["who"] = OPEN
        self.asked = known
        super().__init__(known)

    def search(self, page: int = 1) -> Search:
        """What to look for. An answer that is not on the form is left out, never an error."""
        self.is_valid()
        given = self.cleaned_data
        said: dict[str, Any] = {name: given.get(name) or "" for name in ("words", "near", "distance", "cost")}
        many: dict[str, Any] = {
            name: tuple(given.get(name) or ()) for name in ("days", "parts", "formats", "kinds", "access")
        }
        price = said["cost"]
        return Search(
            words=said["words"],
            near=said["near"],
            within_km=float(said["distance"]) if said["distance"] else None,
            days=tuple(int(day) for day in many.pop("days")),
            is_free=price == "free",
            max_price=Decimal(price) if price and price != "free" else None,
            open_to_everyone=given.get("who") != ALL,
            page=page,
            **many,
        )
