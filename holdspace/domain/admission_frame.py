"""May the session go on so? Time-out, overrides, phases, end of dosing, going home, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Candidate, Refused
from holdspace.domain.discharge import discharge_gate
from holdspace.domain.gates import is_open, may_override, unmet
from holdspace.domain.session_events import (
    Fact,
    HandedOver,
    Phase,
    PhaseEntered,
    ReadinessOverridden,
    RecordClosed,
    SessionOpened,
)
from holdspace.domain.session_frame import PHASES
from holdspace.domain.session_variant import relaxes

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

DOSING = PHASES.index(Phase.DOSING)


def admit_opening(session: Session, body: SessionOpened, protocol: Protocol) -> Admitted | Refused:
    """Once, on the protocol it names, and only under a variant that the protocol has."""
    if session.opened is not None:
        return Refused(sentence="This session is open already.")
    if (body.protocol_name, body.protocol_version) != (protocol.name, protocol.version):
        return Refused(sentence="The session opens on another protocol than the course's.")
    if body.variant is not None and protocol.variant(body.variant) is None:
        return Refused(sentence=f"The protocol has no signed variant {body.variant}.")
    return ADMITTED


def admit_time_out(session: Session, candidate: Candidate) -> Admitted | Refused:
    """Two different people, one half each."""
    if candidate.author_id in session.frame.time_out_people:
        return Refused(
            sentence=f"{candidate.author_name} has confirmed the time-out already. "
            "The second half is another person's."
        )
    return ADMITTED


def admit_override(
    session: Session, candidate: Candidate, body: ReadinessOverridden, protocol: Protocol
) -> Admitted | Refused:
    """By a second person, with a reason, and never for what nobody may override."""
    if not may_override(body.criterion):
        return Refused(sentence=f"Nobody can let this pass: {_plain(body.criterion)}.")
    if not body.reason.strip():
        return Refused(sentence="Say why this may pass today.")
    same_person = body.requested_by in {candidate.author_id, candidate.author_name}
    if same_person and not relaxes(session, protocol, "override_by_second_person"):
        return Refused(sentence="Whoever asks to let this pass cannot be the one who lets it pass.")
    return ADMITTED


def admit_phase(session: Session, body: PhaseEntered, protocol: Protocol) -> Admitted | Refused:
    """Forward by any number of steps, back by one; see the head of `admission`."""
    here, there = PHASES.index(session.phase), PHASES.index(body.phase)
    name = _plain(body.phase.value)
    if there < here - 1:
        return Refused(sentence=f"From {_plain(session.phase.value)} back to {name} is too far.")
    if session.first_dose_at is not None:
        back_before = there < DOSING
        return Refused(sentence=f"A dose is in: {name} is over.") if back_before else ADMITTED
    needed = 1 if relaxes(session, protocol, "time_out_by_two") else 2
    if there == DOSING and len(session.frame.time_out_people) < needed:
        return Refused(sentence="The time-out is not complete: dosing cannot begin.")
    if there > DOSING:
        return Refused(sentence=f"No dose was given: there is no {name} yet.")
    return ADMITTED


def admit_dosing_end(session: Session) -> Admitted | Refused:
    """Ending the dose is an act of its own, after the pump has stopped."""
    if session.doses.running is not None:
        return Refused(sentence="The infusion has not been stopped. Chart the stop first.")
    return ADMITTED


def admit_signature_to_go(
    session: Session, protocol: Protocol, facts: tuple[Fact, ...], now: datetime
) -> Admitted | Refused:
    """A clinician signs when every discharge fact is met. No override of any of them."""
    gate = discharge_gate(session, protocol, facts, now)
    if is_open(gate):
        return Admitted(facts=gate)
    first = unmet(gate)[0]
    return Refused(
        sentence=f"Not yet: {len(unmet(gate))} of {len(gate)} are open. First: {first.detail}",
        facts=gate,
    )


def admit_hand_over(session: Session, body: HandedOver) -> Admitted | Refused:
    """After the signature, to the escort who is here."""
    escort = session.home.escort
    if session.home.discharge_signed is None:
        return Refused(sentence="A clinician has not signed yet that the person may go.")
    if escort is None or not escort.body.name_matches_plan:
        return Refused(sentence="No escort is here whose name was agreed.")
    if escort.body.name.casefold() != body.escort_name.strip().casefold():
        return Refused(sentence="The person goes home with the escort who is here, nobody else.")
    return ADMITTED


def admit_closing(session: Session, body: RecordClosed) -> Admitted | Refused:
    """Completed after the hand-over; cancelled only without a dose; else what happened and why."""
    if session.doses.running is not None:
        return Refused(sentence="The infusion has not been stopped. Chart the stop first.")
    if session.harm.emergency is not None:
        return Refused(sentence="The emergency has not been ended.")
    return {
        "completed": _admit_completed(session),
        "cancelled": _admit_cancelled(session, body),
        "transferred": _needs_reason(body, "Say where the person was taken and why."),
        "left_early": _needs_reason(body, "Say why they left, who went with them, what was said."),
    }[body.outcome]


def _admit_completed(session: Session) -> Admitted | Refused:
    if session.home.handed_over is None:
        return Refused(sentence="The person has not been handed over to the escort.")
    return ADMITTED


def _admit_cancelled(session: Session, body: RecordClosed) -> Admitted | Refused:
    if session.first_dose_at is not None:
        return Refused(sentence="A dose was given: the session cannot be called off any more.")
    return _needs_reason(body, "Say why the session was called off.")


def _needs_reason(body: RecordClosed, sentence: str) -> Admitted | Refused:
    return ADMITTED if body.reason.strip() else Refused(sentence=sentence)


def _plain(code: str) -> str:
    return code.replace("_", " ")
