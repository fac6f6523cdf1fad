"""Virtual people around one real person's body and age: the typical one, or a fixed draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdspace.domain.kinetics.sobol import normal_draw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from holdspace.domain.kinetics.models import Parameter
    from holdspace.domain.kinetics.routes import WayIn

    Floats = NDArray[np.float64]

REFERENCE_WEIGHT_KG = 70.0
LIVER_FLOW_FALLS_FROM_YEARS = 60.0
UNKNOWN_WEIGHT_KG = (78.0, 16.0)
"""Mean and standard deviation, where nobody weighed the person."""
WEIGHT_KG = (40.0, 160.0)
"""Outside of it no model was built; also where a sampled weight is cut off."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """What the models take from the real person. Ancestry is used only where it was said."""

    age_years: float
    weight_kg: float | None
    is_asian: bool = False
    is_japanese: bool = False


@dataclass(frozen=True, kw_only=True)
class People:
    """Every parameter by its name, one number for each virtual person."""

    values: Mapping[str, Floats]
    scale: Floats
    """A factor on all concentrations of one of them."""

    @property
    def count(self) -> int:
        return self.scale.size


def typical(ways: Sequence[WayIn], body: Body) -> People:
    """One person without differences. Without a weight: of the mean weight."""
    weight = UNKNOWN_WEIGHT_KG[0] if body.weight_kg is None else body.weight_kg
    return People(
        values={
            name: _value(each, body, np.array([weight]), np.zeros(1))
            for name, each in _parameters(ways).items()
        },
        scale=np.ones(1),
    )


def drawn(ways: Sequence[WayIn], body: Body, people: int) -> People:
    """A fixed draw: the same people at every call, so that a band never flickers."""
    model = ways[0].model
    parameters = _parameters(ways)
    vary = [name for name, each in parameters.items() if each.varies]
    normal = normal_draw(people, len(vary) + 2)
    effects = {name: normal[row] + parameters[name].middle_in_sd for row, name in enumerate(vary)}
    _correlate(effects, model.correlated)
    weight = _weights(body, normal[-1])
    none = np.zeros(people)
    return People(
        values={
            name: _value(each, body, weight, effects.get(name, none))
            for name, each in parameters.items()
        },
        scale=np.exp(model.other_differences_log_sd * normal[len(vary)]),
    )


def _parameters(ways: Sequence[WayIn]) -> dict[str, Parameter]:
    """The disposition's by name; those of a way in also by its way: two may be used at once."""
    own = {each.name: each for each in ways[0].model.parameters}
    return own | {way.key(each): each for way in ways for each in way.parameters}


def _weights(body: Body, normal: Floats) -> Floats:
    if body.weight_kg is not None:
        return np.full(normal.shape, body.weight_kg)
    mean, spread = UNKNOWN_WEIGHT_KG
    return np.clip(mean + spread * normal, *WEIGHT_KG)


def _correlate(effects: dict[str, Floats], correlated: tuple[str, str, float] | None) -> None:
    """Two parameters that vary together: the second is rebuilt from the first (Cholesky)."""
    if correlated is None:
        return
    first, second, correlation = correlated
    own = np.sqrt(1 - correlation**2)
    effects[second] = correlation * effects[first] + own * effects[second]


def _value(parameter: Parameter, body: Body, weight_kg: Floats, effect: Floats) -> Floats:
    """One parameter for everybody: the table's number, body, age, and what differs."""
    centre = parameter.value
    centre += parameter.per_year_over_60 * max(0.0, body.age_years - LIVER_FLOW_FALLS_FROM_YEARS)
    centre *= parameter.if_asian if body.is_asian or body.is_japanese else 1.0
    if parameter.logit_sd:
        logit = np.log(centre / (1 - centre)) + parameter.logit_sd * effect
        varied = 1 / (1 + np.exp(-logit))
    else:
        scaled = (weight_kg / REFERENCE_WEIGHT_KG) ** parameter.weight_exponent
        varied = centre * scaled * np.exp(parameter.log_sd * effect)
    found: Floats = varied * (parameter.if_japanese if body.is_japanese else 1.0)
    return found if parameter.most is None else np.minimum(found, parameter.most)
