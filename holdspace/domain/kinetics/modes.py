"""The closed form: compartments as a sum of exponentials, exact at any moment and any step.

With D = diag(V^-1/2) and L the flows between compartments (plus the clearance where it eliminates),
S = D L D is symmetric; its eigenvalues are the rates. One mg in compartment p shows in the measured
one as the sum over k of U_0k U_pk / sqrt(V_0 V_p) exp(-rate_k t).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from holdspace.domain.kinetics.units import MINUTES_PER_HOUR, NG_PER_ML_IN_MG_PER_L

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from holdspace.domain.kinetics.models import Disposition

    Floats = NDArray[np.float64]

APART, APART_IN_A_CROWD = 2e-6, 3e-5
"""Two rates that are nearer than this share of each other are set apart by it: the sum of their
exponentials would be a difference of two huge numbers. Of three, wider: the numbers are huger."""


@dataclass(frozen=True, kw_only=True)
class Modes:
    """What one mg by one pathway becomes, for many people: exponentials with their weights.

    Each array is (modes, people). Rates in 1/min, weights in ng/mL for one mg.
    """

    rates_per_minute: Floats
    plasma: Floats
    effect: Floats | None
    """None: the effect site follows the blood that was drawn."""

    def times(self, factor: Floats) -> Modes:
        """Each person's concentrations, larger by a factor of their own."""
        effect = None if self.effect is None else self.effect * factor
        return replace(self, plasma=self.plasma * factor, effect=effect)


@dataclass(frozen=True, kw_only=True)
class Decay:
    """Rates (modes, people) in 1/min and the eigenvectors (people, compartments, modes)."""

    rates_per_minute: Floats
    vectors: Floats
    volumes_l: Floats
    """(people, compartments)."""


def decay(model: Disposition, values: Mapping[str, Floats]) -> Decay:
    """The eigenvalues of a model for everybody whose parameters are given, in one batch."""
    volumes = np.stack([values[each.name] for each in model.volumes], axis=1)
    people, compartments = volumes.shape
    flows = np.zeros((people, compartments, compartments))
    for each in model.exchanges:
        here, there = each.between
        flow = values[each.flow.name] / MINUTES_PER_HOUR
        flows[:, here, here] += flow
        flows[:, there, there] += flow
        flows[:, here, there] -= flow
        flows[:, there, here] -= flow
    eliminates = model.eliminates
    flows[:, eliminates, eliminates] += clearance_l_per_hour(model, values) / MINUTES_PER_HOUR
    root = 1 / np.sqrt(volumes)
    rates, vectors = np.linalg.eigh(flows * root[:, :, None] * root[:, None, :])
    return Decay(rates_per_minute=rates.T.copy(), vectors=vectors, volumes_l=volumes)


def clearance_l_per_hour(model: Disposition, values: Mapping[str, Floats]) -> Floats:
    """What the eliminating compartment clears. From rate constants: times its volume."""
    if model.clearance is not None:
        return values[model.clearance.name]
    volume = values[model.volumes[model.eliminates].name]
    return volume * sum(values[each.name] for each in model.rate_constants)


def unit_response(found: Decay, *, into: int) -> Modes:
    """One mg put straight into a compartment, as the first one shows it."""
    shown = found.vectors[:, 0, :] * found.vectors[:, into, :]
    volume = np.sqrt(found.volumes_l[:, 0] * found.volumes_l[:, into])
    weights = NG_PER_ML_IN_MG_PER_L * shown / volume[:, None]
    return Modes(rates_per_minute=found.rates_per_minute, plasma=weights.T.copy(), effect=None)


def through_a_depot(response: Modes, rate_per_minute: Floats) -> Modes:
    """The same mg, let in at a first-order rate: every weight changes and one mode comes."""
    rate = _apart(rate_per_minute, response.rates_per_minute)
    weights = response.plasma * rate / (rate - response.rates_per_minute)
    return Modes(
        rates_per_minute=np.vstack([response.rates_per_minute, rate]),
        plasma=np.vstack([weights, -weights.sum(axis=0)]),
        effect=None,
    )


def with_effect_site(response: Modes, half_life_minutes: float | None) -> Modes:
    """The effect site, exact: it has the modes of the blood and one of its own."""
    if half_life_minutes is None:
        return response
    wanted = np.full(response.rates_per_minute.shape[1], np.log(2) / half_life_minutes)
    rate = _apart(wanted, response.rates_per_minute)
    weights = response.plasma * rate / (rate - response.rates_per_minute)
    none = np.zeros((1, rate.size))
    return Modes(
        rates_per_minute=np.vstack([response.rates_per_minute, rate]),
        plasma=np.vstack([response.plasma, none]),
        effect=np.vstack([weights, -weights.sum(axis=0)]),
    )


def _apart(rate: Floats, others: Floats) -> Floats:
    """`rate`, moved off another rate that it nearly equals."""
    distance = np.abs(others - rate)
    crowd = (distance < APART_IN_A_CROWD * rate).sum(axis=0)
    by = np.where(crowd > 1, APART_IN_A_CROWD, APART)
    too_near = distance < by * rate
    off = np.where(too_near, others, 0.0).max(axis=0) * (1 + 2 * by)
    return np.where(too_near.any(axis=0), off, rate)
