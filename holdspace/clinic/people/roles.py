"""The roles a person may hold in a clinic, and the actor: a person acting in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    PRESCRIBER = "prescriber"
    SESSION_MONITOR = "session_monitor"
    THERAPIST = "therapist"
    FRONT_DESK = "front_desk"
    OWNER = "owner"
    AUDITOR = "auditor"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


CLINICAL = frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR, Role.THERAPIST})


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A staff member on one request: who they are, where, and in which roles."""

    staff_id: UUID
    account_id: int
    clinic_id: int
    name: str
    roles: frozenset[Role]
    is_medical_director: bool = False
    clinic_name: str = ""
    time_zone: str = "UTC"
    only_room_id: int | None = None
    """Set when they came in by a PIN on a room's tablet: the one room they are in for now."""

    def has_any(self, roles: frozenset[Role]) -> bool:
        return bool(self.roles & roles)


@dataclass(frozen=True, kw_only=True)
class OwnActor:
    """A patient on one request: their own things, and nothing else of the clinic's."""

    patient_id: UUID
    account_id: int
    clinic_id: int
    name: str
    clinic_name: str = ""
    time_zone: str = "UTC"
    """Where they are; the clinic's, unless they said another."""


@dataclass(frozen=True, kw_only=True)
class SupporterActor:
    """Somebody in a person's circle on one request: this one place, and nothing else anywhere.

    Who is in two circles is two of these, one a request: what one shows, the other never does.
    """

    supporter_id: UUID
    account_id: int
    clinic_id: int
    patient_id: UUID
    name: str
    person_name: str
    """What the person likes to be called; no more of their name is said here."""
    clinic_name: str = ""
    time_zone: str = "UTC"
    """The person's: the times of a visit are theirs."""
