"""Where facts come from: a source, each run that read it, and what the run could not use."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A feed or a file that somebody else publishes."""

    class Kind(models.TextChoices):
        FILE = "file", _("A file")
        FEED = "feed", _("A feed")
        OURS = "ours", _("Written by us")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FILE)
    licence = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One reading of one source: how far it came and what became of each record."""

    class State(models.TextChoices):
        RUNNING = "running", _("Under way")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Stopped by an error")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    digest = models.CharField(max_length=64)
    mapping = models.CharField(max_length=80, blank=True)
    checkpoint = models.PositiveIntegerField(default=0)
    records_in = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    candidates = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    services = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="running")
                | models.Q(state="failed")
                | models.Q(records_in=models.F("kept") + models.F("candidates") + models.F("refused")),
                name="directory_run_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.state} {self.checkpoint}"


class Refusal(models.Model):
    """A record we did not keep, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    record = models.CharField(max_length=200)
    reason = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.record}: {self.reason}"


class FieldWarning(models.Model):
    """A field we dropped or mended while we kept its record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="warnings")
    record = models.CharField(max_length=200)
    field = models.CharField(max_length=80)
    problem = models.CharField(max_length=60)
    value = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.record} {self.field}: {self.problem}"
