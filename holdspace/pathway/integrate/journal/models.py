"""The journal as rows: sealed bytes that only the person's own browser opens, and copies they gave.

What a private entry says is in no column here. What the server does know of it is said on the
person's page: when it came, how large it is, and in how many parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

from holdspace.clinic.people.models import Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import CLINICAL

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor, OwnActor


class JournalKeyQuerySet(models.QuerySet["JournalKey"]):
    def of_person(self, person: OwnActor) -> JournalKeyQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class JournalKey(models.Model):
    """The open half of a person's key, and the other half under what only they know."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField()
    """A point of P-256, as browsers write it: entries are sealed to it."""
    by_passphrase = models.BinaryField()
    """The private half under the passphrase: version, rounds, salt, nonce and sealed bytes."""
    by_recovery = models.BinaryField()
    """The same under the recovery code."""
    proof_sha256 = models.BinaryField()
    """Of a secret that only who opened the private half can name: both wraps change with it."""
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = JournalKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"journal key {self.pk}"


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def of_person(self, person: OwnActor) -> JournalEntryQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)


class JournalEntry(models.Model):
    """One entry, sealed in the browser. Nobody on the staff is ever asked about it."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    entry_id = models.UUIDField()
    """Made in the browser, and sealed into each part of it."""
    kept_at = models.DateTimeField()
    sealed_bytes = models.PositiveIntegerField()
    sha256 = models.BinaryField()
    """Of all that was sent: the same entry sent twice is kept once."""

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "entry_id"], name="one_entry_of_an_id")
        ]
        indexes = [models.Index(fields=["patient", "-kept_at"], name="journal_by_time")]

    def __str__(self) -> str:
        return f"journal entry {self.pk}"


class JournalPart(models.Model):
    """One sealed part of an entry: first its words, then whatever sound and pictures there are."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "place"], name="one_part_at_a_place")
        ]

    def __str__(self) -> str:
        return f"journal part {self.pk}"


class SharedCopyQuerySet(models.QuerySet["SharedCopy"]):
    def of_person(self, person: OwnActor) -> SharedCopyQuerySet:
        return self.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)

    def visible_to(self, actor: Actor) -> SharedCopyQuerySet:
        """Its one reader, and nobody else, whatever their role."""
        if not actor.has_any(CLINICAL):
            return self.none()
        return self.filter(clinic_id=actor.clinic_id, staff_id=actor.staff_id)

    def for_supporter(self, clinic_id: int, supporter_id: UUID) -> SharedCopyQuerySet:
        return self.filter(clinic_id=clinic_id, supporter_id=supporter_id)


class SharedCopy(models.Model):
    """A copy of one entry that its writer gave to one reader. Taken back, it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="copies")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")
    supporter_id = models.UUIDField(null=True)
    reader_name = models.CharField(max_length=200)
    """As the person read it when they shared."""
    shared_at = models.DateTimeField()
    words = models.BinaryField()
    """What was written, and what each sound and picture is: JSON, sealed at rest."""
    key_wrapped = models.BinaryField()
    """This copy's own key under the site's, which is no row of the database."""
    site_key_id = models.CharField(max_length=32)

    objects = SharedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "staff", "supporter_id"],
                name="one_copy_for_each_reader",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False) ^ models.Q(supporter_id__isnull=False),
                name="a_copy_has_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"shared copy {self.pk}"


class SharedMedia(models.Model):
    """A sound or a picture of a shared copy."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="media")
    place = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    """Sealed at rest."""

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "place"], name="one_medium_at_a_place")
        ]

    def __str__(self) -> str:
        return f"shared medium {self.pk}"


class SharedOpening(models.Model):
    """That the reader opened a copy. Its writer sees it; it goes when the copy goes."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"opening {self.pk}"
