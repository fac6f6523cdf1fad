"""Say something about a finding, take it back, and sign whether this person may be treated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.people.roles import CLINICAL, Role
from holdspace.domain.screening_data import as_data, findings_as_data
from holdspace.domain.suitability import (
    Verdict,
    fingerprint_of_all,
    what_keeps_from,
)
from holdspace.pathway.consult.decision_queries import seal_of, treatment_of
from holdspace.pathway.consult.models import Resolution, SignedDecision
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.suitability import Standing
    from holdspace.pathway.consult.screening_queries import Screening

PRESCRIBER = frozenset({Role.PRESCRIBER})
MEANINGS = {
    Verdict.GO: "I read these findings, and I decide that this person may be treated.",
    Verdict.GO_WITH_CONDITIONS: (
        "I read these findings, and I decide that this person may be treated under these "
        "conditions."
    ),
    Verdict.DEFER: "I read these findings, and I decide to wait.",
    Verdict.NOT_SUITABLE: "I read these findings, and I decide that this treatment does not suit.",
}


class NotDecided(Exception):
    """This may not be signed as things stand; the message is a sentence for staff."""


class NotResolved(Exception):
    """This word would not help here; the message is a sentence for staff."""


@dataclass(frozen=True, kw_only=True)
class DecisionMade:
    """What a prescriber decides, in words."""

    kind: Verdict
    conditions: str = ""
    until: date | None = None
    needed: str = ""
    words_for_person: str = ""


@transaction.atomic
def resolve(
    *, actor: Actor, patient: Patient, fingerprint: str, reason: str, now: datetime
) -> Resolution:
    """One clinician signs for one finding, on the facts as they are. Raises NotResolved."""
    if not actor.has_any(CLINICAL):
        raise NotResolved("Only a clinician may sign for a finding.")
    if not reason.strip():
        raise NotResolved("Write down why. A signature without its reason says nothing.")
    standing = _standing(patient, fingerprint, now)
    refused = standing.why_not_by(
        str(actor.staff_id),
        is_prescriber=actor.has_any(PRESCRIBER),
        is_medical_director=actor.is_medical_director,
    )
    if refused:
        raise NotResolved(refused)
    return _say(actor, patient, standing, reason.strip(), now, is_taken_back=False)


@transaction.atomic
def take_back(*, actor: Actor, patient: Patient, fingerprint: str, now: datetime) -> Resolution:
    """Whoever signed for a finding does so no longer. Raises NotResolved."""
    standing = _standing(patient, fingerprint, now)
    if str(actor.staff_id) not in {word.by_id for word in standing.words}:
        raise NotResolved("You have not signed for this one.")
    return _say(actor, patient, standing, "", now, is_taken_back=True)


@transaction.atomic
def decide(
    *, actor: Actor, patient: Patient, made: DecisionMade, read: str, now: datetime
) -> SignedDecision:
    """Sign it. `read` is the fingerprint of the findings that were on the page. Raises NotDecided.

    Whoever calls this has made sure, just now, that the person is who they say they are.
    """
    if not actor.has_any(PRESCRIBER):
        raise NotDecided("A prescriber signs the decision.")
    # Two who sign in the same moment come one after the other; the second sees what changed.
    Patient.objects.select_for_update().get(pk=patient.pk)
    screening = _screening(patient, now)
    if read != fingerprint_of_all(screening.standings):
        raise NotDecided("The findings have changed since you opened them. Read them again.")
    refused = what_keeps_from(made.kind, screening.standings) or _says_too_little(made)
    if refused:
        raise NotDecided(refused)
    signed = SignedDecision(
        clinic_id=actor.clinic_id,
        patient=patient,
        **vars(made),
        meaning=MEANINGS[made.kind],
        content=_content(screening),
        signed_by_id=actor.staff_id,
        signed_at=now.astimezone(UTC),
    )
    signed.sha256 = seal_of(signed)
    signed.save(force_insert=True)
    _note(actor, patient, f"sign a decision: {made.kind.value}", "decision", signed.pk)
    return signed


def _says_too_little(made: DecisionMade) -> str:
    match made.kind:
        case Verdict.GO:
            return ""
        case Verdict.GO_WITH_CONDITIONS:
            return "" if made.conditions.strip() else "Write down the conditions."
        case Verdict.DEFER:
            return "" if made.needed.strip() else "Write down what is needed before the next look."
        case Verdict.NOT_SUITABLE:
            said = made.words_for_person.strip()
            return "" if said else "Write down what the person is told, in calm words."


def _content(screening: Screening) -> dict[str, object]:
    """The whole basis, as plain data: it can be read and run again when a rule changes."""
    protocol = screening.protocol
    return {
        "treatment": treatment_of(protocol),
        "protocol": {"name": protocol.name, "version": protocol.version, "title": protocol.title},
        "inputs": [as_data(each) for each in screening.screened],
        "findings": findings_as_data(screening.findings),
        "fingerprints": [one.fingerprint for one in screening.standings],
        "words": [_words_as_data(one) for one in screening.standings],
    }


def _words_as_data(standing: Standing) -> list[dict[str, object]]:
    """Who signed for the finding in the same place of the list, and why."""
    return [
        {
            "by": word.by,
            "by_id": word.by_id,
            "as_prescriber": word.as_prescriber,
            "as_medical_director": word.as_medical_director,
            "reason": word.reason,
            "at": word.at.isoformat(),
        }
        for word in standing.words
    ]


def _screening(patient: Patient, now: datetime) -> Screening:
    protocol = protocol_considered(patient)
    if protocol is None:
        raise NotDecided("Say first which treatment this is for: the rules depend on it.")
    return screening_of(patient, protocol, now)


def _standing(patient: Patient, fingerprint: str, now: datetime) -> Standing:
    try:
        standings = _screening(patient, now).standings
    except NotDecided as refusal:
        raise NotResolved(str(refusal)) from refusal
    found = next((one for one in standings if one.fingerprint == fingerprint), None)
    if found is None:
        raise NotResolved("This finding has changed since you opened it. Read it again.")
    return found


def _say(
    actor: Actor,
    patient: Patient,
    standing: Standing,
    reason: str,
    now: datetime,
    *,
    is_taken_back: bool,
) -> Resolution:
    row = Resolution.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        rule_id=standing.finding.rule_id,
        fingerprint=standing.fingerprint,
        finding=findings_as_data((standing.finding,))[0],
        reason=reason,
        as_prescriber=actor.has_any(PRESCRIBER),
        as_medical_director=actor.is_medical_director,
        is_taken_back=is_taken_back,
        resolved_by_id=actor.staff_id,
        resolved_at=now,
    )
    act = "take back a word on a finding" if is_taken_back else "sign for a finding"
    _note(actor, patient, act, "resolution", row.pk)
    return row


def _note(actor: Actor, patient: Patient, act: str, kind: str, object_id: object) -> None:
    record(actor=actor, act=act, patient_id=patient.pk, object_kind=kind, object_id=object_id)
