"""A session of Mara's with touch agreed, and Mara with her phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdspace.clinic.people.roles import OwnActor
from holdspace.pathway.consult.actions import (
    withdraw_own_consent,
)
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.prepare.actions import PlannedGuidance, plan_guidance
from tests.pathway.consult.signed import signed
from tests.pathway.dosing_session.story import (
    Tablet,
    opened,
)

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast


class Room:
    """A session of Mara's, with touch agreed; and Mara, who has her phone with her."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        patient = cast.patients["mara"]
        self.mara = OwnActor(
            patient_id=patient.pk, account_id=0, clinic_id=cast.clinic.id, name="Mara"
        )
        self.session = opened(cast, now)
        self.tablet = Tablet(self.session)
        self.course = self.session.cycle.course
        signed(cast, self.course, "touch", now)
        hand = PlannedGuidance(level=1, is_touch_allowed=True, touch_areas="Hand only")
        plan_guidance(actor=cast.actor("jonas"), cycle=self.session.cycle, plan=hand, now=now)

    def withdraw(self, item: str, at: datetime) -> None:
        consent = item_of_consent(self.course, item).latest
        withdraw_own_consent(person=self.mara, consent=consent, now=at)

    def write_note(self, at: datetime) -> None:
        self.tablet.chart(self.cast.actor("ana"), at, "NoteWritten", text="Quiet.")

    def panels(self, at: datetime) -> dict[str, Any]:
        return look(self.session, at).state()["panels"]

    def consent_at_the_gate(self, at: datetime) -> dict[str, Any]:
        return next(one for one in self.panels(at)["gate_start"] if one["code"] == "consent")
