"""What somebody signed, kept as the very bytes."""

from __future__ import annotations

from django.db import models

from holdspace.clinic.people.models import Clinic
from holdspace.pathway.dosing_session.models.session import DosingSession


class SignedDocument(models.Model):
    """The document under one or more signatures. A later version of the program cannot reword it.

    Nobody asks for one by its id: they are read through a session that was `visible_to`.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256"], name="a_document_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"signed document {self.pk}"
