"""Whether what a protocol asks in questionnaires makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.protocol_complaints import Nonsense, repeated, say
from holdspace.domain.protocol_measures import CountedFrom
from holdspace.domain.scales.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from holdspace.domain.protocol import Protocol


def measures_wrong(protocol: Protocol) -> tuple[Nonsense, ...]:
    """Names that do not exist, times that close before they open, nothing for other reasons."""
    schedule = protocol.measures
    named = {code for codes in schedule.instruments.values() for code in codes}
    named |= {code for time in schedule.times for code in time.with_copy}
    unknown = sorted(named - set(INSTRUMENTS))
    wrong: list[Nonsense] = []
    for time in schedule.times:
        is_backwards = time.counted_from is CountedFrom.NEXT_DOSE
        early, late = time.opens.value, time.due.value
        wrong += say(
            f"measures.times.{time.code}",
            "is due before it opens",
            when=late > early if is_backwards else late < early,
        )
    return (
        *wrong,
        *repeated("measures.times", [time.code for time in schedule.times]),
        *say(
            "measures.instruments",
            f"there is no questionnaire {', '.join(unknown)}",
            when=bool(unknown),
        ),
        *say(
            "measures.instruments",
            "say nothing for `other`",
            when="other" not in schedule.instruments,
        ),
    )
