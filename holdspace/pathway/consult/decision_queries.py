"""The decision that was signed last, and whether it still stands on what is known today."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from holdspace.clinic.people.models import Patient
from holdspace.domain.screening import ScreeningSettings, compare, screen
from holdspace.domain.screening_data import findings_from_data, from_data
from holdspace.domain.suitability import Standing, Word, appeared_since
from holdspace.pathway.consult.models import SignedDecision
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.consult.settings_queries import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from holdspace.clinic.people.models import StaffMember
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.screening import Comparison, Finding, Screened


@dataclass(frozen=True, kw_only=True)
class SettingsBeside:
    """The clinic's settings a decision was signed under, beside those in force now."""

    signed_version: int
    now_version: int
    would_be_new: tuple[Finding, ...] = ()
    """What would keep it back under those in force, and does not under its own."""

    @property
    def is_same(self) -> bool:
        return self.signed_version == self.now_version


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A signed decision beside what is known now."""

    signed: SignedDecision
    appeared: tuple[Standing, ...]
    """Findings that would keep it back and that nobody had before them when it was signed."""
    is_for_this_treatment: bool
    settings: SettingsBeside
    is_intact: bool
    """Whether the row still fits its own seal."""

    @property
    def let_pass(self) -> tuple[Standing, ...]:
        """What our default does not treat, and two people signed for, the director among them."""
        return tuple(one for one in standings_signed(self.signed) if one.is_let_pass)

    @property
    def kind(self) -> str:
        return self.signed.kind

    @property
    def conditions(self) -> str:
        return self.signed.conditions

    @property
    def signed_by(self) -> StaffMember:
        return self.signed.signed_by

    @property
    def signed_at(self) -> datetime:
        return self.signed.signed_at

    @property
    def is_current(self) -> bool:
        """Whether it rests on everything that is known. A "no" needs no second look for this."""
        if not self.is_intact:
            return False
        return not self.signed.is_go or (self.is_for_this_treatment and not self.appeared)

    @property
    def is_go(self) -> bool:
        """Whether this person may be treated by this decision, as of now."""
        return self.signed.is_go and self.is_current

    @property
    def why_not_current(self) -> str:
        """In words, for a page and for a gate; empty while it stands."""
        if self.is_current:
            return ""
        if not self.is_intact:
            return "What was signed is not kept whole. This decision counts for nothing."
        if not self.is_for_this_treatment:
            return "It was signed for another treatment than the one that is planned now."
        titles = "; ".join(one.finding.title for one in self.appeared)
        return f"Since it was signed: {titles}."


def decision_of(
    patient_id: UUID,
    now: datetime,
    *,
    known_at: datetime | None = None,
    screened: tuple[Screened, ...] = (),
) -> Decision | None:
    """The decision signed last, or last by a moment. A fact that has grown too old is unknown.

    `screened`: what was asked for at this moment already.
    """
    signed = SignedDecision.objects.filter(patient_id=patient_id).select_related("signed_by")
    if known_at is not None:
        signed = signed.filter(signed_at__lte=known_at)
    latest = signed.first()
    return (
        None if latest is None else beside_today(latest, now, known_at=known_at, screened=screened)
    )


def beside_today(
    signed: SignedDecision,
    now: datetime,
    *,
    known_at: datetime | None = None,
    screened: tuple[Screened, ...] = (),
) -> Decision:
    patient = Patient.objects.select_related("clinic").get(pk=signed.patient_id)
    protocol = protocol_considered(patient)
    treatment = signed.content.get("treatment", {})
    is_same = protocol is not None and treatment == treatment_of(protocol)
    own = settings_signed(signed)
    in_force = screened[0].settings if screened else settings_of(patient.clinic_id, known_at)
    beside = SettingsBeside(signed_version=own.version, now_version=in_force.version)
    appeared: tuple[Standing, ...] = ()
    if protocol is not None and is_same and signed.is_go:
        read = signed.content.get("fingerprints", ())
        # What was signed stays on the settings it was signed under; what others would find is said.
        asked = partial(screening_of, patient, protocol, now, known_at=known_at, screened=screened)
        under_own = asked(settings=own)
        appeared = appeared_since(read, under_own.standings)
        if not beside.is_same:
            under_new = asked().standings
            known = {one.fingerprint for one in under_own.standings}
            new = appeared_since((*read, *known), under_new)
            beside = replace(beside, would_be_new=tuple(one.finding for one in new))
    return Decision(
        signed=signed,
        appeared=appeared,
        settings=beside,
        is_for_this_treatment=is_same,
        is_intact=seal_of(signed) == signed.sha256,
    )


def treatment_of(protocol: Protocol) -> dict[str, str]:
    """What the rules are asked about: another version of a protocol is the same medicine."""
    return {"product": protocol.product, "route": protocol.route.value}


def decisions_of(patient_id: UUID) -> Sequence[SignedDecision]:
    """All that were signed, newest first."""
    return list(SignedDecision.objects.filter(patient_id=patient_id).select_related("signed_by"))


def findings_signed(signed: SignedDecision) -> tuple[Finding, ...]:
    """As they were read when it was signed."""
    return findings_from_data(signed.content.get("findings", []))


def settings_signed(signed: SignedDecision) -> ScreeningSettings:
    """The clinic's settings as they stood when it was signed."""
    inputs = signed.content.get("inputs", ())
    return from_data(inputs[0]).settings if inputs else ScreeningSettings()


def standings_signed(signed: SignedDecision) -> tuple[Standing, ...]:
    """The findings with what clinicians had said about each."""
    words = signed.content.get("words", [])
    findings = findings_signed(signed)
    may_pass = settings_signed(signed).absolute_may_pass
    return tuple(
        Standing(
            finding=finding,
            words=tuple(_word(one) for one in said),
            absolute_may_pass=may_pass,
        )
        for finding, said in zip(findings, words, strict=True)
    )


def _word(kept: Mapping[str, str]) -> Word:
    return Word(
        by_id=kept["by_id"],
        by=kept["by"],
        as_prescriber=bool(kept["as_prescriber"]),
        reason=kept["reason"],
        at=datetime.fromisoformat(kept["at"]),
        as_medical_director=bool(kept.get("as_medical_director")),
    )


def under_todays_rules(signed: SignedDecision) -> Comparison:
    """The same facts at the same moment under the rules as they are today."""
    found = {
        finding.rule_id: finding
        for inputs in signed.content.get("inputs", [])
        for finding in reversed(screen(from_data(inputs)))
    }
    return compare(findings_signed(signed), found.values())


def seal_of(signed: SignedDecision) -> str:
    """sha256 over everything the signature stands for."""
    return sealed(
        {
            "patient": str(signed.patient_id),
            "kind": str(signed.kind),
            "conditions": signed.conditions,
            "until": signed.until.isoformat() if signed.until else "",
            "needed": signed.needed,
            "words_for_person": signed.words_for_person,
            "meaning": signed.meaning,
            "content": signed.content,
            "signed_by": str(signed.signed_by_id),
            "signed_at": signed.signed_at.isoformat(),
        }
    )


def sealed(parts: Mapping[str, object]) -> str:
    kept = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(kept.encode()).hexdigest()
