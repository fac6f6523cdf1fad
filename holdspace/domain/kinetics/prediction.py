"""The predicted course: the concentration that a population would have after these doses.

It is a population prediction. It is not a measurement, and no dose or discharge rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from holdspace.domain.kinetics.courses import Dose, course
from holdspace.domain.kinetics.models import Confidence, Drug, Sampling
from holdspace.domain.kinetics.people import Body, drawn
from holdspace.domain.kinetics.refusals import (
    LONGEST_MINUTES,
    NotPredicted,
    choose_ways,
    refuse_doses,
    refuse_person,
)
from holdspace.domain.kinetics.routes import Way, WayIn
from holdspace.domain.kinetics.windows import SymptomWindow, symptom_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STATEMENT = "Population prediction, not a measurement; not for dosing or discharge."
PEOPLE = 2048
LOW_SHARE, MIDDLE_SHARE, HIGH_SHARE = 0.05, 0.5, 0.95
MOST_POINTS = 5000
QUICK_MINUTES = 2.0

SAMPLING_WORDS = {
    Sampling.ARTERIAL: "as in blood from an artery; a test from the arm reads about a third lower"
    " while an infusion runs",
    Sampling.VENOUS: "as in blood from a vein of the arm",
    Sampling.NOT_STATED: "the sampling site was not stated",
}


class Caution(StrEnum):
    """What makes a person unlike those who were studied."""

    PREGNANT = "pregnant"
    LIVER = "liver impairment"
    ENZYME_INHIBITOR = "a medicine that slows CYP3A4 or CYP2B6"
    INTENSIVE_CARE = "intensive care"


@dataclass(frozen=True, kw_only=True)
class Band:
    """ng/mL at each minute: one in twenty people is below `low`, one in twenty above `high`."""

    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Predicted:
    """The band over time, and everything that must stand beside it."""

    drug: Drug
    minutes: tuple[float, ...]
    blood: Band
    effect_site: Band | None
    """None where the blood that was drawn lags already: the effect follows it."""
    model_code: str
    model_title: str
    sampling: Sampling
    confidence: Confidence
    studied: str
    sources: tuple[str, ...]
    notices: tuple[str, ...]
    symptom_windows: tuple[SymptomWindow, ...]
    people: int = PEOPLE
    statement: str = STATEMENT

    @property
    def sampling_words(self) -> str:
        return SAMPLING_WORDS[self.sampling]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who the population is to be like. Ancestry counts only where somebody said it."""

    age_years: float | None
    """None: not known, and nothing is predicted."""
    weight_kg: float | None
    """None: nobody weighed the person, and the band is wider."""
    is_asian: bool = False
    is_japanese: bool = False
    cautions: frozenset[Caution] | None = None
    """None: nobody looked."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Another model than the default of the route, or anaesthetic doses, by a clinician's word."""

    sampling: Sampling | None = None
    model_code: str | None = None
    anaesthetic_is_meant: bool = False


DEFAULTS = Wish()


def predict(
    drug: Drug,
    doses: Sequence[Dose],
    person: Person,
    *,
    until_minute: float = 180.0,
    step_minutes: float = 1.0,
    wish: Wish = DEFAULTS,
) -> Predicted | NotPredicted:
    """The band of a population like this person after these doses, or why there is none.

    Doses are mg of base; minutes count from where the caller put its doses.
    """
    refusal = refuse_person(person.age_years, person.weight_kg)
    if refusal is not None:
        return refusal
    body = Body(
        age_years=person.age_years or 0.0,
        weight_kg=person.weight_kg,
        is_asian=person.is_asian,
        is_japanese=person.is_japanese,
    )
    refusal = refuse_doses(drug, doses, body, anaesthetic_is_meant=wish.anaesthetic_is_meant)
    if refusal is not None:
        return refusal
    chosen = choose_ways(drug, doses, sampling=wish.sampling, model_code=wish.model_code)
    if isinstance(chosen, NotPredicted):
        return chosen
    minutes = _grid(until_minute, step_minutes)
    if isinstance(minutes, NotPredicted):
        return minutes
    blood, effect = _bands(chosen, doses, body, minutes)
    return Predicted(
        drug=drug,
        minutes=tuple(minutes.tolist()),
        blood=blood,
        effect_site=effect,
        model_code=chosen[0].model.code,
        model_title=chosen[0].model.title,
        sampling=chosen[0].model.sampling,
        confidence=_least_confident(chosen),
        studied=chosen[0].model.studied,
        sources=tuple(
            dict.fromkeys(s for each in chosen for s in (each.model.source, each.source))
        ),
        notices=_notices(chosen, doses, body, person.cautions),
        symptom_windows=symptom_windows(drug, doses, person.weight_kg),
    )


def quantiles(rows: Floats) -> Band:
    """Low, median and high of each row: one partition of a row, without sorting it."""
    people = rows.shape[1]
    places = [round(share * (people - 1)) for share in (LOW_SHARE, MIDDLE_SHARE, HIGH_SHARE)]
    low, median, high = np.partition(rows, places, axis=1)[:, places].T
    return Band(low=tuple(low.tolist()), median=tuple(median.tolist()), high=tuple(high.tolist()))


def _bands(
    chosen: Sequence[WayIn], doses: Sequence[Dose], body: Body, minutes: Floats
) -> tuple[Band, Band | None]:
    people = drawn(chosen, body, PEOPLE)
    given = [(way, [dose for dose in doses if dose.way is way.way]) for way in chosen]
    found = course(given, people, minutes)
    has_effect_site = chosen[0].model.effect_half_life_minutes is not None
    return quantiles(found.plasma), quantiles(found.effect) if has_effect_site else None


def _grid(until_minute: float, step_minutes: float) -> Floats | NotPredicted:
    fits = 0 < step_minutes <= until_minute <= LONGEST_MINUTES
    if not fits or until_minute / step_minutes > MOST_POINTS:
        return NotPredicted(
            code="times",
            sentence=f"Ask for up to {LONGEST_MINUTES:g} minutes, in steps above 0,"
            f" {MOST_POINTS} of them at most.",
        )
    steps = np.arange(int(until_minute / step_minutes + 1e-9) + 1, dtype=np.float64)
    return steps * np.float64(step_minutes)


def _least_confident(chosen: Sequence[WayIn]) -> Confidence:
    order = list(Confidence)
    return max((each.confidence for each in chosen), key=order.index)


def _notices(
    chosen: Sequence[WayIn],
    doses: Sequence[Dose],
    body: Body,
    cautions: frozenset[Caution] | None,
) -> tuple[str, ...]:
    said = [each.limits for each in chosen]
    if any(one.way is Way.INTRAVENOUS and one.over_minutes <= QUICK_MINUTES for one in doses):
        said.append("The first two minutes after a quick injection are not to be trusted.")
    if len(chosen) > 1:
        said.append(
            f"Given by {' and '.join(each.way for each in chosen)}:"
            f" one model shows all of it, {chosen[0].model.title}."
        )
    if body.weight_kg is None:
        said.append("Weight is not known: the band is wider, over 40 to 160 kg.")
    if cautions is None:
        said.append("Liver, pregnancy and other medicines were not looked at.")
    for each in sorted(cautions or ()):
        if each is not Caution.ENZYME_INHIBITOR:
            said.append(
                f"{each.capitalize()}: nobody like this was studied; take the band as wider."
            )
        elif any(way.way in (Way.ORAL, Way.SUBLINGUAL) for way in chosen):
            said.append(f"With {each}, swallowed doses reach two to three times these levels.")
        else:
            said.append(f"With {each}, levels may fall more slowly.")
    return tuple(dict.fromkeys(said))
