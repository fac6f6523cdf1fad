"""What the rules of the review look at, and each of it as an input that a page can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from holdspace.domain.protocol import Basis, Level
from holdspace.domain.quantities import in_words, round_half_up
from holdspace.domain.review_parts import Input

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.domain.course_plan import PersonPlanned
    from holdspace.domain.dose_ladder import Ladder
    from holdspace.domain.protocol import Protocol, Score, Vital
    from holdspace.domain.review_scores import CourseScores
    from holdspace.domain.session_facts import RatingFact, ReadingFact, SessionFacts
    from holdspace.domain.sourced import Sourced

THE_ROOM = "the record of the session"
COMPANY = {"more": "more company", "same": "the same company", "less": "less company"}
DEPTH = {"lighter": "lighter", "same": "as deep", "deeper": "deeper"}
DEEP_SEDATION = 3
"""MOAA/S at or below this: less or slower (clinical reference 7.5, design default)."""


@dataclass(frozen=True, kw_only=True)
class NextWish:
    """What the person wishes for the next session."""

    company: Literal["more", "same", "less"] | None
    depth: Literal["lighter", "same", "deeper"] | None
    has_had_enough: bool
    words: str
    said_at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class RiskKnown:
    """The risk tier as it is known. `tier` "": not known, and `words` says why."""

    tier: str
    words: str
    as_of: datetime | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewInputs:
    """Everything about one cycle that the next session may rest on. None is unknown, never "no"."""

    protocol: Protocol
    """As it holds for this person: their own limits are laid over it."""
    ladder: Ladder | None
    facts: SessionFacts
    earlier: tuple[SessionFacts, ...] = ()
    """The sessions of this course before it that had a dose, oldest first."""
    scores: CourseScores | None = None
    scores_unknown: str = ""
    """Why there are none to go by."""
    wish: NextWish | None = None
    risk: RiskKnown
    ruled_out: tuple[Input, ...] = ()
    """What rules the treatment out as things stand."""
    open_findings: tuple[Input, ...] = ()
    """Findings of the screening that are not settled, unknown ones too."""
    signs: tuple[Input, ...] = ()
    """Looked at before any next session: a red flag that is open, a consent that was withdrawn."""
    blunting: tuple[Input, ...] | None = None
    """Medicines that may blunt the effect. None: nobody knows whether the list is whole."""
    person: PersonPlanned
    session_on: date
    number: int
    """Of the session under review, in the course."""
    planned_sessions: int
    induction_sessions: int
    next_on: date | None = None
    """The day on which the next session is planned."""
    today: date
    not_understood: str = ""

    @property
    def sessions_given(self) -> int:
        """Sessions of this course with a dose, this one included."""
        return len(self.earlier) + int(self.facts.had_a_dose)

    @property
    def is_after_series(self) -> bool:
        return self.number >= self.induction_sessions


@dataclass(frozen=True)
class Look:
    """The inputs, and how each is said."""

    inputs: ReviewInputs
    facts: SessionFacts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", self.inputs.facts)

    def limit(self, measure: Vital | Score, level: Level) -> Sourced | None:
        """The protocol's own limit on a value at that level, where it has one."""
        return next(
            (
                one.limit
                for one in self.inputs.protocol.thresholds
                if one.measure is measure
                and one.level is level
                and one.basis is Basis.VALUE
                and one.comparison.is_upper is (measure.value not in LOWER_IS_WORSE)
            ),
            None,
        )

    def is_past(self, measure: Vital | Score, level: Level, value: Decimal) -> bool:
        """Whether a value is on the far side of that limit, by the protocol's own comparison."""
        return any(
            one.comparison.is_over(value, one.limit.value)
            for one in self.inputs.protocol.thresholds
            if one.measure is measure
            and one.level is level
            and one.basis is Basis.VALUE
            and one.comparison.is_upper is (measure.value not in LOWER_IS_WORSE)
        )

    # --- each input, said ---------------------------------------------------------------------

    def dose(self) -> Input:
        mg, per_kg = self.facts.dose_mg, self.facts.dose_mg_per_kg
        words = "not known" if mg is None else in_words(round_half_up(mg, 2), "mg")
        if per_kg is not None:
            words += f" ({in_words(round_half_up(per_kg, 3), 'mg/kg')})"
        return Input(
            name="Dose given", words=words, as_of=self.facts.first_dose_at, source=THE_ROOM
        )

    def pressure(self) -> Input:
        systolic, diastolic = self.facts.peak_systolic, self.facts.peak_diastolic
        if systolic is None or diastolic is None:
            return Input(name="Peak pressure", words="not measured", as_of=None, source=THE_ROOM)
        words = (
            f"{systolic.value:f}/{diastolic.value:f} mmHg, {systolic.minutes} min after the dose"
        )
        if self.facts.baseline_systolic_mmhg is not None:
            words += f"; {round_half_up(self.facts.baseline_systolic_mmhg, 0):f} before"
        return Input(name="Peak pressure", words=words, as_of=systolic.at, source=THE_ROOM)

    def oxygen(self) -> Input:
        return _reading("Lowest oxygen", self.facts.lowest_spo2, "%")

    def sedation(self) -> Input:
        return _rating("Deepest sedation", self.facts.deepest_sedation, "MOAA/S {} of 5")

    def nausea(self) -> Input:
        said = _rating("Highest nausea", self.facts.highest_nausea, "{} of 10")
        vomited = {True: "; vomited", False: "", None: ""}[self.facts.vomited]
        return Input(
            name=said.name, words=said.words + vomited, as_of=said.as_of, source=said.source
        )

    def distress(self) -> Input:
        return _rating("Highest distress", self.facts.highest_distress, "{} of 10")

    def rescue(self) -> Input:
        given = "; ".join(
            f"{one.drug} {in_words(one.amount, one.unit)} at {one.minutes} min"
            for one in self.facts.rescues
        )
        at = self.facts.rescues[-1].at if self.facts.rescues else None
        return Input(
            name="Rescue medicine", words=given or "none charted", as_of=at, source=THE_ROOM
        )

    def calls(self) -> Input:
        made = len(self.facts.help_calls)
        unheard = sum(1 for one in self.facts.help_calls if one.was_not_reached)
        words = f"{made} from the chair, {unheard} not reached in time" if made else "none"
        at = self.facts.help_calls[-1].at if made else None
        return Input(name="Calls for help", words=words, as_of=at, source=THE_ROOM)

    def ready(self) -> Input:
        minutes = self.facts.minutes_to_ready
        words = "not signed" if minutes is None else f"{minutes} min after the dose"
        return Input(
            name="Ready to go home", words=words, as_of=self.facts.ready_at, source=THE_ROOM
        )

    def response(self) -> Input:
        scores = self.inputs.scores
        if scores is None:
            why = self.inputs.scores_unknown or "no score since this session"
            return Input(name="Response", words=why, as_of=None, source="questionnaires")
        return Input(
            name="Response", words=scores.words, as_of=scores.latest_at, source="questionnaires"
        )

    def wish(self) -> Input:
        wish = self.inputs.wish
        if wish is None:
            return Input(name="The person's wish", words="not asked", as_of=None, source="")
        said = [
            DEPTH[wish.depth] if wish.depth else "depth not said",
            COMPANY[wish.company] if wish.company else "company not said",
            *(["has had enough"] if wish.has_had_enough else []),
        ]
        return Input(
            name="The person's wish", words=", ".join(said), as_of=wish.said_at, source=wish.by
        )

    def medicines(self) -> Input:
        """What may blunt the effect: the list of medicines, as the screening reads it."""
        blunting = self.inputs.blunting
        words = "the list may not be whole" if blunting is None else "none on the list"
        if blunting:
            words = ", ".join(one.name for one in blunting)
        at = blunting[0].as_of if blunting else None
        return Input(
            name="Medicines that may blunt it", words=words, as_of=at, source="the screening"
        )

    def guidance(self) -> Input:
        planned, most = self.facts.guidance_planned, self.facts.guidance_at_most
        words = "no level agreed" if planned is None else f"level {planned} agreed"
        if most is not None and most != planned:
            words += f", up to {most} in the room"
        return Input(name="Guidance", words=words, as_of=self.facts.opened_at, source=THE_ROOM)

    def risk(self) -> Input:
        risk = self.inputs.risk
        return Input(name="Risk tier", words=risk.words, as_of=risk.as_of, source=risk.source)

    def planned(self) -> Input:
        day = self.inputs.next_on
        words = "no day" if day is None else f"{day.day} {day:%B %Y}"
        return Input(name="Next session planned", words=words, as_of=None, source="the plan")

    def number(self) -> Input:
        words = f"{self.inputs.sessions_given} given of {self.inputs.planned_sessions} planned"
        return Input(name="Sessions", words=words, as_of=None, source="the course")


LOWER_IS_WORSE = frozenset({"spo2_percent", "moaas"})


def _reading(name: str, fact: ReadingFact | None, unit: str) -> Input:
    if fact is None:
        return Input(name=name, words="not measured", as_of=None, source=THE_ROOM)
    words = f"{fact.value:f} {unit}, {fact.minutes} min after the dose"
    return Input(name=name, words=words, as_of=fact.at, source=THE_ROOM)


def _rating(name: str, fact: RatingFact | None, words: str) -> Input:
    if fact is None:
        return Input(name=name, words="not asked", as_of=None, source=THE_ROOM)
    said = f"{words.format(fact.score)}, {fact.minutes} min after the dose"
    return Input(name=name, words=said, as_of=fact.at, source=THE_ROOM)
