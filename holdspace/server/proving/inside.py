"""What a proof needs from inside the site: a clinic made for it, and the record as it stands.

Runs as a process of its own with the site's settings, so that a proof itself needs no Django.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from holdspace.server.supervisor import python

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.models import Account
    from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent

JSON = dict[str, Any]

CSRF = "c" * 32
PROTOCOL = "iv-racemic-0.5mgkg-40min"
WHO_CHARTS = ("ana", "jonas", "mei", "okafor")


@dataclass(frozen=True)
class Signed:
    """Somebody of the made-up clinic, signed in."""

    staff_id: str
    cookie: str


@dataclass(frozen=True)
class ProvingClinic:
    """The clinic that a proof runs on."""

    clinic_id: int
    sessions: tuple[str, ...]
    waiting: str
    """An appointment whose session nobody has opened yet."""
    staff: Mapping[str, Signed]


@dataclass(frozen=True)
class StoredLine:
    """One line of a session's record, as far as a proof looks at it."""

    session_id: str
    sequence: int
    event_id: str
    author_id: str
    device_id: str
    device_sequence: int
    text: str


@dataclass(frozen=True)
class Stored:
    """The whole record of the clinic, and what was wrong with its chains."""

    lines: tuple[StoredLine, ...]
    broken: tuple[str, ...]


def make_clinic(environment: Mapping[str, str], *, sessions: int) -> ProvingClinic:
    """Another clinic, with so many open sessions and its people signed in."""
    made = _ask(environment, "make", str(sessions))
    staff = {key: Signed(**one) for key, one in made["staff"].items()}
    return ProvingClinic(made["clinic_id"], tuple(made["sessions"]), made["waiting"], staff)


def read_record(environment: Mapping[str, str], clinic: ProvingClinic) -> Stored:
    """Every line of every session, each chain verified."""
    read = _ask(environment, "read", str(clinic.clinic_id))
    return Stored(tuple(StoredLine(**one) for one in read["lines"]), tuple(read["broken"]))


def _ask(environment: Mapping[str, str], *words: str) -> JSON:
    import subprocess

    answer = subprocess.run(
        python("holdspace.server.proving.inside", *words),
        env=dict(environment), stdout=subprocess.PIPE, check=True,
    ).stdout  # fmt: skip
    told: JSON = json.loads(answer)
    return told


# --- inside the process ---------------------------------------------------------------------------


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    django.setup()
    what, number = sys.argv[1], int(sys.argv[2])
    done = _make(number) if what == "make" else _read(number)
    sys.stdout.write(json.dumps(done))
    return 0


def _make(sessions: int) -> JSON:
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast

    mark, now = token_hex(4), datetime.now(UTC)
    cast = make_cast(name=f"Proving clinic {mark}", prefix=f"{mark}-")
    with clinic_context(cast.clinic.id):
        opened = [opened_in_a_room(cast, number, now) for number in range(sessions)]
        waiting = _appointment(cast, sessions, now)
    return {
        "clinic_id": cast.clinic.id,
        "sessions": [str(session.pk) for session in opened],
        "waiting": str(waiting.pk),
        "staff": {
            key: {"staff_id": str(cast.staff[key].pk), "cookie": cookie_of(cast.staff[key].account)}
            for key in WHO_CHARTS
        },
    }


def opened_in_a_room(cast: Cast, number: int, now: datetime) -> DosingSession:
    from holdspace.pathway.dosing_session.opening import open_session

    return open_session(cast.actor("ana"), _appointment(cast, number, now), now)


def _appointment(cast: Cast, number: int, now: datetime) -> Any:  # noqa: ANN401 - a model, later
    """A made-up person in a course, expected now in a room of their own."""
    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.rooms.models import Room
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.pathway.course.actions import CoursePlan, start_course

    patient = Patient.objects.create(
        clinic=cast.clinic, given_name="Person", family_name=f"Number {number}",
        born_on=date(1980, 1, 1),
    )  # fmt: skip
    start_course(
        actor=cast.actor("okafor"),
        patient=patient,
        plan=CoursePlan(
            indication="treatment_resistant_depression", protocol_name=PROTOCOL,
            protocol_version=1, planned_sessions=6, goals="To see whether the record holds.",
        ),
        started_on=now.date(),
    )  # fmt: skip
    return Appointment.objects.create(
        clinic=cast.clinic,
        kind=Appointment.Kind.DOSING,
        patient=patient,
        room=Room.objects.create(clinic=cast.clinic, name=f"Proving room {number}"),
        starts_at=now,
        ends_at=now + timedelta(hours=4),
        zone=cast.clinic.time_zone,
    )


def cookie_of(account: Account) -> str:
    """As a browser has it that signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={CSRF}"


def _read(clinic_id: int) -> JSON:
    from holdspace.clinic.context import clinic_context
    from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent

    with clinic_context(clinic_id):
        rows = SessionEvent.objects.order_by("session", "sequence")
        lines = [_line(row) for row in rows]
        complaints = [_complaint(session) for session in DosingSession.objects.all()]
    counted = Counter(line["session_id"] for line in lines)
    ends = {line["session_id"]: line["sequence"] for line in lines}
    gaps = [f"{one}: {counted[one]} lines, the last is {last}" for one, last in ends.items()
            if counted[one] != last]  # fmt: skip
    return {"lines": lines, "broken": [one for one in complaints if one] + gaps}


def _line(row: SessionEvent) -> JSON:
    payload = row.payload if isinstance(row.payload, dict) else {}
    return {
        "session_id": str(row.session_id),
        "sequence": row.sequence,
        "event_id": str(row.event_id),
        "author_id": str(row.author_id),
        "device_id": str(row.device_id),
        "device_sequence": row.device_sequence,
        "text": str(payload.get("text", "")),
    }


def _complaint(session: DosingSession) -> str | None:
    from holdspace.pathway.dosing_session.queries import BrokenChain, verify_chain

    try:
        verify_chain(session)
    except BrokenChain as broken:
        return _named(session.pk, broken)
    return None


def _named(session_id: UUID, broken: Exception) -> str:
    return f"{session_id}: {broken}"


if __name__ == "__main__":
    sys.exit(main())
