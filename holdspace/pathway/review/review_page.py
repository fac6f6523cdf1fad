"""What a review shows beside the proposal: the facts, the goals, what stands already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.review_inputs import Look
from holdspace.domain.review_parts import Input
from holdspace.pathway.course.models import Course
from holdspace.pathway.measures.queries import latest_result
from holdspace.pathway.review.gathering import reviewed
from holdspace.pathway.review.models import CourseClosing, SignedReview
from holdspace.pathway.review.queries import (
    agreed_for_next,
    closing_of,
    cycle_looked_back_at,
    goals_rated,
    own_signs_of,
    relapse_found,
    review_of,
    reviews_of,
    wish_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.review.gathering import Reviewed
    from holdspace.pathway.review.models import NextWish, OwnSigns
    from holdspace.pathway.review.queries import AgreedPart, GoalLine, RelapseFound


EXPERIENCE = ("ceq", "meq30", "ebi", "cadss")
"""Questionnaires about a session: shown beside it, never a target (clinical reference 3.4, 5.4)."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The facts that stand beside a proposal."""

    session: tuple[Input, ...]
    person: tuple[Input, ...]
    goals: tuple[GoalLine, ...]
    wish: NextWish | None
    signed: SignedReview | None
    is_older: bool
    """Whether the signed one rests on facts that have changed since."""


def beside(shown: Reviewed) -> Beside:
    look = Look(shown.inputs)
    signed = review_of(shown.cycle)
    return Beside(
        session=(
            look.dose(),
            look.pressure(),
            look.oxygen(),
            look.sedation(),
            look.nausea(),
            look.distress(),
            look.rescue(),
            look.guidance(),
            look.calls(),
            look.ready(),
        ),
        person=(
            look.response(),
            *experience_of(shown),
            look.wish(),
            look.risk(),
            look.medicines(),
            look.number(),
            look.planned(),
        ),
        goals=goals_rated(shown.cycle.course),
        wish=wish_of(shown.cycle),
        signed=signed,
        is_older=is_older(signed, shown),
    )


def experience_of(shown: Reviewed) -> tuple[Input, ...]:
    """What was answered about the session itself since it; no rule goes by these scores alone."""
    since = shown.past.facts.first_dose_at
    latest = [latest_result(shown.cycle.course.patient_id, code) for code in EXPERIENCE]
    return tuple(
        Input(
            name=f"{one.instrument.name}, {one.instrument.measures}",
            words=one.score_words or one.why_none,
            as_of=one.finished_at,
            source=one.by,
        )
        for one in latest
        if one is not None and since is not None and one.finished_at > since
    )


def is_older(signed: SignedReview | None, shown: Reviewed) -> bool:
    return signed is not None and signed.fingerprint != shown.proposal.fingerprint


@dataclass(frozen=True, kw_only=True)
class ReviewInShort:
    """For the page of a person: the latest review, or that one is due; the close; what it found."""

    cycle: DoseCycle | None = None
    """The latest cycle that had its dose."""
    signed: SignedReview | None = None
    is_older: bool = False
    agreed: Sequence[AgreedPart] = ()
    earlier: Sequence[SignedReview] = ()
    """Of the sessions before, and what was signed anew since: the newest first."""
    closing: CourseClosing | None = None
    course: Course | None = None
    signs: OwnSigns | None = None
    relapse: RelapseFound | None = None
    think: Sequence[str] = ()

    @property
    def is_due(self) -> bool:
        return self.cycle is not None and self.signed is None


def review_in_short(patient: Patient, now: datetime) -> ReviewInShort:
    """Of the course a person is in, else of the one they were in last."""
    courses = Course.objects.filter(patient=patient).select_related("clinic", "patient")
    course = courses.filter(ended_on__isnull=True).first() or courses.first()
    if course is None:
        return ReviewInShort()
    cycle = cycle_looked_back_at(course)
    shown = reviewed(cycle, now) if cycle and course.ended_on is None else None
    signed = review_of(cycle) if cycle else None
    return ReviewInShort(
        cycle=shown.cycle if shown else None,
        signed=signed,
        is_older=shown is not None and is_older(signed, shown),
        agreed=agreed_for_next(signed) if signed else (),
        earlier=[one for one in reviews_of(course) if signed is None or one.pk != signed.pk],
        closing=closing_of(course),
        course=course,
        signs=own_signs_of(course),
        relapse=relapse_found(patient.pk, course),
        think=[one.words for one in shown.proposal.think] if shown else [],
    )
