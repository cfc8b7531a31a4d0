"""Organisations and how to reach them."""

from __future__ import annotations

import uuid

from django.db import models

from kith.domains.directory.models.facts import Sector


class Organisation(models.Model):
    """A group, charity, council or firm. Its address is where the letters go, not where things happen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="organisations")
    source_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    website = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    sector = models.CharField(max_length=12, choices=Sector, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="directory_organisation_once_a_source")
        ]

    def __str__(self) -> str:
        return self.name


class Phone(models.Model):
    """A number to ring about a service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=60)
    description = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number


class Contact(models.Model):
    """Somebody to ask for, by name or by role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)

    def __str__(self) -> str:
        return self.name or self.title
