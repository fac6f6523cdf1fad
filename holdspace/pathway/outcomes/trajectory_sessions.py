"""Each session of a trajectory: its dose, how it was borne, and what the main score did next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.quantities import in_words, round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.session_facts import SessionFacts
    from holdspace.pathway.dosing_session.past_queries import PastSession
    from holdspace.pathway.measures.queries import Result
    from holdspace.pathway.outcomes.trajectory_lines import Line

EXPERIENCE = frozenset({"cadss", "meq30", "ceq", "ebi"})
"""About a session itself: no course of illness, and no target."""


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """One session with its experience and tolerability, and what the main score did next."""

    past: PastSession
    dose: str
    before: str
    after: str
    after_when: str
    change: str
    experience: Sequence[Result]
    """Answered after it and before the next one."""

    @property
    def facts(self) -> SessionFacts:
        return self.past.facts

    @property
    def at_most(self) -> Sequence[tuple[str, str]]:
        """The highest ratings after the dose; a question that nobody asked says so."""
        return [
            (name, str(found.score) if found else "not asked")
            for name, found in (
                ("distress", self.facts.highest_distress),
                ("nausea", self.facts.highest_nausea),
                ("dissociation", self.facts.highest_dissociation),
            )
        ]


def sessions_of(
    past: Sequence[PastSession], main: Line | None, by_code: dict[str, list[Result]]
) -> list[SessionLine]:
    found = []
    for place, one in enumerate(past):
        at = one.facts.first_dose_at
        assert at is not None  # noqa: S101 - only those with a dose are here
        until = past[place + 1].facts.first_dose_at if place + 1 < len(past) else None
        scores = _around(main, at, until) if main else (None, None)
        found.append(_session_line(one, scores, main, _experience(by_code, at, until)))
    return found


def _session_line(
    past: PastSession,
    scores: tuple[Result | None, Result | None],
    main: Line | None,
    experience: Sequence[Result],
) -> SessionLine:
    before, after = scores
    facts, change = past.facts, ""
    if main and before and after and before.exact is not None and after.exact is not None:
        points = round_half_up(after.exact - before.exact, main.instrument.places)
        change = f"{points:+f}" if points else "no change"
    return SessionLine(
        past=past,
        dose=dose_words(facts),
        before=before.score_words if before else "",
        after=after.score_words if after else "",
        after_when=after.after_dose if after else "",
        change=change,
        experience=experience,
    )


def _around(
    line: Line, at: datetime, until: datetime | None
) -> tuple[Result | None, Result | None]:
    """The last score before a dose, and the first after it that comes before the next dose."""
    scored = [one.result for one in reversed(line.points) if one.result.exact is not None]
    before = [one for one in scored if one.finished_at <= at]
    after = [
        one
        for one in scored
        if one.finished_at > at and (until is None or one.finished_at <= until)
    ]
    return (before[-1] if before else None, after[0] if after else None)


def _experience(
    by_code: dict[str, list[Result]], at: datetime, until: datetime | None
) -> list[Result]:
    return [
        one
        for code in sorted(EXPERIENCE)
        for one in by_code.get(code, ())
        if at < one.finished_at and (until is None or one.finished_at <= until)
    ]


def dose_words(facts: SessionFacts) -> str:
    if facts.dose_mg is None:
        return "not known"
    counted = ", counted on" if facts.dose_is_counted_on else ""
    return f"{in_words(facts.dose_mg, 'mg')}{_per_kg(facts.dose_mg_per_kg)}{counted}"


def _per_kg(value: Decimal | None) -> str:
    return f" ({in_words(value, 'mg/kg')})" if value is not None else ""
