"""Our own thresholds, the signal *Outside your limit*: separable, and off until signed for.

Nothing else in `domain` imports this module; without it everything else works the same. It
replaces no device: the bedside monitor is the alarm. Delays and re-arming below are design
defaults; every limit comes from the protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.protocol import Basis, Level, Score, Threshold, Vital
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from holdspace.domain.protocol import Protocol

REARM_AFTER = timedelta(seconds=30)
"""A streamed value must be back inside this long before the same limit can be crossed anew."""
SILENCE = timedelta(seconds=10)
"""A gap this long in a stream starts its clock anew: nobody knows what the value did."""
NO_TIME = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class LimitsStatement:
    """The medical director's signed statement that this clinic wants these limits shown."""

    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A value in time: a vital sign in its unit, or the sum of a bedside scale."""

    measure: Vital | Score
    value: Decimal
    measured_at: datetime
    is_streamed: bool = False
    """From a monitor, unverified: one value alone is not believed."""


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """A limit crossed, and all that it rests on. It latches: cleared is a time, not an absence."""

    code: str
    level: Level
    what: str
    basis: str
    source: str
    inputs: Mapping[str, str]
    value: str
    threshold: str
    action: str
    raised_at: datetime
    cleared_at: datetime | None = None

    @property
    def signal_id(self) -> str:
        """The same for the same crossing however often it is worked out."""
        return f"limit:{self.code}:{self.raised_at.isoformat()}"


def outside_limits(
    protocol: Protocol,
    *,
    signed: LimitsStatement | None,
    readings: Sequence[Measured],
    baselines: Mapping[Vital, Decimal],
    seen: Mapping[str, datetime],
    now: datetime,
) -> tuple[Crossing, ...]:
    """Every crossing so far, cleared ones too, in order of time. Unsigned: none at all.

    `baselines` are the person's own; a limit on a distance from a baseline that nobody measured is
    left out. `seen` holds the codes of what a person saw, with when.
    """
    if signed is None or signed.signed_at > now:
        return ()
    seen = {code: at for code, at in seen.items() if at <= now}
    by_measure: dict[Vital | Score, list[Measured]] = {}
    for reading in sorted(readings, key=lambda each: each.measured_at):
        if reading.measured_at <= now:
            by_measure.setdefault(reading.measure, []).append(reading)
    found = [
        crossing
        for threshold in protocol.thresholds
        for crossing in _crossings(threshold, by_measure.get(threshold.measure, []), baselines)
    ]
    found = [later for each in found for later in _with_signs(protocol, each, seen)]
    found += _signs(protocol, seen)
    signature = f"{signed.signed_by}, {signed.signed_at.isoformat()}"
    return tuple(
        replace(each, inputs={**each.inputs, "switched on by": signature})
        for each in sorted(found, key=lambda each: each.raised_at)
    )


def gravest_open(crossings: Iterable[Crossing]) -> tuple[Crossing, ...]:
    """For each thing measured the gravest crossing not cleared: what a screen needs to show."""
    gravest: dict[str, Crossing] = {}
    rank = tuple(Level).index
    for each in crossings:
        held = gravest.get(each.what)
        if each.cleared_at is None and (held is None or rank(each.level) > rank(held.level)):
            gravest[each.what] = each
    return tuple(gravest.values())


# --- one limit over time --------------------------------------------------------------------------


@dataclass
class _Watching:
    """Where one limit stands while its readings go by."""

    over_since: datetime | None = None
    inside_since: datetime | None = None
    latest_at: datetime | None = None
    is_raised: bool = False


def _crossings(
    threshold: Threshold, readings: Sequence[Measured], baselines: Mapping[Vital, Decimal]
) -> tuple[Crossing, ...]:
    baseline = baselines.get(threshold.measure) if isinstance(threshold.measure, Vital) else None
    if not readings or (threshold.basis is not Basis.VALUE and not baseline):
        return ()
    values = [reading.value for reading in readings]
    if not any(_is_over(threshold, value, baseline) for value in (min(values), max(values))):
        return ()
    state, found = _Watching(), list[Crossing]()
    for reading in readings:
        if _is_over(threshold, reading.value, baseline):
            if _rises(state, reading, threshold):
                found.append(_crossing(threshold, reading, baseline))
        elif _clears(state, reading, threshold):
            found[-1] = replace(found[-1], cleared_at=reading.measured_at)
        state.latest_at = reading.measured_at
    return tuple(found)


def _rises(state: _Watching, reading: Measured, threshold: Threshold) -> bool:
    """Takes in a value over the limit; whether it raises a new crossing."""
    at = reading.measured_at
    state.inside_since = None
    is_gap = state.latest_at is not None and at - state.latest_at >= SILENCE
    if state.over_since is None or is_gap:
        state.over_since = at
    if state.is_raised:
        return False
    must_last = _must_last(reading, threshold)
    state.is_raised = not must_last or at - state.over_since > _wait(threshold)
    return state.is_raised


def _wait(threshold: Threshold) -> timedelta:
    """How long a streamed value must stay over the limit."""
    return timedelta(seconds=int(threshold.sustained.value)) if threshold.sustained else NO_TIME


def _must_last(reading: Measured, threshold: Threshold) -> bool:
    """A cuff comes every few minutes: one of its values raises a limit, and one clears it."""
    return reading.is_streamed and _wait(threshold) > NO_TIME


def _clears(state: _Watching, reading: Measured, threshold: Threshold) -> bool:
    """Takes in a value inside the limit; whether it clears the crossing that stands."""
    at = reading.measured_at
    state.over_since = None
    is_gap = state.latest_at is not None and at - state.latest_at >= SILENCE
    if state.inside_since is None or is_gap:
        state.inside_since = at
    must_last = _must_last(reading, threshold)
    is_back = not must_last or at - state.inside_since >= REARM_AFTER
    if not state.is_raised or not is_back:
        return False
    state.is_raised = False
    return True


def _is_over(threshold: Threshold, value: Decimal, baseline: Decimal | None) -> bool:
    compared = _compared(threshold.basis, value, baseline)
    return threshold.comparison.is_over(compared, threshold.limit.value)


def _compared(basis: Basis, value: Decimal, baseline: Decimal | None) -> Decimal:
    if baseline is None or basis is Basis.VALUE:
        return value
    match basis:
        case Basis.RISE:
            return value - baseline
        case Basis.FALL:
            return baseline - value
        case Basis.RISE_PERCENT:
            return (value - baseline) * 100 / baseline


# --- in words -------------------------------------------------------------------------------------

BASIS_WORDS: dict[Basis, str] = {
    Basis.VALUE: "the value itself",
    Basis.RISE: "rise from this person's baseline",
    Basis.RISE_PERCENT: "rise in percent of this person's baseline",
    Basis.FALL: "fall from this person's baseline",
}


def _crossing(threshold: Threshold, reading: Measured, baseline: Decimal | None) -> Crossing:
    unit = threshold.limit.unit
    compared = round_half_up(_compared(threshold.basis, reading.value, baseline), 1).normalize()
    inputs = {
        "value": f"{reading.value.normalize():f}",
        "measured at": reading.measured_at.isoformat(),
        "by": "monitor" if reading.is_streamed else "hand",
    }
    if baseline is not None and threshold.basis is not Basis.VALUE:
        inputs["baseline"] = f"{round_half_up(baseline, 1).normalize():f}"
    return Crossing(
        code=threshold.code,
        level=threshold.level,
        what=threshold.measure.value,
        basis=BASIS_WORDS[threshold.basis],
        source=threshold.limit.source,
        inputs=inputs,
        value=f"{compared:f} {unit}",
        threshold=f"{threshold.comparison.words} {threshold.limit.words}",
        action=threshold.action,
        raised_at=reading.measured_at,
    )


# --- what a person saw ----------------------------------------------------------------------------


def _with_signs(
    protocol: Protocol, crossing: Crossing, seen: Mapping[str, datetime]
) -> tuple[Crossing, ...]:
    """A limit that needs signs as well stands only from when they were all seen."""
    threshold = next(each for each in protocol.thresholds if each.code == crossing.code)
    if not threshold.needs:
        return (crossing,)
    if not all(code in seen for code in threshold.needs):
        return ()
    complete_at = max(seen[code] for code in threshold.needs)
    if crossing.cleared_at is not None and crossing.cleared_at <= complete_at:
        return ()
    inputs = {**crossing.inputs, **{code: seen[code].isoformat() for code in threshold.needs}}
    return (replace(crossing, raised_at=max(crossing.raised_at, complete_at), inputs=inputs),)


def _signs(protocol: Protocol, seen: Mapping[str, datetime]) -> list[Crossing]:
    return [
        Crossing(
            code=sign.code,
            level=sign.level,
            what=sign.code,
            basis="seen by a person",
            source=sign.source,
            inputs={"seen at": seen[sign.code].isoformat()},
            value="seen",
            threshold="when seen",
            action=sign.action,
            raised_at=seen[sign.code],
        )
        for sign in protocol.signs
        if sign.code in seen
    ]
