"""How far the gateway's spool has been loaded, as a row beside what was loaded."""

from __future__ import annotations

from django.db import models

from holdspace.clinic.people.models import Clinic


class SpoolPosition(models.Model):
    """Moves in the same transaction as the rows it speaks of, so that nothing is loaded twice."""

    spool_id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    sequence = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField()
    """When the gateway last said it is there."""
    waiting = models.BigIntegerField(default=0)
    """How many messages the spool held then that were not loaded yet."""

    def __str__(self) -> str:
        return f"spool {self.spool_id}"
