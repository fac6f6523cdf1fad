"""What a published model may say: compartments, flows, how it was sampled, in whom, how sure.

A model is data. Which papers disagree is mostly a question of where the blood was drawn, so no
model is without its sampling site.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ADULT_FROM_YEARS = 18


class Drug(StrEnum):
    """What was given. Racemic and esketamine concentrations are different things."""

    RACEMIC = "racemic ketamine"
    ESKETAMINE = "esketamine"


class Sampling(StrEnum):
    """Where the blood was drawn. During an infusion an artery shows 1.3 to 1.7 times a vein."""

    ARTERIAL = "arterial"
    VENOUS = "venous"
    NOT_STATED = "not stated"


class Confidence(StrEnum):
    """How far a typical course can be trusted, in a word for the screen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW_TO_MEDIUM = "low to medium"
    LOW = "low"
    VERY_LOW = "very low"


class Population(StrEnum):
    """Who was studied."""

    ADULTS = "adults"
    CRITICALLY_ILL = "adults in intensive care"
    CHILDREN = "children"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number of a model for a person of 70 kg, and how it differs between people.

    `log_sd` spreads a positive number log-normally; `logit_sd` a share of 1 on the logit scale.
    """

    name: str
    value: float
    unit: str
    weight_exponent: float = 0.0
    log_sd: float = 0.0
    logit_sd: float = 0.0
    middle_in_sd: float = 0.0
    """Where the middle of the people lies, in standard deviations from `value`: where two studies
    disagree, the band runs between them and the typical number is that of one."""
    most: float | None = None
    """Nobody is above it: a share ends at 1."""
    per_year_over_60: float = 0.0
    if_asian: float = 1.0
    if_japanese: float = 1.0

    @property
    def varies(self) -> bool:
        return self.log_sd > 0 or self.logit_sd > 0


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A flow both ways between two compartments, in L/h."""

    between: tuple[int, int]
    flow: Parameter


@dataclass(frozen=True, kw_only=True)
class Disposition:
    """Compartments, the first of which is measured; flows between them; one that eliminates.

    What eliminates is a clearance in L/h, or rate constants in 1/h of that compartment's volume.
    """

    code: str
    title: str
    drug: Drug
    sampling: Sampling
    population: Population
    studied: str
    """Who was studied, in words."""
    source: str
    volumes: tuple[Parameter, ...]
    exchanges: tuple[Exchange, ...]
    eliminates: int = 0
    clearance: Parameter | None = None
    rate_constants: tuple[Parameter, ...] = ()
    correlated: tuple[str, str, float] | None = None
    """Two parameters that vary together, and their correlation."""
    other_differences_log_sd: float = 0.25
    """Of all concentrations of one person: volunteers differ less than patients at a clinic do.
    Assumed, from residual spreads of 0.236 (Otto 2021) and 0.276 (Perez-Ruixo 2021)."""
    effect_half_life_minutes: float | None = None
    """Of the way from blood to effect. None: the blood that was drawn already lags by it."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All that the model says, in a fixed order: random effects are numbered by it."""
        clearance = () if self.clearance is None else (self.clearance,)
        flows = tuple(each.flow for each in self.exchanges)
        return (*self.volumes, *clearance, *self.rate_constants, *flows)

    @property
    def is_for_adults_at_a_clinic(self) -> bool:
        return self.population is Population.ADULTS


@dataclass(frozen=True, kw_only=True)
class Pathway:
    """One way of a dose into the body: what share, how fast, into which compartment.

    `rest_of`: this pathway takes what another left over (swallowed after a nasal spray).
    """

    share: Parameter
    rate_per_minute: Parameter | None = None
    """First order. None: straight in."""
    filling_minutes: Parameter | None = None
    """The depot fills at a constant rate for so long before it empties at `rate_per_minute`."""
    lag_minutes: float = 0.0
    into: int = 0
    rest_of: Parameter | None = None
    later_share: float = 1.0
    """Of the share, for each device after the first (saturable: the nose is full)."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        each = (self.share, self.rate_per_minute, self.filling_minutes)
        return tuple(one for one in each if one is not None)
