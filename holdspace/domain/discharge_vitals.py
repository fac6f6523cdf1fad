"""Discharge criteria that rest on vital signs and on the clock."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.clock_time import clock_time
from holdspace.domain.discharge_look import (
    MINUTE,
    Answer,
    Look,
    met,
    plain,
    settled,
    unknown,
    unmet,
)
from holdspace.domain.protocol import CriterionCode, Vital
from holdspace.domain.quantities import in_words

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.vitals import Reading

ESKETAMINE_MINIMUM = timedelta(minutes=120)
"""From the first device; the label's, and no protocol may shorten it (clinical reference 11.3)."""

REVERSAL_DRUGS = frozenset({"flumazenil", "naloxone"})


def minimum_time(look: Look) -> Answer:
    """So many minutes since the dose began or ended, as the protocol counts."""
    ends_at = minimum_ends_at(look)
    if ends_at is None:
        return unmet("The dose is not in yet.") if look.session.doses.started else _no_dose()
    left = ends_at - look.now
    if left <= timedelta(0):
        return met(f"The minimum time was over at {clock_time(ends_at, look.now)}.", ends_at)
    return unmet(f"{-(-left // MINUTE)} min to go, until {clock_time(ends_at, look.now)}.", ends_at)


def minimum_ends_at(look: Look) -> datetime | None:
    """When the minimum time is over; None while that cannot be said yet."""
    session = look.session
    if session.first_dose_at is None:
        return None
    criterion = look.protocol.discharge.criterion(CriterionCode.MINIMUM_TIME)
    wait = timedelta(minutes=float(criterion.number("wait"))) if criterion else timedelta(0)
    if look.protocol.product == "esketamine":
        return session.first_dose_at + max(wait, ESKETAMINE_MINIMUM)
    if look.protocol.discharge.counted_from == "time_zero":
        return session.first_dose_at + wait
    ended_at = session.doses.last_dose_ended_at
    return ended_at + wait if ended_at is not None else None


def rescue_wait(look: Look) -> Answer:
    """After a rescue drug: so much longer than the minimum, and so long after the drug."""
    rescues = [one for one in look.session.doses.other_drugs if one.body.is_rescue]
    if not rescues:
        return met("No rescue drug was given.")
    minimum = minimum_ends_at(look) or look.now
    until = max(
        max(minimum, one.at)
        + look.minutes(
            "extra_after_reversal" if one.body.drug.casefold() in REVERSAL_DRUGS else "extra"
        )
        for one in rescues
    )
    drugs = ", ".join(dict.fromkeys(one.body.drug for one in rescues))
    if until <= look.now:
        return met(
            f"The longer wait after {drugs} was over at {clock_time(until, look.now)}.", until
        )
    return unmet(f"Longer wait after {drugs}: until {clock_time(until, look.now)}.", until)


def pressure_back(look: Look) -> Answer:
    """Under the fixed numbers, or near the person's own baseline."""
    now_values = [_fresh(look, vital) for vital in (Vital.SYSTOLIC, Vital.DIASTOLIC)]
    systolic, diastolic = now_values
    if isinstance(systolic, Answer):
        return systolic
    if isinstance(diastolic, Answer):
        return diastolic
    words = (
        f"{plain(systolic.value)}/{plain(diastolic.value)} mmHg, {look.age(systolic.measured_at)}"
    )
    low = systolic.value < look.number("systolic_below") and diastolic.value < look.number(
        "diastolic_below"
    )
    near = _near(look, Vital.SYSTOLIC, systolic) and _near(look, Vital.DIASTOLIC, diastolic)
    if low or near:
        return met(f"{words}.", systolic.measured_at)
    limit = f"{plain(look.number('systolic_below'))}/{plain(look.number('diastolic_below'))} mmHg"
    return unmet(
        f"{words}: not under {limit} nor within {plain(look.number('within'))} % of baseline.",
        systolic.measured_at,
    )


def _near(look: Look, vital: Vital, latest: Reading) -> bool:
    baseline = look.baseline(vital)
    if baseline is None:
        return False
    return abs(latest.value - baseline) * 100 <= look.number("within") * baseline


def pressure_not_rising(look: Look) -> Answer:
    """The latest reading is not above the one before by more than the margin."""
    return _compare_pressures(look, must_have_fallen=False)


def pressure_falling_and_stable(look: Look) -> Answer:
    """Not rising, and down from its highest after the dose, unless it never rose."""
    return _compare_pressures(look, must_have_fallen=True)


def _compare_pressures(look: Look, *, must_have_fallen: bool) -> Answer:
    for vital in (Vital.SYSTOLIC, Vital.DIASTOLIC):
        latest = _fresh(look, vital)
        if isinstance(latest, Answer):
            return latest
        series = look.measured(vital)
        if len(series) < 2:  # noqa: PLR2004 - it takes two to see a direction
            return unknown("One reading after the dose: a second one shows where it goes.")
        margin, name = look.number("margin"), vital.name.lower()
        if latest.value > series[-2].value + margin:
            rise = f"{plain(series[-2].value)} to {in_words(latest.value, 'mmHg')}"
            return unmet(f"The {name} pressure rises: {rise}.", latest.measured_at)
        if must_have_fallen and not _has_fallen(look, vital, series, margin):
            highest = in_words(max(one.value for one in series), "mmHg")
            return unmet(
                f"The {name} pressure has not come down from {highest}.", latest.measured_at
            )
    return met("Two readings, not rising.", look.measured(Vital.SYSTOLIC)[-1].measured_at)


def _has_fallen(look: Look, vital: Vital, series: tuple[Reading, ...], margin: Decimal) -> bool:
    highest = max(one.value for one in series)
    baseline = look.baseline(vital)
    never_rose = baseline is not None and highest <= baseline + margin
    return never_rose or series[-1].value < highest


def oxygen_back(look: Look) -> Answer:
    """On room air: at the fixed number, or near the person's own baseline."""
    latest = _fresh(look, Vital.SPO2)
    if isinstance(latest, Answer):
        return latest
    words = f"SpO2 {plain(latest.value)} %, {look.age(latest.measured_at)}"
    flow = look.measured(Vital.OXYGEN)
    if flow and flow[-1].value > 0:
        return unmet(f"{words}, on {plain(flow[-1].value)} L/min oxygen.", latest.measured_at)
    baseline = look.baseline(Vital.SPO2)
    near = baseline is not None and latest.value >= baseline - look.number("below_baseline")
    good = latest.value >= look.number("at_least") or near
    return settled(good=good, detail=f"{words}, on room air.", as_of=latest.measured_at)


def breathing_back(look: Look) -> Answer:
    return _inside(look, Vital.RESPIRATORY_RATE, "Breathing")


def heart_rate_back(look: Look) -> Answer:
    return _inside(look, Vital.HEART_RATE, "Heart rate")


def _inside(look: Look, vital: Vital, name: str) -> Answer:
    latest = _fresh(look, vital)
    if isinstance(latest, Answer):
        return latest
    low, high = look.number("at_least"), look.number("at_most")
    good = low <= latest.value <= high
    words = f"{name} {plain(latest.value)} /min, {look.age(latest.measured_at)}"
    between = f"{plain(low)} to {plain(high)} /min"
    return settled(
        good=good,
        detail=f"{words}." if good else f"{words}: not {between}.",
        as_of=latest.measured_at,
    )


def _fresh(look: Look, vital: Vital) -> Reading | Answer:
    """The latest value after the dose, or why there is none to go home on."""
    series = look.measured(vital)
    name = vital.name.lower().replace("_", " ").replace("spo2", "SpO2")
    if not series:
        return unknown(f"No {name} charted since the dose.")
    latest = series[-1]
    if latest.measured_at < look.fresh_since:
        return unknown(
            f"The last {name} is {look.age(latest.measured_at)}: too old.", latest.measured_at
        )
    return latest


def _no_dose() -> Answer:
    return unknown("No dose is charted.")
