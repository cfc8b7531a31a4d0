"""Services in the words of Open Referral UK: what is offered, for whom, at what cost, in which languages."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models.facts import Format


class Service(models.Model):
    """Something that an organisation offers."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        INACTIVE = "inactive", _("Not running now")
        DEFUNCT = "defunct", _("Closed for good")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for a while")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="services")
    source_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32, blank=True)
    slug = models.SlugField(max_length=100, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="services", null=True
    )
    name = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=254, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    fees = models.TextField(blank=True)
    alert = models.TextField(blank=True)
    application = models.TextField(blank=True)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=120, blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    first_read_at = models.DateTimeField()
    missing_since = models.DateField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="directory_service_once_a_source"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="directory_service_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Eligibility(models.Model):
    """For whom it is, as published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="eligibility")
    words = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.words or f"{self.minimum_age}-{self.maximum_age}"


class CostOption(models.Model):
    """One price, or the words that stand where a price would."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.words or str(self.amount)


class Language(models.Model):
    """A language in which the service is given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class ServiceArea(models.Model):
    """An area that is served, in the words of its source, with a middle and a reach where we could work them out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(max_length=400)
    is_national = models.BooleanField(default=False)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    reach_km = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """When it happens: a day of the week with times, or words where no rule could be read.

    `is_after_midnight` marks hours that end on the next day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    place = models.ForeignKey(
        "directory.ServiceAtLocation", on_delete=models.CASCADE, related_name="schedules", null=True, blank=True
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    is_after_midnight = models.BooleanField(default=False)
    rule = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    attending = models.CharField(max_length=12, choices=Format, blank=True)
    words = models.TextField(blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    has_waiting_list = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday=None) | models.Q(weekday__gte=1, weekday__lte=7),
                name="directory_schedule_weekday_1_to_7",
            )
        ]

    def __str__(self) -> str:
        return self.words or f"{self.weekday} {self.opens_at}-{self.closes_at}"
