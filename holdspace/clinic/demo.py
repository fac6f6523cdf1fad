"""The cast: the people of the demo clinic, whom the tests know too. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Account, Clinic, Patient, StaffMember
from holdspace.clinic.people.roles import Actor, Role
from holdspace.clinic.rooms.models import Room

PASSWORD = "quiet-water-demo"  # noqa: S105 - the demo prints it; outside of a demo nobody has it


@dataclass(frozen=True)
class StaffPart:
    """One member of staff as the cast list has them."""

    key: str
    name: str
    roles: tuple[Role, ...]
    is_medical_director: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


@dataclass(frozen=True)
class PatientPart:
    """One patient as the cast list has them."""

    key: str
    given_name: str
    family_name: str
    born_on: date


STAFF = (
    StaffPart("okafor", "Dr Okafor", (Role.PRESCRIBER,), is_medical_director=True),
    StaffPart("ana", "Ana Silva", (Role.SESSION_MONITOR,)),
    StaffPart("jonas", "Jonas Weber", (Role.THERAPIST,)),
    StaffPart("mei", "Mei Tan", (Role.SESSION_MONITOR,)),
    StaffPart("desk", "Ravi Nair", (Role.FRONT_DESK,)),
    StaffPart("owner", "Lena Brandt", (Role.OWNER,)),
    StaffPart("auditor", "Tomas Vrba", (Role.AUDITOR,)),
)
PATIENTS = (
    PatientPart("mara", "Mara", "Keller", date(1984, 3, 12)),
    PatientPart("theo", "Theo", "Brandt", date(1971, 9, 30)),
    PatientPart("rosa", "Rosa", "Lind", date(1990, 6, 2)),
    PatientPart("samir", "Samir", "Darwish", date(1979, 12, 5)),
)
ROOMS = ("Room 1", "Room 2", "Room 3", "Room 4")
WEEKDAY = [["08:00", "18:00"]]
OPENING_HOURS = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), WEEKDAY),
    "friday": [["08:00", "16:00"]],
}
PHONE = "030 23125 040"
"""Of the Berlin numbers that are kept free for films and books: it rings nowhere."""
CRISIS_LINES = [{"label": "TelefonSeelsorge, day and night, free", "number": "0800 111 0 111"}]
"""The real national line: a made-up number could be somebody's, in the one minute that counts."""


@dataclass(frozen=True)
class Cast:
    """A clinic with everybody in it, by key."""

    clinic: Clinic
    staff: dict[str, StaffMember]
    patients: dict[str, Patient]
    rooms: dict[str, Room]

    def actor(self, key: str) -> Actor:
        return self.staff[key].as_actor()


def find_cast(*, name: str = "Harbour Clinic", prefix: str = "") -> Cast | None:
    """The cast as it was made before; None when there is none yet."""
    by_email = {prefix + part.email: part.key for part in STAFF}
    clinic = Clinic.objects.filter(name=name).first()
    if clinic is None or not Account.objects.filter(email__in=by_email).exists():
        return None
    with clinic_context(clinic.id):
        staff = StaffMember.objects.filter(account__email__in=by_email)
        by_name = {(part.given_name, part.family_name): part.key for part in PATIENTS}
        return Cast(
            clinic=clinic,
            staff={
                by_email[member.account.email]: member
                for member in staff.select_related("account", "clinic")
            },
            patients={
                by_name[patient.given_name, patient.family_name]: patient
                for patient in Patient.objects.all()
                if (patient.given_name, patient.family_name) in by_name
            },
            rooms={room.name: room for room in Room.objects.filter(name__in=ROOMS)},
        )


def make_cast(*, name: str = "Harbour Clinic", prefix: str = "") -> Cast:
    """Make the clinic and its people. `prefix` tells a second clinic's sign-ins apart."""
    clinic = Clinic.objects.create(
        name=name,
        time_zone="Europe/Berlin",
        emergency_number="112",
        emergency_address=f"{name}, 4 Quay Street, second floor, lift on the left",
        country="DE",
        phone=PHONE,
        opening_hours=OPENING_HOURS,
        crisis_lines=CRISIS_LINES,
    )
    with clinic_context(clinic.id):
        return Cast(
            clinic=clinic,
            staff={part.key: _staff(clinic, part, prefix) for part in STAFF},
            patients={part.key: _patient(clinic, part) for part in PATIENTS},
            rooms={room: Room.objects.create(clinic=clinic, name=room) for room in ROOMS},
        )


@cache
def _hashed_password() -> str:
    """Hashed once for the whole cast: a good hash is slow on purpose."""
    return make_password(PASSWORD)


def _staff(clinic: Clinic, part: StaffPart, prefix: str) -> StaffMember:
    account = Account.objects.create(email=prefix + part.email, password=_hashed_password())
    return StaffMember.objects.create(
        clinic=clinic,
        account=account,
        name=part.name,
        roles=[role.value for role in part.roles],
        is_medical_director=part.is_medical_director,
    )


def _patient(clinic: Clinic, part: PatientPart) -> Patient:
    return Patient.objects.create(
        clinic=clinic,
        given_name=part.given_name,
        family_name=part.family_name,
        born_on=part.born_on,
    )
