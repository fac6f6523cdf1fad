"""What happened in many sessions: how often, of how many in which anybody looked, and how fast.

A session in which nobody measured is in no denominator, and is counted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.effect_size import median
from holdspace.domain.proportions import Rate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdspace.domain.session_facts import SessionFacts

HIGH_SYSTOLIC_MMHG, HIGH_DIASTOLIC_MMHG = Decimal(180), Decimal(110)
"""From here on a pressure after the dose counts as a hypertensive episode (design default; others
take 180 to 220 over 105 to 120, or a rise in percent)."""
LOW_SPO2_PERCENT = Decimal(90)
HARD_DISTRESS = 7
"""Of 10, in our own rating."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing over all sessions with a dose."""

    code: str
    words: str
    rate: Rate
    """Of the sessions in which anybody looked."""
    nobody_looked: int


@dataclass(frozen=True, kw_only=True)
class AnswerTimes:
    """How long it took until somebody came."""

    asked: int
    answered: int
    median_seconds: Decimal | None
    slowest_seconds: int | None

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True, kw_only=True)
class SessionRates:
    """Everything about a number of sessions."""

    sessions: int
    happened: tuple[Happened, ...]
    help_calls: AnswerTimes
    signals: AnswerTimes
    """Only those somebody took: one that nobody took leaves no entry in a log."""


def session_rates(sessions: Sequence[SessionFacts]) -> SessionRates:
    """Of sessions with a dose."""
    dosed = [one for one in sessions if one.had_a_dose]
    calls = [call.seconds_to_answer for one in dosed for call in one.help_calls]
    signals = [taken.seconds_to_acknowledgement for one in dosed for taken in one.signals_taken]
    return SessionRates(
        sessions=len(dosed),
        happened=tuple(_happened(code, words, rule, dosed) for code, words, rule in LOOKED_FOR),
        help_calls=answer_times(calls),
        signals=answer_times(signals),
    )


def answer_times(seconds: Sequence[int | None]) -> AnswerTimes:
    """None: not answered, or not known how fast."""
    known = sorted(one for one in seconds if one is not None)
    return AnswerTimes(
        asked=len(seconds),
        answered=len(known),
        median_seconds=median([Decimal(one) for one in known]) if known else None,
        slowest_seconds=known[-1] if known else None,
    )


def is_hypertensive(facts: SessionFacts) -> bool | None:
    """Either pressure at or over its limit. None: nobody measured after the dose."""
    high, low = facts.peak_systolic, facts.peak_diastolic
    if high is None and low is None:
        return None
    return bool(high and high.value >= HIGH_SYSTOLIC_MMHG) or bool(
        low and low.value >= HIGH_DIASTOLIC_MMHG
    )


def _low_oxygen(facts: SessionFacts) -> bool | None:
    return facts.lowest_spo2.value < LOW_SPO2_PERCENT if facts.lowest_spo2 else None


def _hard(facts: SessionFacts) -> bool | None:
    return facts.highest_distress.score >= HARD_DISTRESS if facts.highest_distress else None


def _harmed(facts: SessionFacts) -> bool | None:
    return any(one.grade in {"severe", "life_threatening"} for one in facts.adverse_events)


LOOKED_FOR: tuple[tuple[str, str, Callable[[SessionFacts], bool | None]], ...] = (
    ("hypertensive", "Pressure at or above 180 or 110 mmHg after the dose", is_hypertensive),
    ("rescue", "A rescue drug was given", lambda facts: bool(facts.rescues)),
    ("low_oxygen", "Oxygen under 90 %", _low_oxygen),
    ("vomited", "Vomited", lambda facts: facts.vomited),
    ("distress", "Distress of 7 or more", _hard),
    ("harm", "A severe or life-threatening adverse event", _harmed),
    ("emergency", "Emergency mode", lambda facts: facts.emergencies > 0),
)
"""Each rule says None where nobody looked."""


def _happened(
    code: str,
    words: str,
    rule: Callable[[SessionFacts], bool | None],
    sessions: Sequence[SessionFacts],
) -> Happened:
    said = [rule(one) for one in sessions]
    known = [one for one in said if one is not None]
    return Happened(
        code=code,
        words=words,
        rate=Rate(count=sum(known), of=len(known)),
        nobody_looked=len(said) - len(known),
    )
