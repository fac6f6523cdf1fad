"""Rooms as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from holdspace.clinic.people.models import Clinic

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, actor: Actor) -> RoomQuerySet:
        return self.filter(clinic_id=actor.clinic_id)


class Room(models.Model):
    """A room in which a person is treated."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    in_use = models.BooleanField(default=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="one_room_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
