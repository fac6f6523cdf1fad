"""A person who may be treated: everything answered, each finding signed for, a signed decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.consult.demo_answers import decide_harmlessly

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.models import Patient
    from holdspace.pathway.consult.models import SignedDecision

IV = "iv-racemic-0.5mgkg-40min/1"


def decide_go(cast: Cast, patient: Patient, now: datetime, *, protocol: str = "") -> SignedDecision:
    """Inside the clinic's context. `protocol` (such as IV) only where there is no course yet."""
    return decide_harmlessly(
        prescriber=cast.actor("okafor"),
        second=cast.actor("ana"),
        patient=patient,
        now=now,
        protocol=protocol,
    )
