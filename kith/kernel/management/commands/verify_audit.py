"""./run verify-audit: walk the audit chain and hold it against its signed head."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.kernel import sealer
from kith.kernel.models import AuditBatch, AuditSeal


class Command(BaseCommand):
    """Says whether the chain holds; exits with an error that names each broken batch when it does not."""

    help = "Check that nobody edited, deleted, reordered or cut the audit."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = sealer.verify()
        for fault in faults:
            self.stderr.write(f"Batch {fault.batch} {fault.what}.")
        if faults:
            raise CommandError("The audit does not hold. Keep this database as it is and tell the safety officer.")
        self.stdout.write(
            f"The audit holds: {AuditSeal.objects.count()} entries in {AuditBatch.objects.count()} batches, "
            f"oldest unsealed {sealer.oldest_unsealed_seconds():.1f} s."
        )
