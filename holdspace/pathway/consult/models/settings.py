"""What a clinic chose for the screening rules, version by version, as rows that only grow."""

from __future__ import annotations

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember


class SettingsVersion(models.Model):
    """All that a clinic may set, as it stood from one moment on. The highest number counts."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """Every choice, defaults too: a default of a later program changes nothing here."""
    changes = models.JSONField()
    """What this version changed, in words: what, before, after."""
    reason = models.TextField()
    noted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    as_medical_director = models.BooleanField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "number"], name="one_settings_version_of_each_number"
            )
        ]

    def __str__(self) -> str:
        return f"settings version {self.number}"
