"""The dose a course plans for one session: worked out by whom, when, and for which weight.

It is offered in the room to be read and taken over by a press. A weight that has changed since asks
for working it out again (clinical reference 2.3); how much is the protocol's own number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.dose_ceilings import DoseFacts, ceiling_finding
from holdspace.domain.protocol import Quantity
from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import DosePlanned

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from holdspace.domain.dose_finding import DoseFinding
    from holdspace.domain.protocol import Protocol


@dataclass(frozen=True, kw_only=True)
class PlannedDose:
    """As the version of the plan has it that counts. Dose in mg, weight in kg."""

    dose_mg: Decimal
    mg_per_kg: Decimal | None
    """None: the dose was not worked out by weight, so no weight changes it."""
    tier: str
    weight_basis: str
    weight_kg: Decimal | None
    """The actual weight it was worked out for, whatever the basis made of it."""
    version: int
    planned_by: str
    planned_at: datetime
    on: date

    @property
    def words(self) -> str:
        """As a dose is safest read, with what it rests on."""
        mg = in_words(self.dose_mg, "mg")
        if self.mg_per_kg is None:
            return mg
        rate = in_words(self.mg_per_kg, "mg/kg")
        of = f", for {in_words(self.weight_kg, 'kg')}" if self.weight_kg is not None else ""
        return f"{mg} ({rate}, {self.weight_basis} weight{of})"

    def worked_out_for_kg(self, dose_mg: Decimal) -> Decimal | None:
        """The weight behind this very dose; None where another one is meant, or none by weight."""
        is_this = self.mg_per_kg is not None and dose_mg == self.dose_mg
        return self.weight_kg if is_this else None


def weight_change(
    protocol: Protocol, planned: PlannedDose | None, weight_kg: Decimal | None, now: datetime
) -> DoseFinding | None:
    """What the weight of the day says about the planned dose; None when it says nothing."""
    if planned is None or weight_kg is None:
        return None
    worked_out_for = planned.worked_out_for_kg(planned.dose_mg)
    dose = DosePlanned(drug=protocol.drug, route=protocol.route, dose_mg=planned.dose_mg)
    facts = DoseFacts(now=now, weight_kg=weight_kg, weight_at_calculation_kg=worked_out_for)
    found = (
        finding
        for ceiling in protocol.ceilings
        if ceiling.quantity is Quantity.WEIGHT_CHANGE_PERCENT
        for finding in ceiling_finding(ceiling, dose, facts)
    )
    return next(found, None)
