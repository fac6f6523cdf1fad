"""Everything of a session on one time axis: measured, given, who was there, what happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.domain.guidance_ladder import level_of
from holdspace.domain.mark_words import PHASES
from holdspace.domain.protocol import Vital
from holdspace.domain.quantities import in_words, round_half_up
from holdspace.pathway.dosing_session.counting import counting
from holdspace.pathway.dosing_session.own_limits import baselines
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.summary_axis import whole
from holdspace.pathway.dosing_session.summary_course import happened_at, numbered
from holdspace.pathway.dosing_session.summary_document import (
    Chart,
    Place,
    Span,
    StreamRow,
    Stretch,
    Tick,
)
from holdspace.pathway.dosing_session.summary_measured import (
    charted_cuffs,
    dots,
    gaps,
    marked,
    streamed_cuffs,
    stretches,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.samples import Sample
    from holdspace.pathway.dosing_session.summary_axis import Axis
    from holdspace.pathway.dosing_session.summary_times import Times

STRETCHES = 240
"""A stream is thinned to the lowest and highest of this many stretches of time, at most."""
SHORTEST_STRETCH_SECONDS = 20
TICK_MINUTES = (5, 10, 15, 20, 30, 60, 120, 240)
MOST_TICKS = 14
TABLE_STRETCH = timedelta(minutes=5)


def chart_of(state: Session, samples: Sequence[Sample], axis: Axis, times: Times) -> Chart:
    inside = [one for one in samples if axis.holds(one.at)]
    step = max(SHORTEST_STRETCH_SECONDS, -(-axis.seconds // STRETCHES))
    own = baselines(state)
    resting = own.get(Vital.SYSTOLIC), own.get(Vital.DIASTOLIC)
    zero = state.first_dose_at
    counts = counting(state)
    heart, oxygen = values(inside, counts, "hr", "pulse"), values(inside, counts, "spo2")
    return Chart(
        begins=moment(axis.begin),
        seconds=axis.seconds,
        zero=axis.second(zero) if zero else None,
        stretch_seconds=step,
        ticks=_ticks(axis, zero, times),
        phases=_phases(state, axis),
        resting=(whole(resting[0]), whole(resting[1])) if resting[0] and resting[1] else None,
        cuffs=(*charted_cuffs(state, axis), *streamed_cuffs(state, inside, axis)),
        hearts=dots(state, axis, "heart_rate_per_min"),
        oxygens=dots(state, axis, "spo2_percent"),
        heart_stream=stretches(heart, axis, step),
        oxygen_stream=stretches(oxygen, axis, step),
        gaps=gaps([at for at, _ in (heart or oxygen)], axis),
        infusions=_infusions(state, axis),
        doses=_doses(state, axis),
        presence=_presence(state, axis),
        guidance=_guidance(state, axis),
        events=tuple(
            Place(second=axis.second(happened_at(kept)), words=str(number))
            for number, kept in numbered(state)
            if axis.holds(happened_at(kept))
        ),
        heart_marked=stretches(marked(inside, counts, "hr"), axis, step),
        oxygen_marked=stretches(marked(inside, counts, "spo2"), axis, step),
    )


def stream_of(
    state: Session, samples: Sequence[Sample], axis: Axis, times: Times
) -> tuple[StreamRow, ...]:
    """The monitor's stream in numbers, five minutes a row."""
    step = int(TABLE_STRETCH.total_seconds())
    inside = [one for one in samples if axis.holds(one.at)]
    counts = counting(state)
    heart = stretches(values(inside, counts, "hr"), axis, step)
    oxygen = stretches(values(inside, counts, "spo2"), axis, step)
    hearts = {one.second: one for one in heart}
    oxygens = {one.second: one for one in oxygen}
    return tuple(
        StreamRow(
            time=times.clock(axis.begin + timedelta(seconds=second)),
            heart=_range(hearts.get(second)),
            oxygen=_range(oxygens.get(second)),
        )
        for second in sorted({*hearts, *oxygens})
    )


def _range(stretch: Stretch | None) -> str:
    if stretch is None:
        return "no signal"
    is_one = stretch.low == stretch.high
    return str(stretch.low) if is_one else f"{stretch.low} to {stretch.high}"


# --- the frame ------------------------------------------------------------------------------------


def _ticks(axis: Axis, zero: datetime | None, times: Times) -> tuple[Tick, ...]:
    """Round clock times, as far apart as the axis is long."""
    minutes = next(
        (one for one in TICK_MINUTES if axis.seconds / 60 / one <= MOST_TICKS), TICK_MINUTES[-1]
    )
    local = axis.begin.astimezone(times.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    passed = int((local - midnight).total_seconds() // 60)
    first = midnight + timedelta(minutes=-(-passed // minutes) * minutes)
    ticks = []
    for number in range(MOST_TICKS + 2):
        at = first + timedelta(minutes=minutes * number)
        if axis.holds(at):
            since = f"+{round((at - zero).total_seconds() / 60)}" if zero and at >= zero else ""
            ticks.append(Tick(second=axis.second(at), clock=f"{at:%H:%M}", since=since))
    return tuple(ticks)


def _phases(state: Session, axis: Axis) -> tuple[Span, ...]:
    begins = [(axis.begin, PHASES[next(iter(PHASES))])]
    begins += [(span.entered_at, PHASES[span.phase]) for span in state.frame.phases]
    ends = [at for at, _ in begins[1:]] + [axis.end]
    return tuple(
        Span(begin=axis.second(at), end=axis.second(until), words=words)
        for (at, words), until in zip(begins, ends, strict=True)
        if axis.second(until) > axis.second(at)
    )


# --- given, and who was there ---------------------------------------------------------------------


def _infusions(state: Session, axis: Axis) -> tuple[Span, ...]:
    """A bar for each rate, its height its share of the highest rate of the session."""
    bars = [
        (bar, bar.rate_ml_per_hour * one.started.body.concentration_mg_per_ml / 60)
        for one in state.doses.infusions
        for bar in one.bars
    ]
    highest = max((rate for _, rate in bars), default=None)
    return tuple(
        Span(
            begin=axis.second(bar.began_at),
            end=axis.second(bar.ended_at or axis.end),
            words=_mg_per_minute(rate) if rate else "paused",
            height=whole(rate / highest * 100) if highest else 0,
            is_open=bar.ended_at is None,
        )
        for bar, rate in bars
        if axis.holds(bar.began_at)
    )


def _mg_per_minute(rate: Decimal) -> str:
    return in_words(round_half_up(rate, 2), "mg/min")


def _doses(state: Session, axis: Axis) -> tuple[Place, ...]:
    given = [(one.at, in_words(one.body.dose_mg, "mg")) for one in state.doses.given]
    given += [
        (one.at, f"{one.body.drug} {in_words(one.body.amount, one.body.unit)}")
        for one in state.doses.other_drugs
    ]
    return tuple(
        Place(second=axis.second(at), words=words) for at, words in sorted(given) if axis.holds(at)
    )


def _presence(state: Session, axis: Axis) -> tuple[Span, ...]:
    return tuple(
        Span(
            begin=axis.second(one.began_at),
            end=axis.second(one.ended_at or axis.end),
            words=f"{one.person}, guiding" if one.manner == "guiding" else one.person,
            is_open=one.ended_at is None,
        )
        for one in state.person.presences
        if one.began_at <= axis.end
    )


def _guidance(state: Session, axis: Axis) -> tuple[Span, ...]:
    opened = state.frame.opened
    begins = [(axis.begin, opened.body.guidance_level)] if opened else []
    begins += [(one.at, one.body.level) for one in state.person.guidance_levels]
    known = [(at, level) for at, level in begins if level is not None]
    ends = [at for at, _ in known[1:]] + [axis.end]
    return tuple(
        Span(begin=axis.second(at), end=axis.second(until), words=level_of(level).word)
        for (at, level), until in zip(known, ends, strict=True)
        if axis.second(until) > axis.second(at)
    )
