"""The course of a session in a document: what happened, numbered; harm; what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.marks import say
from holdspace.domain.session_events import (
    ArtefactMarked,
    DosingReleased,
    EntryCorrected,
    EntryUndone,
    SessionOpened,
    VitalsCharted,
    VitalsRescinded,
)
from holdspace.pathway.dosing_session.summary_document import (
    CorrectionRow,
    EmergencyPart,
    EventRow,
    HarmRow,
    Line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session import Kept, Session
    from holdspace.domain.session_events import SessionEvent
    from holdspace.domain.session_log import Entry
    from holdspace.pathway.dosing_session.summary_times import Times

ELSEWHERE = (SessionOpened, DosingReleased, VitalsCharted, VitalsRescinded, EntryUndone)
"""Said in other parts of the document: head, gates, vital signs, corrections."""

LANES = {
    "vitals": "Vital signs",
    "dose": "Dose",
    "with": "Company",
    "events": "Event",
    "guidance": "Guidance",
    "system": "Record",
}


def numbered(state: Session) -> Iterator[tuple[int, Kept[SessionEvent]]]:
    """What stands and is listed, in the order in which it happened, from one on."""
    listed = [kept for kept in state.standing if not isinstance(kept.body, ELSEWHERE)]
    yield from enumerate(sorted(listed, key=happened_at), start=1)


def happened_at(kept: Kept[SessionEvent]) -> datetime:
    """An artefact is at its stretch, whenever it was marked."""
    return kept.body.began_at if isinstance(kept.body, ArtefactMarked) else kept.at


def events_of(state: Session, times: Times) -> tuple[EventRow, ...]:
    rows = []
    for number, kept in numbered(state):
        said = say(kept.body, state)
        rows.append(
            EventRow(
                number=number,
                time=times.clock(happened_at(kept)),
                late=times.late(kept.at, kept.recorded_at),
                lane=LANES[said.lane],
                words=said.sentence,
                tone=said.tone,
                by=kept.author_name,
                is_corrected=kept.correction_id is not None,
            )
        )
    return tuple(rows)


# --- harm -----------------------------------------------------------------------------------------


def harm_of(state: Session, times: Times) -> tuple[HarmRow, ...]:
    """Each adverse event, and under it what was done later."""
    rows = []
    for one in state.harm.adverse_events:
        noted = one.noted
        rows.append(
            HarmRow(
                time=times.clock(noted.at),
                term=noted.body.term,
                grade=noted.body.grade.replace("_", " "),
                action=noted.body.action,
                outcome=noted.body.outcome,
                by=noted.author_name,
            )
        )
        rows += [
            HarmRow(
                time=times.clock(follow.at),
                term=f"{noted.body.term}, later",
                grade="",
                action=follow.body.action,
                outcome=follow.body.outcome,
                by=follow.author_name,
            )
            for follow in one.follow_ups
        ]
    return tuple(rows)


def harm_in_short(state: Session) -> Line:
    """How much of it there was."""
    adverse, emergencies = len(state.harm.noted), len(state.harm.emergencies)
    if adverse + emergencies == 0:
        return Line(label="Harm", words="No adverse event, no emergency")
    return Line(label="Harm", words=f"Adverse events {adverse}, emergencies {emergencies}")


def emergencies_of(state: Session, times: Times) -> tuple[EmergencyPart, ...]:
    parts = []
    for one in state.harm.emergencies:
        declared, ended = one.declared, one.ended
        steps = [
            Line(
                label=times.clock(declared.at),
                words=f"Declared by {declared.author_name}. {declared.body.what}".strip(),
            )
        ]
        steps += [
            Line(
                label=times.clock(step.at),
                words=": ".join(filter(None, (step.body.step, step.body.person))),
            )
            for step in one.steps
        ]
        over = f"Over: {ended.body.outcome}" if ended else "Not ended"
        steps.append(Line(label=times.clock(ended.at) if ended else "", words=over))
        parts.append(EmergencyPart(steps=tuple(steps)))
    return tuple(parts)


# --- what was mended ------------------------------------------------------------------------------


@dataclass
class _Mending:
    """Follows each entry through its corrections, in the order in which they were written."""

    state: Session
    times: Times
    samples_at: Mapping[int, datetime]

    def __post_init__(self) -> None:
        self.roots: dict[UUID, UUID] = {}
        self.latest_words: dict[UUID, str] = {}

    def row(self, entry: Entry) -> CorrectionRow | None:
        body = entry.body
        if isinstance(body, EntryCorrected):
            return self._corrected(entry, body)
        if isinstance(body, EntryUndone):
            return self._row(entry, "Taken back", self._words(body.target_id), "", "")
        if isinstance(body, VitalsRescinded):
            before = self._words(body.target_id) if body.target_id else self._sample(body.sample_id)
            return self._row(entry, "Struck out", before, "", body.reason)
        return None

    def _corrected(self, entry: Entry, body: EntryCorrected) -> CorrectionRow:
        root = self.roots.get(body.target_id, body.target_id)
        self.roots[entry.event_id] = root
        before = self.latest_words.get(root) or self._words(root)
        target = self.state.entry(root)
        at = body.replacement_occurred_at or (target.occurred_at if target else entry.occurred_at)
        after = self._at(at, body.replacement)
        self.latest_words[root] = after
        return self._row(entry, "Corrected", before, after, body.reason)

    def _row(self, entry: Entry, how: str, before: str, after: str, reason: str) -> CorrectionRow:
        is_undone = self.state.strike_of(entry.event_id) is not None
        return CorrectionRow(
            time=self.times.clock(entry.occurred_at),
            how=f"{how} (itself taken back)" if is_undone else how,
            before=before,
            after=after,
            reason=reason,
            by=entry.author_name,
        )

    def _words(self, event_id: UUID) -> str:
        target = self.state.entry(event_id)
        return self._at(target.occurred_at, target.body) if target else "an entry"

    def _at(self, at: datetime, body: SessionEvent) -> str:
        when = body.measured_at if isinstance(body, VitalsCharted) else at
        return f"{self.times.clock(when)} {say(body, self.state).sentence}"

    def _sample(self, sample_id: int | None) -> str:
        at = self.samples_at.get(sample_id) if sample_id is not None else None
        return (
            f"{self.times.clock(at)} the monitor\u2019s reading"
            if at
            else "a monitor\u2019s reading"
        )


def corrections_of(
    state: Session, times: Times, samples_at: Mapping[int, datetime]
) -> tuple[CorrectionRow, ...]:
    """All that was taken back, corrected or struck out, oldest first. Nothing leaves the record."""
    mending = _Mending(state, times, samples_at)
    rows = [mending.row(entry) for entry in state.entries]
    return tuple(row for row in rows if row is not None)
