"""Clinics, accounts, staff and patients as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from holdspace.clinic.people.roles import CLINICAL, Actor, Role

if TYPE_CHECKING:
    from datetime import date


PATIENT_EMAIL_DOMAIN = "patient.invalid"
"""Of the names under which patients' accounts are kept. No mail can ever go there (RFC 2606)."""
SUPPORTER_EMAIL_DOMAIN = "supporter.invalid"
"""Of the names of those in somebody's circle."""


class Clinic(models.Model):
    """One clinic. Every other clinic's rows are out of reach while this one's are open."""

    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC")
    emergency_number = models.CharField(max_length=40, blank=True)
    emergency_address = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    """Two letters, as in ISO 3166: which public lines its people can call. Blank: not said."""
    phone = models.CharField(max_length=40, blank=True)
    opening_hours = models.JSONField(default=dict, blank=True)
    """Weekday -> list of ["09:00", "17:00"]; empty: not said. See `domain/opening_hours.py`."""
    crisis_lines = models.JSONField(default=list, blank=True)
    """[{"label": ..., "number": ...}], in the order in which they are shown to a person."""

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, *, email: str, password: str) -> Account:
        account = self.model(email=self.normalize_email(email))
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in. It holds nothing of any clinic: what it may see, its memberships say."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def is_patients(self) -> bool:
        """Whether it opens a patient's own pages. It is never one of the staff's as well."""
        return self.email.endswith(f"@{PATIENT_EMAIL_DOMAIN}")

    @property
    def is_supporters(self) -> bool:
        """Whether it opens a place in somebody's circle, and nothing else anywhere."""
        return self.email.endswith(f"@{SUPPORTER_EMAIL_DOMAIN}")

    @property
    def has_own_door(self) -> bool:
        """Whether it comes in by another door than the staff's."""
        return self.is_patients or self.is_supporters


class StaffQuerySet(models.QuerySet["StaffMember"]):
    def visible_to(self, actor: Actor) -> StaffQuerySet:
        """Colleagues are no secret inside a clinic."""
        return self.filter(clinic_id=actor.clinic_id)

    def caring(self) -> StaffQuerySet:
        """Those who can be with a person: who holds a clinical role and may sign in."""
        return self.filter(is_active=True, roles__overlap=[role.value for role in CLINICAL])

    def holding(self, role: Role) -> StaffQuerySet:
        return self.filter(is_active=True, roles__contains=[role.value])


class StaffMember(models.Model):
    """A person who works in a clinic, and the roles they hold there."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="membership")
    name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=32))
    is_medical_director = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def role_words(self) -> list[str]:
        return [Role(role).words for role in self.roles]

    def as_actor(self) -> Actor:
        return Actor(
            staff_id=self.id,
            account_id=self.account_id,
            clinic_id=self.clinic_id,
            name=self.name,
            roles=frozenset(Role(role) for role in self.roles),
            is_medical_director=self.is_medical_director,
            clinic_name=self.clinic.name,
            time_zone=self.clinic.time_zone,
        )


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, actor: Actor) -> PatientQuerySet:
        """Those who care for people, and the front desk, see the clinic's people; nobody else."""
        may = actor.has_any(CLINICAL | {Role.FRONT_DESK})
        return self.filter(clinic_id=actor.clinic_id) if may else self.none()


class Patient(models.Model):
    """A person who comes for treatment and how to reach them. Their chart is elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    called = models.CharField("what they like to be called", max_length=100, blank=True)
    born_on = models.DateField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    """Where they live, if that is another zone than the clinic's; blank: the clinic's."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PatientQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name"]

    def __str__(self) -> str:
        return f"patient {self.pk}"

    @property
    def initials(self) -> str:
        return f"{self.given_name[:1]}. {self.family_name[:1]}."

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def first_name(self) -> str:
        return self.called or self.given_name

    @property
    def zone(self) -> str:
        """The zone in which their clock runs."""
        return self.time_zone or self.clinic.time_zone

    def age_on(self, day: date) -> int:
        before_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before_birthday


class StatementQuerySet(models.QuerySet["SignedStatement"]):
    def visible_to(self, actor: Actor) -> StatementQuerySet:
        return self.filter(clinic_id=actor.clinic_id)

    def in_force(self) -> StatementQuerySet:
        return self.filter(ended_at__isnull=True)


class SignedStatement(models.Model):
    """What the medical director signed for: our own limits, or a variant of a protocol."""

    class Subject(models.TextChoices):
        OWN_LIMITS = "own_limits", "Signals from our own limits"
        VARIANT = "variant", "A variant of a protocol"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    subject = models.CharField(max_length=32, choices=Subject.choices)
    detail = models.CharField(max_length=200, blank=True)
    """For a variant: protocol, version and the variant's name, as `name/version#variant`."""
    text = models.TextField()
    signed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "subject", "detail"],
                condition=models.Q(ended_at__isnull=True),
                name="one_statement_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.detail}".strip()
