"""The steps of a dose that were studied or labelled, as data. Between them there is no step.

A ladder says which amounts stand next to each other; it says of nobody that they should climb it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from holdspace.domain.protocol import DeviceDose, PerKilogramDose
from holdspace.domain.session_events import Route

if TYPE_CHECKING:
    from holdspace.domain.protocol import Protocol

KADS_STEPS = (Decimal("0.5"), Decimal("0.6"), Decimal("0.75"), Decimal("0.9"))
"""mg/kg: KADS-REG, injections under the skin; clinical reference 2.1, 7.5 and 11.1."""
NEAR_MG_PER_KG = Decimal("0.02")
"""A pump's last millilitre: so near to a step is that step (design default)."""


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Steps from the lowest to the highest, in one unit."""

    unit: Literal["mg/kg", "mg"]
    steps: tuple[Decimal, ...]
    near: Decimal
    source: str
    caution: str
    """What is not known about it, in words for whoever reads a proposal."""

    def on(self, dose: Decimal) -> Decimal:
        """The step that a dose is on; between two steps the dose itself."""
        return next((step for step in self.steps if abs(step - dose) <= self.near), dose)

    def after(self, dose: Decimal) -> Decimal | None:
        """The next step up; None on the highest and above it."""
        return next((step for step in self.steps if step > dose + self.near), None)

    def before(self, dose: Decimal) -> Decimal | None:
        """The next step down; None on the lowest and below it."""
        return next((step for step in reversed(self.steps) if step < dose - self.near), None)


def ladder_for(protocol: Protocol, age_years: int | None) -> Ladder | None:
    """The ladder of a protocol; None where the prescriber enters the mg and no number is anyone's.

    A labelled dose that is for older people alone is no step of somebody whose age is not known.
    """
    dose = protocol.dose
    if isinstance(dose, DeviceDose):
        chosen = [
            one.dose
            for one in dose.choices
            if one.from_age is None or (age_years is not None and age_years >= one.from_age.value)
        ]
        return Ladder(
            unit="mg",
            steps=tuple(sorted(one.value for one in chosen)),
            near=Decimal(0),
            source=f"the protocol ({chosen[0].source})",
            caution="The label goes by benefit and tolerability; it names no score to step at.",
        )
    if not isinstance(dose, PerKilogramDose):
        return None
    caution = "The ladder comes from one trial."
    if protocol.route is not Route.SUBCUTANEOUS:
        caution = (
            "The ladder comes from one trial of injections under the skin;"
            " by another route it is clinic convention."
        )
    return Ladder(
        unit="mg/kg",
        steps=KADS_STEPS,
        near=NEAR_MG_PER_KG,
        source="KADS-REG; clinical reference 7.5 and 11.1 (dose.ladder)",
        caution=caution,
    )
