"""A person brings a recording from a file, and takes it into the record of a session."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.feed_health import FROM_A_FILE
from holdspace.interfaces.monitors.loading import LoadedMessage, announce, load
from holdspace.interfaces.monitors.models import Recording, RecordingTaken
from holdspace.interfaces.monitors.reading import COLUMNS
from holdspace.interfaces.monitors.recordings.judged import reading_of
from holdspace.interfaces.monitors.recordings.read import moment_of
from holdspace.interfaces.monitors.rows import SampleRow
from holdspace.pathway.dosing_session.models import MonitorMessage, VitalsSample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from holdspace.clinic.people.roles import Actor
    from holdspace.interfaces.monitors.reading import Column, WideReading
    from holdspace.interfaces.monitors.recordings.read import BroughtFiles, ReadRecording
    from holdspace.pathway.dosing_session.models import DosingSession, Monitor


class BeginNotSaid(Exception):
    """The file does not say when it began, and nobody has."""


def bring(
    *, actor: Actor, session: DosingSession, monitor: Monitor, files: BroughtFiles, now: datetime
) -> Recording:
    """Kept whole, and nothing of it is in a record yet. `files` has been read once."""
    recording = Recording.objects.create(
        clinic_id=actor.clinic_id,
        session=session,
        monitor=monitor,
        name=files.name,
        content=files.content,
        data_name=files.data_name,
        data=files.data,
        brought_by_id=actor.staff_id,
        brought_at=now,
    )
    record(
        actor=actor,
        act="bring a recording",
        patient_id=session.patient_id,
        object_kind="recording",
        object_id=recording.pk,
    )
    return recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What becomes of each line with a value."""

    fresh: list[SampleRow]
    were_there: int
    outside: int


@transaction.atomic
def take(
    *, actor: Actor, recording: Recording, read: ReadRecording, began_at: datetime, now: datetime
) -> RecordingTaken:
    """Its values become samples of the session, marked as imported, each once."""
    found = sort_lines(recording, read, began_at=began_at, now=now, by=actor.name)
    taking = uuid4()
    load(
        actor.clinic_id,
        [
            LoadedMessage(
                received_at=now,
                source=FROM_A_FILE,
                device_key=recording.monitor.device_key,
                control_id=f"recording {taking}",
                raw=_about(recording),
                state="stored",
                reason="",
                rows=found.fresh,
            )
        ],
    )
    announce([str(recording.session_id)])
    record(
        actor=actor,
        act="take a recording into a session",
        patient_id=recording.session.patient_id,
        object_kind="recording",
        object_id=recording.pk,
    )
    return RecordingTaken.objects.create(
        clinic_id=actor.clinic_id,
        recording=recording,
        message=MonitorMessage.objects.get(control_id=f"recording {taking}"),
        began_at=began_at,
        taken=len(found.fresh),
        were_there=found.were_there,
        outside=found.outside,
        by_id=actor.staff_id,
        at=now,
    )


def sort_lines(
    recording: Recording, read: ReadRecording, *, began_at: datetime, now: datetime, by: str = ""
) -> Sorted:
    """A line that is in the session's record with every value it has is there already."""
    session = recording.session
    until = session.closed_at or now
    known = _known(session)
    fresh, were_there, outside = [], 0, 0
    for frame in read.frames:
        if not frame.values:
            continue
        at = moment_of(frame, began_at)
        if not session.opened_at <= at <= until:
            outside += 1
            continue
        reading = reading_of(frame, at)
        if any(_holds(values, reading.values) for values in known[at]):
            were_there += 1
            continue
        known[at].append(reading.values)
        fresh.append(_row(recording, reading, at=at, now=now, by=by))
    return Sorted(fresh=fresh, were_there=were_there, outside=outside)


def _row(
    recording: Recording, reading: WideReading, *, at: datetime, now: datetime, by: str
) -> SampleRow:
    others = [
        {"code": item.code, "name": item.name, "raw": item.raw, "unit": item.unit,
         "standing": item.standing, "reason": item.reason}
        for item in reading.others
    ]  # fmt: skip
    return SampleRow(
        monitor_id=recording.monitor_id,
        room_id=recording.session.room_id,
        session_id=recording.session_id,
        at=at,
        device_at=at,
        received_at=now,
        clock_offset_seconds=None,
        values=reading.values,
        other={
            "family": "file",
            "time_from": "file",
            "device_time": at.astimezone(UTC).isoformat(),
            "file": recording.name,
            "by": by,
            "values": others,
        },
        flags=list(reading.flags),
        alarms=[],
        aperiodic=True,
    )


def _known(session: DosingSession) -> defaultdict[datetime, list[Mapping[Column, Decimal]]]:
    """By the device's own time: what a monitor also sent over the network is not taken twice."""
    known: defaultdict[datetime, list[Mapping[Column, Decimal]]] = defaultdict(list)
    rows = VitalsSample.objects.of_session(session).values_list("device_at", *COLUMNS)
    for device_at, *cells in rows.iterator(chunk_size=5000):
        if device_at is not None:
            said = zip(COLUMNS, cells, strict=True)
            known[device_at].append({name: cell for name, cell in said if cell is not None})
    return known


def _holds(values: Mapping[Column, Decimal], wanted: Mapping[Column, Decimal]) -> bool:
    """To the two decimals that the database keeps."""
    return all(
        column in values and round(values[column], 2) == round(value, 2)
        for column, value in wanted.items()
    )


def _about(recording: Recording) -> bytes:
    lines = [f"recording {recording.pk}", _line(recording.name, bytes(recording.content))]
    if recording.data_name:
        lines.append(_line(recording.data_name, bytes(recording.data)))
    return "\n".join(lines).encode()


def _line(name: str, content: bytes) -> str:
    return f"{name} sha256 {sha256(content).hexdigest()}"
