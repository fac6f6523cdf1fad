"""The few ways in which answers become a total. A missing answer is never counted as zero."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instrument import Given
from holdspace.domain.scales.scored import Flag, Total

Arithmetic = Callable[[Given], Total]


def _asked(given: Given) -> tuple[int, ...]:
    instrument = given.instrument
    return tuple(
        number for number in instrument.scored_numbers if instrument.is_asked(number, given.answers)
    )


def missing(given: Given) -> tuple[int, ...]:
    """The numbers of the scored questions that were asked and not answered."""
    return tuple(number for number in _asked(given) if number not in given.answers)


def not_answered(given: Given, numbers: tuple[int, ...]) -> str:
    names = ", ".join(given.instrument.question(number).name for number in numbers)
    return f"Not answered: {names}."


def sum_of_all(given: Given) -> Total:
    """The sum. None while an answer is missing: this instrument says nothing about filling in."""
    gaps = missing(given)
    if gaps:
        return Total(value=None, why_none=not_answered(given, gaps))
    return Total(value=Decimal(sum(given.of_scored())))


def prorated_sum(*, at_most_missing: int) -> Arithmetic:
    """The sum; with few answers missing, the sum by all over answered, rounded half up."""

    def total(given: Given) -> Total:
        gaps = missing(given)
        asked = len(_asked(given))
        if len(gaps) > at_most_missing:
            return Total(value=None, why_none=not_answered(given, gaps))
        summed = Decimal(sum(given.of_scored()))
        if not gaps:
            return Total(value=summed)
        filled = summed * asked / (asked - len(gaps))
        return Total(value=round_half_up(filled, 0), is_prorated=True)

    return total


def mean_of_all(given: Given) -> Total:
    """The mean, to the instrument's decimal places. None while an answer is missing."""
    summed = sum_of_all(given)
    if summed.value is None:
        return summed
    mean = summed.value / len(_asked(given))
    return Total(value=round_half_up(mean, given.instrument.places), exact=mean)


def cut_off(
    code: str, *, at_least: int | None = None, at_most: int | None = None, words: str, source: str
) -> Callable[[Given, Decimal | None], Flag]:
    """A flag that is set from (or up to) a total. Without a total it cannot be told."""

    def flag(_: Given, total: Decimal | None) -> Flag:
        is_set = None
        if total is not None:
            is_set = (at_least is None or total >= at_least) and (
                at_most is None or total <= at_most
            )
        return Flag(code=code, is_set=is_set, words=words, source=source)

    return flag
