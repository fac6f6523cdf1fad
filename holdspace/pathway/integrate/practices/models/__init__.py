"""A person's own practices as rows, and what of them they show."""

from holdspace.pathway.integrate.practices.models.own import (
    Lean,
    OpenDaysPlan,
    SmallThing,
    Wheel,
    WheelScore,
)
from holdspace.pathway.integrate.practices.models.shown import Shown, What

__all__ = ["Lean", "OpenDaysPlan", "Shown", "SmallThing", "What", "Wheel", "WheelScore"]
