"""Runs a scenario file through protocols and domain, and prints what they decide. No Django."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.domain.admission import Admitted, Refused
from holdspace.domain.dosing import DoseFacts
from holdspace.domain.marks import mark
from holdspace.domain.session_events import SessionOpened
from holdspace.domain.signals import MonitorAlarm
from holdspace.replay.bodies import bodies
from holdspace.replay.expectations import differences, due_codes, overdue_codes
from holdspace.replay.room import Room
from holdspace.replay.scenario import Moment, UnreadableScenario, read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.domain.session_events import SessionEvent

__all__ = ["Line", "main", "play", "run"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One printed line; `differs` when the rules decided something else than the scenario says."""

    at: datetime
    text: str
    differs: bool = False

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}  {'DIFFERS  ' if self.differs else ''}{self.text}"


def run(path: Path) -> Iterator[Line]:
    """Every line of a scenario file. Raises UnreadableScenario."""
    return play(Room(scenario=read_scenario(path)))


def play(room: Room) -> Iterator[Line]:
    """Every line of a scenario, in the order in which things reached the server."""
    scenario = room.scenario
    yield Line(at=scenario.start, text=f"{scenario.title} ({scenario.protocol.title})")
    yield from _open(room)
    for moment in scenario.story:
        if moment.expect is not None:
            yield from _look(room, moment)
        elif not _is_about_the_monitor(room, moment):
            for body in bodies(moment.what, moment.at, room.names):
                yield from _happen(room, moment, body)


def main(arguments: list[str] | None = None) -> int:
    """`holdspace replay FILE ...`: 1 when the rules differ from a scenario, 2 unreadable."""
    paths = [Path(argument) for argument in (sys.argv[1:] if arguments is None else arguments)]
    if not paths:
        sys.stderr.write("Which scenario? holdspace replay scenario.yaml\n")
        return 2
    differs = False
    for path in paths:
        try:
            for line in run(path):
                sys.stdout.write(f"{line}\n")
                differs = differs or line.differs
        except (OSError, UnreadableScenario) as wrong:
            sys.stderr.write(f"{wrong}\n")
            return 2
    return 1 if differs else 0


def _open(room: Room) -> Iterator[Line]:
    scenario = room.scenario
    payload = {
        "protocol_name": scenario.protocol.name,
        "protocol_version": scenario.protocol.version,
        "cycle_number": 1,
        "is_first_dose": True,
        **scenario.opened,
    }
    first = next(iter(scenario.people))
    moment = Moment(
        at=scenario.start,
        arrives_at=scenario.start,
        by=first,
        name=None,
        refused=None,
        expect=None,
        what={"SessionOpened": payload},
    )
    (body,) = bodies(moment.what, moment.at, {})
    yield from _happen(room, moment, body)


def _happen(room: Room, moment: Moment, body: SessionEvent) -> Iterator[Line]:
    """One thing happens: it goes into the log, or is refused with a sentence."""
    now = moment.arrives_at
    name = room.scenario.people[moment.by]
    answer = room.ask(body, moment.by, moment.at, _dose_facts(room, body, now), now)
    if isinstance(answer, Refused):
        text = f"{name}, {type(body).__name__}: refused. {answer.sentence}"
        yield Line(at=now, text=text, differs=not _is_expected(answer, moment))
        return
    entry = room.take(body, moment.by, moment.at, now, answer)
    if moment.name is not None:
        room.names[moment.name] = entry.event_id
    yield Line(at=moment.at, text=f"{name}: {mark(entry, room.session).sentence}")
    yield from _notices(answer, now)
    if moment.refused is not None:
        yield Line(at=now, text=f"expected a refusal: {moment.refused}", differs=True)


def _is_expected(answer: Refused, moment: Moment) -> bool:
    return moment.refused is not None and moment.refused in answer.sentence


def _notices(answer: Admitted, now: datetime) -> Iterator[Line]:
    for notice in answer.notices:
        yield Line(at=now, text=f"  to look at: {notice}")


def _look(room: Room, moment: Moment) -> Iterator[Line]:
    """What the rules say at this moment, and where they differ from what is expected."""
    now = moment.at
    session = room.session
    yield Line(
        at=now,
        text=f"  phase {session.phase.value}; given {session.given_mg(now):.2f} mg; "
        f"due: {', '.join(due_codes(room, now)) or 'nothing'}; "
        f"overdue: {', '.join(overdue_codes(room, now)) or 'nothing'}",
    )
    for signal in room.signals(now):
        yield Line(at=now, text=f"  {signal.word}: {signal.title}. {signal.detail}")
    for difference in differences(room, moment.expect or {}, now):
        yield Line(at=now, text=str(difference), differs=True)


def _is_about_the_monitor(room: Room, moment: Moment) -> bool:
    ((word, value),) = moment.what.items()
    if word == "monitor":
        room.connect(value, moment.at)
    elif word == "heard":
        room.hear(value, moment.at)
    elif word == "alarm":
        room.alarms.append(MonitorAlarm(**value, began_at=moment.at))
    elif word == "alarm_ended":
        room.end_alarm(value, moment.at)
    else:
        return False
    return True


def _dose_facts(room: Room, body: SessionEvent, now: datetime) -> DoseFacts:
    """What is known of the person, from the opening and from the scenario's `dose_facts`."""
    opened = body if isinstance(body, SessionOpened) else room.session.opened
    if opened is None:
        return DoseFacts(now=now)
    return DoseFacts(
        now=now,
        is_first_session=opened.is_first_dose,
        weight_kg=opened.weight_kg,
        weight_measured_on=opened.weight_measured_on,
        age_years=opened.age_years,
        **room.scenario.dose_facts,
    )
