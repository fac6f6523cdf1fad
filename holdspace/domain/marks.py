"""One mark on the session's time axis for every entry of the log: lane, label, sentence, tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from holdspace.domain.artefacts import artefact_in_words
from holdspace.domain.mark_words import (
    Said,
    say_dose,
    say_frame,
    say_harm,
    say_home,
    say_person,
    say_vitals,
)
from holdspace.domain.mark_words_help import say_help
from holdspace.domain.session_events import (
    ArtefactMarked,
    DoseEvent,
    EntryCorrected,
    EntryUndone,
    FrameEvent,
    HarmEvent,
    HelpEvent,
    HomeEvent,
    PersonEvent,
    SessionEvent,
    VitalsCharted,
    VitalsRescinded,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.observations import Tone
    from holdspace.domain.session import Session
    from holdspace.domain.session_log import Entry

Lane = Literal["vitals", "dose", "with", "events", "guidance", "system"]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What the axis, the list and the print show of one entry, struck or not."""

    event_id: UUID
    at: datetime
    lane: Lane
    label: str
    sentence: str
    tone: Tone
    struck: bool
    struck_reason: str
    author: str


def marks(session: Session) -> tuple[Mark, ...]:
    """A mark for every entry, in the order in which things happened."""
    found = [mark(entry, session) for entry in session.entries]
    return tuple(sorted(found, key=lambda one: one.at))


def mark(entry: Entry, session: Session) -> Mark:
    """The mark of one entry. A corrected entry keeps its own words, struck; the correction's mark
    carries the right ones, at the time when they happened.
    """
    strike = session.strike_of(entry.event_id)
    said = say(entry.body, session)
    at = entry.occurred_at
    if isinstance(entry.body, EntryCorrected):
        target = session.entry(entry.body.target_id)
        at = entry.body.replacement_occurred_at or (target.occurred_at if target else at)
    if isinstance(entry.body, VitalsCharted):
        at = entry.body.measured_at
    if isinstance(entry.body, ArtefactMarked):
        at = entry.body.began_at
    return Mark(
        event_id=entry.event_id,
        at=at,
        lane=said.lane,
        label=said.label,
        sentence=said.sentence,
        tone=said.tone,
        struck=strike is not None,
        struck_reason=f"{strike.reason.rstrip(' .')}, {strike.by_name}"
        if strike is not None
        else "",
        author=entry.author_name,
    )


def say(body: SessionEvent, session: Session) -> Said:  # noqa: PLR0911 - one way per drawer
    """The words of one body."""
    if isinstance(body, FrameEvent):
        return say_frame(body)
    if isinstance(body, DoseEvent):
        return say_dose(body)
    if isinstance(body, VitalsCharted | VitalsRescinded | ArtefactMarked):
        return _say_measured(body)
    if isinstance(body, PersonEvent):
        return say_person(body)
    if isinstance(body, HarmEvent):
        return say_harm(body)
    if isinstance(body, HomeEvent):
        return say_home(body)
    if isinstance(body, HelpEvent):
        return say_help(body, session)
    return _say_mending(body, session)


def _say_measured(body: VitalsCharted | VitalsRescinded | ArtefactMarked) -> Said:
    if isinstance(body, ArtefactMarked):
        return Said(lane="vitals", label="Artefact", sentence=artefact_in_words(body))
    return say_vitals(body)


def _say_mending(body: EntryUndone | EntryCorrected, session: Session) -> Said:
    target = session.entry(body.target_id)
    match body:
        case EntryUndone():
            known = target is not None and not isinstance(target.body, EntryUndone)
            what = say(target.body, session).sentence if known and target else "an entry."
            return Said(lane="system", label="Taken back", sentence=f"Taken back: {what}")
        case EntryCorrected():
            right = say(body.replacement, session)
            return Said(
                lane=right.lane,
                label=right.label,
                sentence=f"{right.sentence} Corrected: {body.reason}",
                tone=right.tone,
            )
        case _:
            assert_never(body)
