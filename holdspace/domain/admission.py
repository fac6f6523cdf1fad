"""May this go into the record? A plan, a start and a signature may be refused; what happened never.

Decided here, in words for staff:

- An emergency is never refused, nor is anything that happened before the record was closed, nor a
  start that comes so late that it cannot be stopped any more.
- Phases go forward by any number of steps, or back by one (a wrong tap, a person who drifts in
  again); never back before dosing once a dose is in; exploration and later only after a dose.
- A closed record takes mending, notes, signatures and adverse events, and late arrivals; doses
  that were given and readings that were taken too, since they are in the person whatever the
  record says. It takes no start.
- Who may do what at all is the access policy's business, and was asked before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Candidate, Refused
from holdspace.domain.admission_doses import (
    Circumstances,
    admit_check,
    admit_dose,
    admit_infusion,
    admit_plan,
    dose_facts_of,
)
from holdspace.domain.admission_frame import (
    admit_closing,
    admit_dosing_end,
    admit_hand_over,
    admit_opening,
    admit_override,
    admit_phase,
    admit_signature_to_go,
    admit_time_out,
)
from holdspace.domain.admission_help import admit_help
from holdspace.domain.admission_late import as_it_was, is_late_start, never_refused
from holdspace.domain.admission_mending import admit_correction, admit_rescission, admit_undo
from holdspace.domain.admission_person import admit_person
from holdspace.domain.admission_vitals import admit_vitals
from holdspace.domain.artefacts import admit_artefact
from holdspace.domain.consent_in_session import admit_resumption
from holdspace.domain.session_events import (
    AdverseEventFollowed,
    AdverseEventNoted,
    ArtefactMarked,
    DischargeSigned,
    DoseChecked,
    DoseEvent,
    DoseGiven,
    DosePlanned,
    DosingEnded,
    DosingReleased,
    EmergencyDeclared,
    EmergencyEnded,
    EmergencyStepTaken,
    EntryCorrected,
    EntryUndone,
    FrameEvent,
    HandedOver,
    HelpEvent,
    HomeEvent,
    InfusionPaused,
    InfusionRateChanged,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    NoteWritten,
    OtherDrugGiven,
    PersonEvent,
    PhaseEntered,
    ReadinessOverridden,
    RecordClosed,
    RecordSigned,
    SessionOpened,
    SignalAcknowledged,
    TimeOutConfirmed,
    VitalsCharted,
    VitalsRescinded,
)

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.dosing import DoseFacts
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Fact, SessionEvent

__all__ = ["Admitted", "Candidate", "Refused", "admit"]

EMERGENCY = (EmergencyDeclared, EmergencyStepTaken, EmergencyEnded)
AFTER_CLOSING = (
    EntryCorrected,
    EntryUndone,
    VitalsRescinded,
    ArtefactMarked,
    NoteWritten,
    RecordSigned,
    AdverseEventNoted,
    AdverseEventFollowed,
    DoseChecked,
    DoseGiven,
    InfusionStarted,
    InfusionRateChanged,
    InfusionPaused,
    InfusionResumed,
    InfusionStopped,
    OtherDrugGiven,
    VitalsCharted,
)
"""A tablet without a network may not know that somebody closed it: what it brings has happened."""


def admit(
    session: Session,
    candidate: Candidate,
    protocol: Protocol,
    facts: tuple[Fact, ...],
    now: datetime,
    *,
    dose_facts: DoseFacts | None = None,
) -> Admitted | Refused:
    """Whether an entry may go into the log, on the session as it stands.

    `facts` are the readiness facts of the preparation. `dose_facts` brings earlier doses, height
    and indication; without it only what the session's opening says is known of the person.
    An admitted first dose carries the facts for `DosingReleased`, which the server puts in front of
    it; an admitted `DischargeSigned` those that the gate showed, which the server puts into it.
    A start that comes late is judged as of the moment it happened: bring `facts` and `dose_facts`
    of then. If it would have been refused it is admitted as a dose given (`Admitted.instead`).
    Pass `now` in the clinic's zone: clock times in sentences are read beside a wall clock.
    """
    body = candidate.body
    if isinstance(body, EMERGENCY):
        return ADMITTED
    if _comes_too_late(session, candidate):
        return Refused(sentence="This record is closed. Correct it, or write a note.")
    if is_late_start(body, candidate.occurred_at, now):
        then = candidate.occurred_at.astimezone(now.tzinfo)
        known = replace(dose_facts, now=then) if dose_facts else None
        was = as_it_was(session, then)
        answer = admit(was, candidate, protocol, facts, then, dose_facts=known)
        return never_refused(answer, candidate, now)
    around = Circumstances(
        protocol=protocol,
        facts=facts,
        dose_facts=dose_facts or dose_facts_of(session, now),
        now=now,
    )
    return _admit_by_drawer(session, candidate, body, around)


def _admit_by_drawer(
    session: Session, candidate: Candidate, body: SessionEvent, around: Circumstances
) -> Admitted | Refused:
    if isinstance(body, FrameEvent):
        return _admit_frame(session, candidate, body, around)
    if isinstance(body, DoseEvent):
        return _admit_dose(session, candidate, body, around)
    if isinstance(body, HomeEvent | PersonEvent | HelpEvent):
        return _admit_person_or_home(session, body, around)
    return _admit_vitals_or_mending(session, candidate, body, around)


def _comes_too_late(session: Session, candidate: Candidate) -> bool:
    """After the closing; what happened before it may still arrive."""
    closed = session.frame.closed
    is_after = closed is not None and candidate.occurred_at > closed.at
    return is_after and not isinstance(candidate.body, AFTER_CLOSING)


def _admit_frame(  # noqa: C901 - a flat match over a closed union
    session: Session, candidate: Candidate, body: FrameEvent, around: Circumstances
) -> Admitted | Refused:
    answer: Admitted | Refused = ADMITTED
    match body:
        case SessionOpened():
            answer = admit_opening(session, body, around.protocol)
        case PhaseEntered():
            answer = admit_phase(session, body, around.protocol)
        case TimeOutConfirmed():
            answer = admit_time_out(session, candidate)
        case ReadinessOverridden():
            answer = admit_override(session, candidate, body, around.protocol)
        case DosingEnded():
            answer = admit_dosing_end(session)
        case RecordClosed():
            answer = admit_closing(session, body)
        case DosingReleased():
            answer = Refused(sentence="The release is written by the server with the first dose.")
        case RecordSigned():
            pass  # who may sign is the policy's business
    return answer


def _admit_dose(
    session: Session, candidate: Candidate, body: DoseEvent, around: Circumstances
) -> Admitted | Refused:
    match body:
        case DosePlanned():
            return admit_plan(body, around)
        case DoseChecked():
            return admit_check(session, candidate, body, around.protocol)
        case InfusionStarted():
            return admit_infusion(session, candidate, body, around)
        case DoseGiven():
            return admit_dose(session, candidate, body, around)
        case InfusionResumed():
            return admit_resumption(candidate, body, around.facts, around.now)
        case _:
            return ADMITTED  # a rate change, a pause, a stop, another drug: it happened


def _admit_person_or_home(
    session: Session, body: HomeEvent | PersonEvent | HelpEvent, around: Circumstances
) -> Admitted | Refused:
    if isinstance(body, PersonEvent):
        return admit_person(body, around.protocol)
    if isinstance(body, HelpEvent):
        return admit_help(body)
    match body:
        case DischargeSigned():
            return admit_signature_to_go(session, around.protocol, around.facts, around.now)
        case HandedOver():
            return admit_hand_over(session, body)
        case _:
            return ADMITTED  # noted, and who came: it happened


def _admit_vitals_or_mending(
    session: Session, candidate: Candidate, body: SessionEvent, around: Circumstances
) -> Admitted | Refused:
    match body:
        case VitalsCharted():
            return admit_vitals(body)
        case VitalsRescinded() | ArtefactMarked():
            return _admit_doubt(session, body)
        case EntryUndone():
            return admit_undo(session, candidate, body)
        case EntryCorrected():
            return _admit_corrected(session, candidate, body, around)
        case SignalAcknowledged() if not body.action.strip():
            return Refused(sentence="Say what was done about it.")
        case _:
            return ADMITTED  # harm: it happened


def _admit_doubt(session: Session, body: VitalsRescinded | ArtefactMarked) -> Admitted | Refused:
    """What was measured is not true, or not of the person."""
    if isinstance(body, ArtefactMarked):
        return admit_artefact(body)
    return admit_rescission(session, body)


def _admit_corrected(
    session: Session, candidate: Candidate, body: EntryCorrected, around: Circumstances
) -> Admitted | Refused:
    """The right words are held to what they would have been held to at first.

    Except doses given, which are facts. A plan is also judged again when it is started.
    """
    answer, right = admit_correction(session, body), body.replacement
    if isinstance(answer, Refused) or isinstance(right, DoseGiven | InfusionStarted):
        return answer
    if isinstance(right, DoseEvent):
        return _admit_dose(session, candidate, right, around)
    if isinstance(right, PersonEvent):
        return admit_person(right, around.protocol)
    return _admit_vitals_or_mending(session, candidate, right, around)
