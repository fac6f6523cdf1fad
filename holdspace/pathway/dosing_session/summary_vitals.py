"""The measured part of a document: charted readings, scales, and the session's extremes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.protocol import Score, Vital
from holdspace.domain.quantities import in_words
from holdspace.domain.scales import BadAnswers, scale_for
from holdspace.domain.session_events import EntryCorrected, VitalsCharted
from holdspace.domain.vitals import values_of
from holdspace.pathway.dosing_session.own_limits import baselines
from holdspace.pathway.dosing_session.summary_document import Line, ScaleRow, VitalsRow
from holdspace.pathway.dosing_session.words import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Kept, Session, Struck
    from holdspace.domain.session_events import Rated, ScaleScored
    from holdspace.domain.session_log import Entry
    from holdspace.pathway.dosing_session.summary_times import Times

UNDONE = "undone"


def vitals_of(state: Session, times: Times) -> tuple[VitalsRow, ...]:
    """Every charted reading by when it was measured, struck ones among them."""
    said = [(entry, _reading_in(entry)) for entry in state.entries]
    rows = [
        (body.measured_at, _row(state, entry, body, times))
        for entry, body in said
        if body is not None
    ]
    return tuple(row for _, row in sorted(rows, key=lambda row: row[0]))


def _reading_in(entry: Entry) -> VitalsCharted | None:
    body = entry.body.replacement if isinstance(entry.body, EntryCorrected) else entry.body
    return body if isinstance(body, VitalsCharted) else None


def _row(state: Session, entry: Entry, body: VitalsCharted, times: Times) -> VitalsRow:
    by_hand = body.source == "hand"
    source = (
        f"by hand, {entry.author_name}"
        if by_hand
        else f"{body.device or 'monitor'}, verified {entry.author_name}"
    )
    other = [
        f"{label} {plain(value)} {unit}"
        for label, value, unit in (
            ("temperature", body.temperature_celsius, "\u00b0C"),
            ("end-tidal CO2", body.etco2_mmhg, "mmHg"),
            ("oxygen", body.oxygen_l_per_min, "L/min"),
        )
        if value is not None
    ]
    if body.implausible_reason:
        other.append(f"true because: {body.implausible_reason}")
    return VitalsRow(
        time=times.clock(body.measured_at),
        pressure=_pressure(body),
        heart=plain(body.heart_rate_per_min) or "",
        oxygen=plain(body.spo2_percent) or "",
        breathing=plain(body.respiratory_rate_per_min) or "",
        other=", ".join(other),
        source=source,
        late=times.late(body.measured_at, entry.recorded_at),
        struck=_why_struck(state, entry),
    )


def _pressure(body: VitalsCharted) -> str:
    if body.systolic_mmhg is None and body.diastolic_mmhg is None:
        return ""
    return f"{plain(body.systolic_mmhg) or '?'}/{plain(body.diastolic_mmhg) or '?'}"


def _why_struck(state: Session, entry: Entry) -> str:
    """In words; empty when it stands. A correction that was itself corrected is struck as well."""
    strike = state.strike_of(entry.event_id)
    if strike is not None:
        return _strike_in_words(strike)
    stands = {kept.correction_id or kept.event_id for kept in state.standing}
    return "" if entry.event_id in stands else "corrected again"


def _strike_in_words(strike: Struck) -> str:
    if strike.how == UNDONE:
        return f"taken back, {strike.by_name}"
    return f"{strike.how}: {strike.reason}, {strike.by_name}"


# --- scales ---------------------------------------------------------------------------------------


def scales_of(state: Session, protocol: Protocol, times: Times) -> tuple[ScaleRow, ...]:
    """Ratings and bedside scales in the order in which they were asked."""
    rated = [
        (
            one.at,
            ScaleRow(
                time=times.clock(one.at),
                scale=one.body.scale.capitalize(),
                score=f"{one.body.score} of 10",
                words="",
                by=one.author_name,
            ),
        )
        for one in state.person.ratings
    ]
    scored = [
        (
            one.at,
            _scored(one.body, protocol, time=times.clock(one.at), by=one.author_name),
        )
        for one in state.person.scores
    ]
    return tuple(row for _, row in sorted([*rated, *scored], key=lambda row: row[0]))


def _scored(body: ScaleScored, protocol: Protocol, *, time: str, by: str) -> ScaleRow:
    scale = scale_for(Score(body.scale), aldrete_variant=protocol.discharge.aldrete_variant)
    try:
        result = scale.score(body.items)
        score, words = f"{result.total} of {scale.maximum}", result.sentence
    except BadAnswers as wrong:
        score, words = "not counted", str(wrong)
    return ScaleRow(time=time, scale=scale.name, score=score, words=words, by=by)


# --- at a glance ----------------------------------------------------------------------------------


def extremes_of(state: Session, times: Times) -> tuple[Line, ...]:
    """Where the charted values began and how far they went."""
    own = baselines(state)
    lines = []
    resting = _pair(own.get(Vital.SYSTOLIC), own.get(Vital.DIASTOLIC))
    if resting:
        lines.append(Line(label="Pressure before the dose", words=f"{resting} mmHg"))
    highest = _extreme(state, Vital.SYSTOLIC, highest=True)
    if highest is not None:
        body = highest[1]
        pair = _pair(body.systolic_mmhg, body.diastolic_mmhg)
        words = f"{pair} mmHg at {times.clock(body.measured_at)}"
        lines.append(Line(label="Highest pressure", words=words))
    fastest = _extreme(state, Vital.HEART_RATE, highest=True)
    if fastest is not None:
        words = f"{in_words(fastest[0], '/min')} at {times.clock(fastest[1].measured_at)}"
        lines.append(Line(label="Highest heart rate", words=words))
    lowest = _extreme(state, Vital.SPO2, highest=False)
    if lowest is not None:
        words = f"{in_words(lowest[0], '%')} at {times.clock(lowest[1].measured_at)}"
        lines.append(Line(label="Lowest oxygen saturation", words=words))
    return (*lines, *_worst_ratings(state, times))


def _worst_ratings(state: Session, times: Times) -> tuple[Line, ...]:
    worst: dict[str, Kept[Rated]] = {}
    for one in state.person.ratings:
        before = worst.get(one.body.scale)
        if before is None or one.body.score > before.body.score:
            worst[one.body.scale] = one
    return tuple(
        Line(
            label=f"Highest {scale}",
            words=f"{one.body.score} of 10 at {times.clock(one.at)}",
        )
        for scale, one in sorted(worst.items())
    )


def _extreme(
    state: Session, vital: Vital, *, highest: bool
) -> tuple[Decimal, VitalsCharted] | None:
    """The first of the charted readings that nobody went beyond."""
    found = [
        (values_of(kept.body)[vital], kept.body)
        for kept in state.vitals
        if vital in values_of(kept.body)
    ]
    if not found:
        return None
    choose = max if highest else min
    return choose(found, key=lambda one: one[0])


def _pair(systolic: Decimal | None, diastolic: Decimal | None) -> str:
    if systolic is None or diastolic is None:
        return ""
    return f"{plain(systolic, places=0)}/{plain(diastolic, places=0)}"
