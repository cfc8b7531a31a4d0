"""Listing: one flat row for each thing that can be found, with every fact that search and matching ask for."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import GeneratedField

from kith.domains.directory.models.facts import PlaceKind, Precision, Scope, Sector

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

FRESH_DAYS = 90
KEPT_DAYS = 365


class ListingQuerySet(models.QuerySet["Listing"]):
    def visible_to(self, viewer: Viewer) -> ListingQuerySet:
        """Everybody sees what is not withdrawn; the directory's editors see all."""
        if viewer.is_staff and viewer.has_role("directory_editor", "administrator"):
            return self
        return self.filter(is_withdrawn=False)

    def open(self) -> ListingQuerySet:
        """What may be found in a list: not closed, and not the second entry of the same thing."""
        return self.filter(is_withdrawn=False, has_closed=False, twin_of=None)

    def for_ideas(self, as_of: dt.date) -> ListingQuerySet:
        """What may be suggested: open, still running, something to join or use, and not "checked more than a
        year ago and never since" (settled.md)."""
        year_ago = as_of - dt.timedelta(days=KEPT_DAYS)
        return self.open().filter(
            models.Q(assured_on=None) | models.Q(assured_on__gte=year_ago),
            models.Q(runs_until=None) | models.Q(runs_until__gte=as_of),
            ~models.Q(can_join=False),
        )


def _codes() -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=30), default=list, blank=True)


def _codes_if_known() -> ArrayField[list[str] | None, list[str] | None]:
    return ArrayField(models.CharField(max_length=30), null=True, blank=True)


class Listing(models.Model):
    """A service at one place, or a service that needs no place.

    Projected from Service, its places and its claims; only `projection` writes it. In every limit null (in
    codes the empty word) means not known: `minimum_age=0` is "no youngest age", `None` is "nobody told us".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="listings")
    place = models.OneToOneField(
        "directory.ServiceAtLocation", on_delete=models.CASCADE, related_name="listing", null=True, blank=True
    )
    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="listings")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=255)
    organisation_name = models.CharField(max_length=255, blank=True)
    summary = models.TextField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=400, blank=True)

    # Where. Only `place_kind="venue"` has a distance that may be shown or used as a limit.
    place_kind = models.CharField(max_length=8, choices=PlaceKind, default=PlaceKind.NOWHERE)
    address = models.CharField(max_length=400, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    scope = models.CharField(max_length=10, choices=Scope, blank=True)
    area = models.CharField(max_length=400, blank=True)
    reach_km = models.FloatField(null=True, blank=True)
    formats = _codes_if_known()
    # Found beyond any radius: national, online, by phone, serving an area, or at a place that is not known.
    reaches_far = models.BooleanField(default=False)

    # What. `kind` is the first of `kinds`; `topics` are the finer words of data/topics.toml.
    kind = models.CharField(max_length=20, blank=True)
    kinds = _codes()
    topics = _codes()
    cautions = _codes()
    sector = models.CharField(max_length=12, choices=Sector, blank=True)

    # For whom. `can_join` is no for funds and trusts: nobody meets there.
    can_join = models.BooleanField(null=True, blank=True)
    open_to_everyone = models.BooleanField(null=True, blank=True)
    needs_referral = models.BooleanField(null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    audiences = _codes()
    is_only_for_audiences = models.BooleanField(null=True, blank=True)
    languages = _codes_if_known()

    # Cost.
    is_free = models.BooleanField(null=True, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    cost_words = models.CharField(max_length=400, blank=True)

    # When. `days` are ISO weekdays (Monday is 1); `day_parts` are words such as "1-evening".
    days = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    day_parts = _codes_if_known()
    hours = models.JSONField(default=list, blank=True)
    hours_words = models.TextField(blank=True)
    runs_until = models.DateField(null=True, blank=True)

    # Access and fit: a code of Access or Fit is in one of the two, or it is not known.
    known_yes = _codes()
    known_no = _codes()

    # How sure we are.
    assured_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    has_closed = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)
    twin_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="twins")
    known_count = models.PositiveSmallIntegerField(default=0)

    search_words = models.TextField(blank=True)
    cells = models.CharField(max_length=60, blank=True)
    words = GeneratedField(
        expression=SearchVector("name", weight="A", config="english")
        + SearchVector("search_words", weight="B", config="english")
        + SearchVector("summary", weight="C", config="english")
        + SearchVector("cells", weight="D", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    name_words = GeneratedField(
        expression=SearchVector("name", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="directory_listing_words"),
            models.Index(fields=["lat", "lon"], name="directory_listing_point"),
            models.Index(fields=["postcode"], name="directory_listing_postcode"),
            GinIndex(fields=["kinds"], name="directory_listing_kinds"),
            GinIndex(fields=["topics"], name="directory_listing_topics"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None) | models.Q(lat__isnull=False, lon__isnull=False),
                name="directory_listing_has_whole_point",
            ),
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(place=None), name="directory_listing_once_without_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def known(self, code: str) -> bool | None:
        """Yes, no or not known, for a code of Access or Fit."""
        return True if code in self.known_yes else False if code in self.known_no else None

    @property
    def has_venue(self) -> bool:
        return self.place_kind == PlaceKind.VENUE and self.lat is not None

    def days_since_checked(self, as_of: dt.date) -> int | None:
        return None if self.assured_on is None else (as_of - self.assured_on).days

    def is_fresh(self, as_of: dt.date) -> bool:
        """Checked in the last 90 days (X-9)."""
        days = self.days_since_checked(as_of)
        return days is not None and days <= FRESH_DAYS


class SearchWord(models.Model):
    """A word that occurs in listings, so that a slip of the finger finds the word that was meant."""

    word = models.CharField(max_length=60, primary_key=True)
    listings = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["word"], name="directory_searchword_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word
