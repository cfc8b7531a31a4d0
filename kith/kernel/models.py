"""What the kernel itself keeps: audit entries and their seals, and the wrapped data key of each person."""

import uuid

from django.db import models


class AuditEntry(models.Model):
    """One use case done or refused. Rows are only ever added (the web role may not change or remove them)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_sphere = models.CharField(max_length=8)
    acting_how = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(db_index=True)
    use_case = models.CharField(max_length=60)
    on_kind = models.CharField(max_length=60, blank=True)
    on_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.use_case} {self.outcome}"


class AuditBatch(models.Model):
    """A link of the chain: the hash of the one before and of the entries sealed together."""

    no = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    size = models.IntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"batch {self.no}"


class AuditSeal(models.Model):
    """Which batch an entry was sealed in; what has none yet is waiting for the sealer."""

    entry_id = models.BigIntegerField(primary_key=True)
    batch = models.ForeignKey(AuditBatch, on_delete=models.PROTECT, related_name="seals")

    def __str__(self) -> str:
        return f"entry {self.entry_id}"


class DataKey(models.Model):
    """The key that seals one person's words, itself wrapped; shredding it makes them unreadable everywhere."""

    owner_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wrapped = models.BinaryField(null=True)
    master = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False) ^ models.Q(shredded_at__isnull=False),
                name="data_key_is_whole_or_shredded",
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.owner_id}"
