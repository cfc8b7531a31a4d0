"""Places, what they have for people's bodies and senses, and which service happens where."""

from __future__ import annotations

import uuid

from django.db import models

from kith.domains.directory.models.facts import PlaceKind, Precision


class Location(models.Model):
    """A building, a field or an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="locations")
    source_key = models.CharField(max_length=200)
    name = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=400, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    kind = models.CharField(max_length=8, choices=PlaceKind, default=PlaceKind.VENUE)
    transport = models.CharField(max_length=400, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="directory_location_once_a_source"),
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None) | models.Q(lat__isnull=False, lon__isnull=False),
                name="directory_location_has_whole_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address


class Accessibility(models.Model):
    """What a place has, as published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    words = models.TextField()

    def __str__(self) -> str:
        return self.words


class ServiceAtLocation(models.Model):
    """One service at one place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services")
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="directory_service_once_at_location")
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"
