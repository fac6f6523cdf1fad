"""When effects were observed, as published. Beside the predicted concentration, never out of it.

The two do not run together: 90 minutes after 84 mg by nose the typical level is still three
quarters of its peak, while the altered perception has mostly gone. Tolerance and metabolites are
between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.kinetics.models import Drug
from holdspace.domain.kinetics.routes import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.kinetics.courses import Dose


@dataclass(frozen=True, kw_only=True)
class SymptomWindow:
    """One effect over time, in minutes from the first dose, as observed in studies."""

    effect: str
    peak_from_minute: float
    peak_to_minute: float
    mostly_over_by_minute: float
    over_in_nearly_all_by_minute: float | None
    studied: str
    source: str

    @property
    def words(self) -> str:
        peak = f"{self.peak_from_minute:g}"
        if self.peak_to_minute != self.peak_from_minute:
            peak += f" to {self.peak_to_minute:g}"
        said = f"{self.effect}: strongest about {peak} min after the first dose, "
        said += f"mostly over by {self.mostly_over_by_minute:g} min"
        if self.over_in_nearly_all_by_minute is not None:
            said += f", in nearly everybody by {self.over_in_nearly_all_by_minute:g} min"
        return f"{said} ({self.studied})."


NASAL_WINDOWS = (
    SymptomWindow(
        effect="Altered perception", peak_from_minute=40, peak_to_minute=40,
        mostly_over_by_minute=90, over_in_nearly_all_by_minute=None,
        studied="trials of esketamine nasal spray",
        source="manufacturer's summary of the trials; less with each repetition",
    ),
    SymptomWindow(
        effect="Blood pressure", peak_from_minute=40, peak_to_minute=40,
        mostly_over_by_minute=120, over_in_nearly_all_by_minute=None,
        studied="trials of esketamine nasal spray",
        source="product label and manufacturer's summary of the trials",
    ),
)  # fmt: skip
INFUSION_WINDOWS = (
    SymptomWindow(
        effect="Altered perception", peak_from_minute=40, peak_to_minute=40,
        mostly_over_by_minute=80, over_in_nearly_all_by_minute=120,
        studied="0.5 mg/kg over 40 min into a vein",
        source="Zarate 2006; Murrough 2013; Luckenbaugh 2014 (quoted, not read again)",
    ),
    SymptomWindow(
        effect="Blood pressure", peak_from_minute=30, peak_to_minute=40,
        mostly_over_by_minute=80, over_in_nearly_all_by_minute=240,
        studied="0.5 mg/kg over 40 min into a vein",
        source="Wan 2015; Murrough 2013 (quoted, not read again)",
    ),
)  # fmt: skip

STUDIED_MG_PER_KG = (0.4, 0.6)  # design default: near enough to 0.5 mg/kg
EXACT_PLACES = 6  # 37.2 mg for 62 kg are 0.6 mg/kg, whatever a computer makes of it
STUDIED_MINUTES = (30.0, 50.0)  # design default: near enough to 40 min


def symptom_windows(
    drug: Drug, doses: Sequence[Dose], weight_kg: float | None
) -> tuple[SymptomWindow, ...]:
    """The windows published for such doses; empty where nobody published any."""
    ways = {dose.way for dose in doses}
    if drug is Drug.ESKETAMINE and ways == {Way.NASAL}:
        return NASAL_WINDOWS
    if drug is not Drug.RACEMIC or ways != {Way.INTRAVENOUS} or weight_kg is None:
        return ()
    mg_per_kg = round(sum(dose.mg for dose in doses) / weight_kg, EXACT_PLACES)
    ends = max(dose.at_minute + dose.over_minutes for dose in doses)
    minutes = round(ends - min(dose.at_minute for dose in doses), EXACT_PLACES)
    if not STUDIED_MG_PER_KG[0] <= mg_per_kg <= STUDIED_MG_PER_KG[1]:
        return ()
    return INFUSION_WINDOWS if STUDIED_MINUTES[0] <= minutes <= STUDIED_MINUTES[1] else ()
