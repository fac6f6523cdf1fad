"""What the program noticed in a session and people may want to look at, once it is over.

Alarms and limits that nobody answered, silences, values that stood still, artefacts, clocks that
were off, a monitor that named somebody else, doses written down late. It judges none of it. The
same record gives the same list: of the monitor it knows what had come when the last entry was
written, and no device is named that may stand elsewhere by now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.people.models import SignedStatement
from holdspace.domain.artefacts import artefact_in_words
from holdspace.domain.looked_back import silent_spans, still_spans
from holdspace.domain.quantities import in_words
from holdspace.domain.signals import Watched, signals
from holdspace.domain.signals_feed import span_in_words
from holdspace.domain.vitals import KINDS
from holdspace.pathway.dosing_session.counting import counting, is_live
from holdspace.pathway.dosing_session.models import MonitorDoubt
from holdspace.pathway.dosing_session.own_limits import Looked
from holdspace.pathway.dosing_session.summary_document import Line
from holdspace.pathway.dosing_session.summary_help import words_of_call
from holdspace.pathway.dosing_session.summary_times import LATE_FROM
from holdspace.pathway.dosing_session.watching import VITALS, mirrored_alarms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.limits import Crossing
    from holdspace.domain.looked_back import Span
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.signals import Signal
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.samples import Samples
    from holdspace.pathway.dosing_session.summary_times import Times

LONG_SILENCE = timedelta(minutes=1)
"""A shorter one was said in the room and is over."""
A_STREAM = timedelta(seconds=1)
MOST_OF_ONE_KIND = 5
"""Lines about the same thing; of more the rest is counted."""
NOTHING_SENT = "Up to the last entry no monitor had sent anything to this session."
NAMES = {"hr": "Heart rate", "spo2": "SpO2", "rr": "Breathing rate", "etco2": "End-tidal CO2"}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a session was, up to its last entry."""

    session: DosingSession
    state: Session
    protocol: Protocol
    samples: Samples
    clock_offsets_ms: Mapping[UUID, int]
    until: datetime


@dataclass(frozen=True, kw_only=True)
class _Noticed:
    at: datetime
    about: str
    """What it is about: of the same thing only so many lines are listed."""
    words: str


def worth_a_look(seen: Seen, times: Times) -> tuple[Line, ...]:
    """Each thing noticed with its time, oldest first; of many of the same the rest is counted."""
    found = sorted(
        (
            *_unanswered(seen, times),
            *_silences(seen, times),
            *_still(seen, times),
            *_artefacts(seen),
            *_clocks(seen),
            *_doubts(seen),
            *_late_doses(seen, times),
            *_calls(seen),
        ),
        key=lambda one: (one.at, one.about, one.words),
    )
    lines, counts = list[Line](), dict[str, int]()
    for one in found:
        counts[one.about] = counts.get(one.about, 0) + 1
        if counts[one.about] <= MOST_OF_ONE_KIND:
            lines.append(Line(label=times.clock(one.at), words=one.words))
    lines += [
        Line(label="and", words=f"{count - MOST_OF_ONE_KIND} more: {about}.")
        for about, count in sorted(counts.items())
        if count > MOST_OF_ONE_KIND
    ]
    if not seen.samples:
        lines.append(Line(label="Monitor", words=NOTHING_SENT))
    return tuple(lines)


# --- alarms and limits ----------------------------------------------------------------------------


def _unanswered(seen: Seen, times: Times) -> Iterator[_Noticed]:
    alarms = mirrored_alarms(None, seen.samples)
    watched = Watched(alarms=alarms, crossings=_crossings(seen))
    ends = {(one.began_at, one.text): one.ended_at for one in alarms}
    for signal in signals(seen.state, watched, seen.until):
        if signal.acknowledged is None:
            until = ends.get((signal.since, signal.title))
            yield _Noticed(
                at=signal.since,
                about=f"{signal.word.lower()}s that nobody answered",
                words=_alarm_words(signal, until, times),
            )


def _alarm_words(signal: Signal, until: datetime | None, times: Times) -> str:
    priority = f", {signal.priority}" if signal.priority else ""
    lasted = f", until {times.clock(until)}" if until else ""
    return f"{signal.word}: {signal.title}{priority}{lasted}. Nobody answered it."


def _crossings(seen: Seen) -> tuple[Crossing, ...]:
    """Of the limits that were signed for at the end of the record."""
    statement = (
        SignedStatement.objects.filter(
            clinic_id=seen.session.clinic_id,
            subject=SignedStatement.Subject.OWN_LIMITS,
            signed_at__lte=seen.until,
        )
        .exclude(ended_at__lte=seen.until)
        .select_related("signed_by")
        .first()
    )
    if statement is None:
        return ()
    looked = Looked(seen.session.pk, seen.state, seen.protocol, seen.samples, statement, seen.until)
    return looked.outside(None, seen.protocol)


# --- the stream -----------------------------------------------------------------------------------


def _silences(seen: Seen, times: Times) -> Iterator[_Noticed]:
    """Of the whole monitor; and of one value while another came."""
    live = [one for one in seen.samples if is_live(one)]
    whole = silent_spans([one.at for one in live], at_least=LONG_SILENCE)
    for span in whole:
        words = f"No signal from the monitor for {_lasted(span, times)}."
        yield _Noticed(at=span.began_at, about="silences", words=words)
    home = seen.state.home.handed_over
    end = min(seen.until, home.at) if home else seen.until
    if live and end - live[-1].at >= LONG_SILENCE:
        words = f"The monitor sent its last value at {times.clock(live[-1].at)}."
        yield _Noticed(at=live[-1].at, about="last values", words=words)
    for name in ("hr", "spo2"):
        moments = [one.at for one in live if name in one.values]
        for span in silent_spans(moments, at_least=LONG_SILENCE):
            if not any(_overlap(span, one) for one in whole):
                words = f"No signal: {NAMES[name]}, while the monitor sent other values,"
                words += f" for {_lasted(span, times)}."
                yield _Noticed(at=span.began_at, about="silences", words=words)


def _overlap(one: Span, other: Span) -> bool:
    return one.began_at <= other.ended_at and other.began_at <= one.ended_at


def _lasted(span: Span, times: Times) -> str:
    return f"{span_in_words(span.length)}, until {times.clock(span.ended_at)}"


def _still(seen: Seen, times: Times) -> Iterator[_Noticed]:
    counts = counting(seen.state)
    for name, vital in VITALS.items():
        readings = [
            (one.at, value)
            for one in seen.samples
            if name in one.values and (value := counts.value(one, name)) is not None
        ]
        for span in still_spans(vital, readings, expected_every=A_STREAM):
            held = in_words(span.value, KINDS[vital].unit)
            words = f"{NAMES[name]} did not move from {held} for {_lasted(span, times)}."
            yield _Noticed(at=span.began_at, about="values that did not move", words=words)


def _artefacts(seen: Seen) -> Iterator[_Noticed]:
    for kept in seen.state.artefacts:
        words = f"{artefact_in_words(kept.body).rstrip('.')}. Marked by {kept.author_name}."
        yield _Noticed(at=kept.body.began_at, about="artefacts", words=words)


# --- clocks, persons, doses, calls ----------------------------------------------------------------

CLOCK_IS_OFF = timedelta(seconds=30)


def _clocks(seen: Seen) -> Iterator[_Noticed]:
    off = next((one for one in seen.samples if "clock_off" in one.flags), None)
    if off is not None and off.clock_offset_seconds is not None:
        span = span_in_words(abs(timedelta(seconds=float(off.clock_offset_seconds))))
        words = f"The monitor's clock was off by {span}. The times here are the clinic's."
        yield _Noticed(at=off.at, about="clocks", words=words)
    tablets = [abs(timedelta(milliseconds=offset)) for offset in seen.clock_offsets_ms.values()]
    worst = max(tablets, default=timedelta(0))
    if worst > CLOCK_IS_OFF:
        words = (
            f"A tablet's clock was off by {span_in_words(worst)}. The times here are the clinic's."
        )
        yield _Noticed(at=seen.session.opened_at, about="clocks", words=words)


def _doubts(seen: Seen) -> Iterator[_Noticed]:
    known = MonitorDoubt.objects.filter(session_id=seen.session.pk, began_at__lte=seen.until)
    for doubt in known.select_related("settled_by").order_by("began_at"):
        is_settled = doubt.settled_at is not None and doubt.settled_at <= seen.until
        by = f", {doubt.settled_by.name}" if is_settled and doubt.settled_by else ""
        end = f"{doubt.settlement}{by}" if is_settled else "Nobody has said whose values these were"
        words = f"A monitor said that it measured somebody else. {end.rstrip('.')}."
        yield _Noticed(at=doubt.began_at, about="monitors that named somebody else", words=words)


def _late_doses(seen: Seen, times: Times) -> Iterator[_Noticed]:
    doses = seen.state.doses
    for one in (*doses.started, *doses.given, *doses.other_drugs):
        if one.recorded_at - one.at >= LATE_FROM:
            written = times.clock(one.recorded_at)
            words = f"A dose was written down later than it was given, at {written}."
            yield _Noticed(at=one.at, about="doses written down late", words=words)


def _calls(seen: Seen) -> Iterator[_Noticed]:
    for call in seen.state.help.calls:
        if call.answered is None or call.not_reached is not None:
            yield _Noticed(
                at=call.called.at, about="help calls", words=f"Help call. {words_of_call(call)}"
            )
