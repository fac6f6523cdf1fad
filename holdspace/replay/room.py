"""The room of a scenario: its log, its monitor, and what the rules say of it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from holdspace.domain.admission import Admitted, Candidate, Refused, admit
from holdspace.domain.due import whats_due
from holdspace.domain.limits import LimitsStatement, Measured, outside_limits
from holdspace.domain.protocol import Vital
from holdspace.domain.session import Session, fold
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    DosingReleased,
    InfusionStarted,
    SessionEvent,
)
from holdspace.domain.session_log import Entry
from holdspace.domain.signals import FeedState, MonitorAlarm, Signal, Watched, signals
from holdspace.domain.vitals import baseline, readings_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.dosing import DoseFacts
    from holdspace.domain.due import Due
    from holdspace.domain.limits import Crossing
    from holdspace.replay.scenario import Scenario

NAMESPACE = UUID("6f0f3b0e-52a8-4a53-9b3c-6f3b8d1f9a10")


@dataclass
class Room:
    """What has reached the server so far."""

    scenario: Scenario
    entries: list[Entry] = field(default_factory=list)
    names: dict[str, UUID] = field(default_factory=dict)
    feeds: dict[tuple[str, str], FeedState] = field(default_factory=dict)
    alarms: list[MonitorAlarm] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return fold(self.entries)

    def ask(
        self, body: SessionEvent, by: str, at: datetime, dose_facts: DoseFacts, now: datetime
    ) -> Admitted | Refused:
        """Whether this may go into the log now."""
        return admit(
            self.session,
            Candidate(
                body=body,
                author_id=by,
                author_name=self.scenario.people[by],
                occurred_at=at,
            ),
            self.scenario.protocol,
            self.scenario.readiness,
            now,
            dose_facts=dose_facts,
        )

    def take(
        self, body: SessionEvent, by: str, at: datetime, now: datetime, admitted: Admitted
    ) -> Entry:
        """Put an admitted body into the log, as the server does: the release in front of a dose."""
        first_dose = self.session.first_dose_at is None and bool(admitted.facts)
        if isinstance(body, InfusionStarted | DoseGiven) and first_dose:
            self._append(DosingReleased(facts=admitted.facts), by, at, now)
        if isinstance(body, DischargeSigned):
            body = DischargeSigned(facts=admitted.facts)
        body = admitted.instead or body
        return self._append(body, by, at, now)

    def _append(self, body: SessionEvent, by: str, at: datetime, now: datetime) -> Entry:
        sequence = len(self.entries) + 1
        entry = Entry(
            event_id=uuid5(NAMESPACE, str(sequence)),
            sequence=sequence,
            occurred_at=at,
            recorded_at=now,
            author_id=by,
            author_name=self.scenario.people[by],
            body=body,
        )
        self.entries.append(entry)
        return entry

    # --- the bedside monitor ----------------------------------------------------------------------

    def connect(self, monitor: dict[str, Any], at: datetime) -> None:
        """A monitor is assigned to the room, with the values it sends and how often."""
        for parameter in monitor["values"]:
            self.feeds[monitor["device"], parameter] = FeedState(
                parameter=parameter,
                name=parameter,
                device=monitor["device"],
                expected_every=timedelta(seconds=monitor.get("every_seconds", 1)),
                expected_since=at,
            )

    def hear(self, parameters: list[str], at: datetime) -> None:
        """Values came."""
        for key, feed in self.feeds.items():
            if feed.parameter in parameters:
                self.feeds[key] = replace(feed, last_received_at=at)

    def end_alarm(self, parameter: str, at: datetime) -> None:
        """The monitor's own alarm is over."""
        self.alarms = [
            replace(alarm, ended_at=at) if alarm.parameter == parameter else alarm
            for alarm in self.alarms
        ]

    # --- what the rules say -----------------------------------------------------------------------

    def dues(self, now: datetime) -> tuple[Due, ...]:
        return whats_due(self.session, self.scenario.protocol, now)

    def crossings(self, now: datetime) -> tuple[Crossing, ...]:
        """Our own limits, if the scenario's clinic has signed for them."""
        if not self.scenario.limits:
            return ()
        session = self.session
        readings = [reading for one in session.vitals for reading in readings_of(one.body)]
        before = session.first_dose_at or now
        baselines = {
            vital: found.mean
            for vital in Vital
            if (found := baseline([r for r in readings if r.vital is vital], before=before))
        }
        return outside_limits(
            self.scenario.protocol,
            signed=LimitsStatement(signed_by="Medical director", signed_at=self.scenario.start),
            readings=[
                Measured(measure=r.vital, value=r.value, measured_at=r.measured_at)
                for r in readings
            ],
            baselines=baselines,
            seen={one.body.code: one.at for one in session.person.observations},
            now=now,
        )

    def signals(self, now: datetime) -> tuple[Signal, ...]:
        watched = Watched(
            dues=self.dues(now),
            feeds=tuple(self.feeds.values()),
            alarms=tuple(self.alarms),
            crossings=self.crossings(now),
        )
        return signals(self.session, watched, now)
