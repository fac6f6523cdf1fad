"""The predicted course beside the session: a band of a population, and what must be said with it.

It is drawn and read, and nothing else: no gate, signal, flag or review looks at it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from holdspace.domain.kinetics import Dose, Drug, NotPredicted, Person, Predicted, predict
from holdspace.domain.kinetics.in_session import given_in_session
from holdspace.pathway.dosing_session.samples import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.kinetics import SymptomWindow
    from holdspace.domain.session import Session

JSON = dict[str, Any]

UNTIL_MINUTE = 240.0
STEP_MINUTES = 2.0


def predicted_panel(state: Session, now: datetime) -> JSON | None:
    """What the room shows from the first dose on; why there is none, if there is none."""
    zero = state.first_dose_at
    if zero is None:
        return None
    # By the minute: an infusion without a planned end moves with the time, but not every second.
    given = given_in_session(state.doses, now.replace(second=0, microsecond=0))
    if isinstance(given, NotPredicted):
        return _not_predicted(given)
    opened, weight_kg = state.opened, state.weight_kg
    person = Person(
        age_years=opened.age_years if opened else None,
        weight_kg=None if weight_kg is None else float(weight_kg),
    )
    found = predicted(given.drug, given.doses, person)
    if isinstance(found, NotPredicted):
        return _not_predicted(found)
    return {"from": moment(zero), **in_numbers(found), **in_words(found, given.assumed)}


@lru_cache(maxsize=512)
def predicted(drug: Drug, doses: tuple[Dose, ...], person: Person) -> Predicted | NotPredicted:
    """The same question is asked with every sample, and answered once for each dose event."""
    return predict(drug, doses, person, until_minute=UNTIL_MINUTE, step_minutes=STEP_MINUTES)


def in_numbers(found: Predicted) -> JSON:
    """The band in ng/mL, as it is drawn."""
    return {
        "step_minutes": STEP_MINUTES,
        "low": _rounded(found.blood.low),
        "median": _rounded(found.blood.median),
        "high": _rounded(found.blood.high),
    }


def in_words(found: Predicted, assumed: Sequence[str] = ()) -> JSON:
    """What stands beside the band: what it is not, whose it is, how sure, what was published."""
    return {
        "statement": found.statement,
        "drug": found.drug.value,
        "model": found.model_title,
        "sampling": found.sampling.value,
        "sampling_words": found.sampling_words,
        "confidence": found.confidence.value,
        "studied": found.studied,
        "notices": [*assumed, *found.notices],
        "windows": [_window(each) for each in found.symptom_windows],
        "why_not": "",
    }


def _window(each: SymptomWindow) -> JSON:
    return {
        "effect": each.effect,
        "peak_from_minute": each.peak_from_minute,
        "peak_to_minute": each.peak_to_minute,
        "mostly_over_by_minute": each.mostly_over_by_minute,
        "words": each.words,
        "source": each.source,
    }


def _not_predicted(why: NotPredicted) -> JSON:
    return {"why_not": f"Not predicted. {why.sentence}"}


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 1) for value in values]
