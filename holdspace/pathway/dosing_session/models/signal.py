"""What a room says besides its log, as rows: doubts about a monitor, what may sound, how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from holdspace.clinic.people.models import Clinic, StaffMember
from holdspace.pathway.dosing_session.models.monitor import Monitor
from holdspace.pathway.dosing_session.models.session import DosingSession

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class MonitorDoubtQuerySet(models.QuerySet["MonitorDoubt"]):
    def visible_to(self, actor: Actor) -> MonitorDoubtQuerySet:
        return self.filter(clinic_id=actor.clinic_id)

    def unsettled(self) -> MonitorDoubtQuerySet:
        return self.filter(settled_at__isnull=True)


class MonitorDoubt(models.Model):
    """A monitor says that it measures somebody else than the person in the room.

    `words` is a sentence for the room and holds nobody's name. It stands until a person says what
    is true: the program does not choose between the monitor's word and the room's.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="doubts")
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    last_heard_at = models.DateTimeField()
    words = models.CharField(max_length=300)
    named = models.CharField(max_length=64, default="")
    """Tells one name that it shows from another, and is none: a digest that this session salts."""
    is_this_person = models.BooleanField(null=True, blank=True)
    """What somebody found at the monitor; None: nobody has looked yet."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settlement = models.TextField(blank=True)

    objects = MonitorDoubtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monitor", "session", "named"], name="one_doubt_of_a_name"
            )
        ]
        indexes = [models.Index(fields=["session", "began_at"], name="doubts_of_a_session")]

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class SoundSettingQuerySet(models.QuerySet["SoundSetting"]):
    def visible_to(self, actor: Actor) -> SoundSettingQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class SoundSetting(models.Model):
    """Which signals ring aloud on the clinic's screens outside a room. A log: the newest holds.

    A help call always rings; without a row so do an emergency and *No signal*.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    emergency_rings = models.BooleanField()
    no_signal_rings = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = SoundSettingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["clinic", "-set_at"], name="sounds_newest_first")]

    def __str__(self) -> str:
        return f"sounds {self.pk}"


class SignalShown(models.Model):
    """When a signal that a sample raised first went out to the open pages, and when it arrived.

    From these rows the room's own page says how fast it speaks. A log.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="+")
    signal_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    arrived_at = models.DateTimeField()
    """When the sample that raised it came in through the gateway."""
    shown_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "signal_id"], name="a_signal_is_first_shown_once"
            )
        ]

    def __str__(self) -> str:
        return f"signal shown {self.pk}"
