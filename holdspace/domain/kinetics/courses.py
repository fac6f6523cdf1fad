"""From doses and people to concentrations: each dose through its pathways, then added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdspace.domain.kinetics.modes import (
    Decay,
    Modes,
    decay,
    through_a_depot,
    unit_response,
    with_effect_site,
)
from holdspace.domain.kinetics.pulses import Course, Pulse, follow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from holdspace.domain.kinetics.models import Pathway
    from holdspace.domain.kinetics.people import People
    from holdspace.domain.kinetics.routes import Way, WayIn

    Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Dose:
    """mg of base given by one way from one minute on; 0 minutes is all at once.

    An infusion whose rate changes is one of these for each rate. Minutes may be negative.
    """

    way: Way
    mg: float
    at_minute: float = 0.0
    over_minutes: float = 0.0


def course(
    given: Sequence[tuple[WayIn, Sequence[Dose]]], people: People, minutes: Floats
) -> Course:
    """Blood and effect site of all doses together, for these people. One disposition for all."""
    found = decay(given[0][0].model, people.values)
    parts = [
        follow(
            _modes(way, pathway, found, people),
            list(_pulses(way, pathway, doses, people)),
            minutes,
        )
        for way, doses in given
        for pathway in way.pathways
    ]
    first = parts[0]
    for part in parts[1:]:
        first.add(part)
    return first


def _modes(way: WayIn, pathway: Pathway, found: Decay, people: People) -> Modes:
    modes = unit_response(found, into=pathway.into)
    if pathway.rate_per_minute is not None:
        modes = through_a_depot(modes, people.values[way.key(pathway.rate_per_minute)])
    modes = with_effect_site(modes, way.model.effect_half_life_minutes)
    return modes.times(people.scale)


def _pulses(way: WayIn, pathway: Pathway, doses: Sequence[Dose], people: People) -> Iterator[Pulse]:
    values = people.values
    filling = pathway.filling_minutes
    for place, dose in enumerate(_one_by_one(way, doses)):
        share = values[way.key(pathway.share)]
        of_this_device = pathway.later_share if place else 1.0
        if pathway.rest_of is None:
            share = share * of_this_device
        else:
            share = share * (1 - values[way.key(pathway.rest_of)] * of_this_device)
        yield Pulse(
            from_minute=dose.at_minute + pathway.lag_minutes,
            amount_mg=dose.mg * share,
            over_minutes=dose.over_minutes if filling is None else values[way.key(filling)],
        )


def _one_by_one(way: WayIn, doses: Sequence[Dose]) -> Iterator[Dose]:
    """Doses in order of time; what is given in devices, device by device."""
    for dose in sorted(doses, key=lambda each: each.at_minute):
        if way.device_mg is None:
            yield dose
            continue
        for device in range(round(dose.mg / way.device_mg)):
            yield Dose(
                way=dose.way,
                mg=way.device_mg,
                at_minute=dose.at_minute + device * way.minutes_between_devices,
            )
