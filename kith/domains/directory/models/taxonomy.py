"""Tags: other people's taxonomies and which service carries which term."""

from __future__ import annotations

import uuid

from django.db import models


class Taxonomy(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(models.Model):
    """One tag. `kind` and `topic` say what it means in our own tree, where we know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="directory_term_once_a_taxonomy")]

    def __str__(self) -> str:
        return self.name


class ServiceTerm(models.Model):
    """A service carries a tag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="services")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "term"], name="directory_service_term_once")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.term_id}"
