"""A dose by body weight on each of the three bases, and whether all three have to be seen.

Which basis counts is the prescriber's decision; nothing here chooses one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.protocol import WeightBasis
from holdspace.domain.quantities import (
    body_mass_index,
    dose_mg,
    ideal_weight_kg,
    in_words,
    three_weights,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.domain.protocol import WeightRules
    from holdspace.domain.quantities import Sex

SOURCE = "clinical reference 2.3 (Devine 1974)"
TOO_SHORT = "The formula says nothing below 152.4 cm (60 inches)."


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a dose by weight rests on. None: not known, and nothing is put in its place."""

    weight_kg: Decimal | None = None
    height_cm: Decimal | None = None
    sex: Sex | None = None
    """As the formula has it; nothing else is concluded from it."""


@dataclass(frozen=True, kw_only=True)
class WeightLine:
    """One basis: its weight, and the dose it makes; or why there is none."""

    basis: WeightBasis
    weight_kg: Decimal | None
    dose_mg: Decimal | None
    why_not: str = ""

    @property
    def words(self) -> str:
        if self.weight_kg is None or self.dose_mg is None:
            return f"{self.basis.value}: {self.why_not}"
        kg, mg = in_words(self.weight_kg, "kg"), in_words(self.dose_mg, "mg")
        return f"{self.basis.value} {kg}: {mg}"


@dataclass(frozen=True, kw_only=True)
class DoseByWeight:
    """The three lines; the one that was chosen; and whether they must be seen together."""

    lines: tuple[WeightLine, ...]
    chosen: WeightLine
    body_mass_index: Decimal | None
    shows_all: bool | None
    """None: height or weight is not known, so nobody can say whether all three belong here."""
    sentence: str
    source: str


def dose_by_weight(
    rules: WeightRules, basis: WeightBasis, mg_for_kg: Decimal, body: Body
) -> DoseByWeight:
    """mg at `mg_for_kg` by actual, ideal and adjusted weight (clinical reference 2.3)."""
    lines = tuple(_line(each, mg_for_kg, body) for each in WeightBasis)
    index = (
        body_mass_index(body.weight_kg, body.height_cm)
        if body.weight_kg is not None and body.height_cm is not None
        else None
    )
    shows_all = None if index is None else index >= rules.show_all_from.value
    return DoseByWeight(
        lines=lines,
        chosen=next(line for line in lines if line.basis is basis),
        body_mass_index=index,
        shows_all=shows_all,
        sentence=_sentence(rules, index, shows_all=shows_all),
        source=rules.show_all_from.source,
    )


def _sentence(rules: WeightRules, index: Decimal | None, *, shows_all: bool | None) -> str:
    limit = rules.show_all_from.words
    if index is None:
        return (
            f"Height or weight is not known, so neither is the body mass index. From {limit} all"
            " three weights are looked at."
        )
    here = f"Body mass index {in_words(index, 'kg/m2')}"
    return f"{here}, at or above {limit}: look at all three." if shows_all else f"{here}."


def _line(basis: WeightBasis, mg_for_kg: Decimal, body: Body) -> WeightLine:
    kg, why_not = _weight(basis, body)
    mg = None if kg is None else dose_mg(mg_for_kg, kg)
    return WeightLine(basis=basis, weight_kg=kg, dose_mg=mg, why_not=why_not)


def _weight(basis: WeightBasis, body: Body) -> tuple[Decimal | None, str]:
    if body.weight_kg is None:
        return None, "The weight is not known."
    if basis is WeightBasis.ACTUAL:
        return body.weight_kg, ""
    if body.height_cm is None or body.sex is None:
        missing = "height" if body.height_cm is None else "sex for the formula"
        return None, f"The {missing} is not known."
    if ideal_weight_kg(body.sex, body.height_cm) is None:
        return None, TOO_SHORT
    weights = three_weights(body.sex, body.height_cm, body.weight_kg)
    return (weights.ideal_kg if basis is WeightBasis.IDEAL else weights.adjusted_kg), ""
