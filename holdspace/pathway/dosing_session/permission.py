"""Who may write which kind of entry into a session's log.

That something happened may be written by anybody who was there. What starts something, or says for
others that it may go on, belongs to the role that answers for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.people.roles import CLINICAL, Role
from holdspace.domain.session_events import (
    DoseGiven,
    EntryCorrected,
    InfusionStarted,
    SessionEvent,
)

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor

PRESCRIBER = frozenset({Role.PRESCRIBER})
GIVES_AND_CHECKS = frozenset({Role.PRESCRIBER, Role.SESSION_MONITOR})
SERVER_ONLY: frozenset[Role] = frozenset()

WHO_MAY_WRITE: dict[str, frozenset[Role]] = {
    # Written by the server alone, in front of what they belong to.
    "SessionOpened": SERVER_ONLY,
    "DosingReleased": SERVER_ONLY,
    # Given on the summary page alone, where one reads what is signed and proves who one is.
    "RecordSigned": SERVER_ONLY,
    "PhaseEntered": CLINICAL,
    "TimeOutConfirmed": CLINICAL,
    "ReadinessOverridden": GIVES_AND_CHECKS,
    "DosingEnded": GIVES_AND_CHECKS,
    "RecordClosed": GIVES_AND_CHECKS,
    "DosePlanned": PRESCRIBER,
    "DoseChecked": GIVES_AND_CHECKS,
    "InfusionStarted": GIVES_AND_CHECKS,
    "InfusionRateChanged": GIVES_AND_CHECKS,
    # The safe direction is open to whoever stands at the pump.
    "InfusionPaused": CLINICAL,
    "InfusionStopped": CLINICAL,
    "InfusionResumed": GIVES_AND_CHECKS,
    "DoseGiven": GIVES_AND_CHECKS,
    "OtherDrugGiven": GIVES_AND_CHECKS,
    "VitalsCharted": CLINICAL,
    "VitalsRescinded": GIVES_AND_CHECKS,
    "ArtefactMarked": GIVES_AND_CHECKS,
    "Observed": CLINICAL,
    "SupportGiven": CLINICAL,
    "LookedIn": CLINICAL,
    "PresenceBegan": CLINICAL,
    "PresenceEnded": CLINICAL,
    "GuidanceLevelSet": CLINICAL,
    "GuidanceStepTaken": CLINICAL,
    "LadderRungTaken": CLINICAL,
    "NoteWritten": CLINICAL,
    "Rated": CLINICAL,
    "ScaleScored": CLINICAL,
    "SignalAcknowledged": CLINICAL,
    "AdverseEventNoted": CLINICAL,
    "AdverseEventFollowed": CLINICAL,
    "EmergencyDeclared": CLINICAL,
    "EmergencyStepTaken": CLINICAL,
    "EmergencyEnded": CLINICAL,
    "ChairSet": CLINICAL,
    # From the chair itself, and by the clock: nobody on the staff sends these.
    "HelpCalled": SERVER_ONLY,
    "HelpNotReached": SERVER_ONLY,
    "HelpAnswered": CLINICAL,
    "CriterionNoted": CLINICAL,
    "EscortArrived": CLINICAL,
    "DischargeSigned": GIVES_AND_CHECKS,
    "HandedOver": GIVES_AND_CHECKS,
    # Whose entry may be taken back is the log's own rule: only one's own.
    "EntryUndone": CLINICAL,
    "EntryCorrected": CLINICAL,
}


def who_may_write(body: SessionEvent) -> frozenset[Role]:
    """The roles for one entry. A correction needs the role of what it says."""
    if isinstance(body, EntryCorrected):
        return who_may_write(body.replacement)
    if isinstance(body, DoseGiven | InfusionStarted) and body.already_happened:
        return CLINICAL
    return WHO_MAY_WRITE[type(body).__name__]


def may_write(actor: Actor, body: SessionEvent) -> bool:
    return actor.has_any(who_may_write(body))


def sentence_for(body: SessionEvent) -> str:
    """Why somebody may not write this, in words."""
    roles = sorted(role.words for role in who_may_write(body))
    if not roles:
        return "The program writes this entry itself; nobody sends it."
    return f"Only a {' or a '.join(roles)} may chart this."
