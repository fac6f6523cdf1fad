"""The words of the room for codes of the record, and numbers as they are written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from holdspace.domain.mark_words import PHASES, ROUTES
from holdspace.domain.quantities import round_half_up
from holdspace.domain.session_events import Route

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["EMERGENCY_ROLES", "PHASES", "ROUTES", "TIME_OUT", "ZERO", "plain"]

ZERO = {
    Route.INTRAVENOUS: "since the infusion began",
    Route.INTRAMUSCULAR: "since the injection",
    Route.SUBCUTANEOUS: "since the injection",
    Route.NASAL: "since the first device",
    Route.SUBLINGUAL: "since the tablet was placed",
    Route.ORAL: "since the tablet was taken",
}

TIME_OUT = (
    ("identity", "Name and date of birth, said by the person"),
    ("consent", "Consent said again, touch and recording as agreed"),
    ("dose", "Drug, dose, route and strength read out from the vial"),
    ("vitals", "Vital signs of today, allergies, fast"),
    ("equipment", "Oxygen, suction, mask and emergency drugs within reach"),
    ("roles", "Who watches, who guides, who leads in an emergency"),
    ("way_home", "Escort named and reachable"),
)
"""What two people say to each other before the dose."""

EMERGENCY_ROLES = (
    "Leads",
    "Calls the ambulance",
    "Airway and oxygen",
    "Writes down",
    "Meets the crew",
)


@lru_cache(maxsize=20_000)
def plain(value: Decimal | None, *, places: int = 2) -> str | None:
    """A number without needless zeros; None stays None."""
    if value is None:
        return None
    text = f"{round_half_up(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
