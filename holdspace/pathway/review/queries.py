"""Questions about reviews: what was wished, rated and signed, and which cycles wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from holdspace.domain.review_scores import relapse_sign
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.course.queries import goals_of
from holdspace.pathway.measures.queries import results_of
from holdspace.pathway.review.models import (
    CourseClosing,
    GoalRated,
    NextWish,
    OwnSigns,
    SignedReview,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from uuid import UUID

    from holdspace.pathway.course.models import Course, DoseCycle

MOST_GOALS = 5
"""Lines of the goals that are rated one by one: more than these on one page is a questionnaire."""
RELAPSE_CODE = "phq9"


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """One goal and how it was rated over the course, oldest first."""

    goal: str
    ratings: tuple[GoalRated, ...]

    @property
    def latest(self) -> GoalRated | None:
        return self.ratings[-1] if self.ratings else None

    @property
    def shape(self) -> str:
        """The course of it in words: "2, then 4, then 7 of 10: up by 5 since the first"."""
        scores = [one.score for one in self.ratings if one.score is not None]
        if not scores:
            return "not rated yet"
        said = f"{', then '.join(str(score) for score in scores)} of 10"
        change = scores[-1] - scores[0]
        if len(scores) == 1:
            return said
        way = "the same as the first time"
        if change:
            way = f"{'up' if change > 0 else 'down'} by {abs(change)} since the first"
        return f"{said}: {way}"


def goal_words_of(course: Course) -> list[str]:
    """The person's goals, one a line, as they stand now."""
    lines = [one.strip() for one in goals_of(course).splitlines()]
    return [one for one in lines if one][:MOST_GOALS]


def goals_rated(course: Course) -> tuple[GoalLine, ...]:
    """Each goal as it stands, with its ratings; then those that were rated under other words."""
    rows = GoalRated.objects.filter(cycle__course=course).select_related("noted_by", "cycle")
    by_goal: dict[str, list[GoalRated]] = {one: [] for one in goal_words_of(course)}
    for row in rows.order_by("id"):
        by_goal.setdefault(row.goal, []).append(row)
    return tuple(
        GoalLine(goal=goal, ratings=_latest_of_each_cycle(ratings))
        for goal, ratings in by_goal.items()
    )


def _latest_of_each_cycle(ratings: Sequence[GoalRated]) -> tuple[GoalRated, ...]:
    latest = {one.cycle.number: one for one in ratings}
    return tuple(latest[number] for number in sorted(latest))


def rated_in(cycle: DoseCycle) -> bool:
    """Whether the goals were looked at since the session of this cycle."""
    return GoalRated.objects.filter(cycle=cycle).exists()


def cycle_looked_back_at(course: Course) -> DoseCycle | None:
    """The latest cycle whose session is over: what is asked about a session is about this one.

    Over is found ready to go home, or closed in another way: somebody may have left early.
    """
    had = course.cycles.filter(medicine_acting__isnull=False)
    over = had.filter(
        Q(medicine_acting__until_at__isnull=False) | Q(session__closed_at__isnull=False)
    )
    related = over.select_related("clinic", "course__clinic", "course__patient__clinic")
    return related.order_by("-number").first()


def wish_of(cycle: DoseCycle) -> NextWish | None:
    return NextWish.objects.filter(cycle=cycle).select_related("noted_by").first()


def reviews_of(course: Course) -> list[SignedReview]:
    """Every signed review of a course, the newest first."""
    reviews = SignedReview.objects.filter(cycle__course=course)
    return list(reviews.select_related("cycle", "signed_by", "plan"))


def review_of(cycle: DoseCycle) -> SignedReview | None:
    """The one that counts for a cycle."""
    reviews = SignedReview.objects.filter(cycle=cycle)
    return reviews.select_related("signed_by", "plan").first()


def own_signs_of(course: Course) -> OwnSigns | None:
    return OwnSigns.objects.filter(course=course).select_related("noted_by").first()


def closing_of(course: Course) -> CourseClosing | None:
    return CourseClosing.objects.filter(course=course).select_related("made_by").first()


def waiting_for_review(
    clinic_id: int, now: datetime, *, after: timedelta, within: timedelta
) -> list[DoseCycle]:
    """Cycles whose session is over for that long, with no review signed and the course open."""
    between = (now - within, now - after)
    acted = MedicineActing.objects.filter(
        Q(until_at__range=between)
        | Q(until_at__isnull=True, cycle__session__closed_at__range=between),
        clinic_id=clinic_id,
        cycle__course__ended_on__isnull=True,
    )
    acted = acted.exclude(cycle__in=SignedReview.objects.values("cycle"))
    return [one.cycle for one in acted.select_related("cycle__course__patient")]


@dataclass(frozen=True, kw_only=True)
class RelapseFound:
    """A sign of relapse after a series, for staff: words, and the questionnaire that says so."""

    words: str
    finished_at: datetime
    rule_source: str = "clinical reference 7.5 (PHQ-9 5 up and at 10 or more; design default)"


def relapse_found(patient_id: UUID, course: Course) -> RelapseFound | None:
    """From the results since the first dose of a course, the latest against the best before it."""
    first = MedicineActing.objects.filter(cycle__course=course).order_by("from_at").first()
    if first is None:
        return None
    results = [
        one
        for one in reversed(results_of(patient_id, RELAPSE_CODE))
        if one.finished_at > first.from_at
    ]
    words = relapse_sign(INSTRUMENTS[RELAPSE_CODE], [one.exact for one in results])
    return RelapseFound(words=words, finished_at=results[-1].finished_at) if words else None


@dataclass(frozen=True, kw_only=True)
class AgreedPart:
    """One part of a signed review, as it is read later."""

    title: str
    choice: str
    words: str
    reason: str
    basis: str
    proposed: str


def parts_signed(review: SignedReview) -> tuple[AgreedPart, ...]:
    return tuple(AgreedPart(**one) for one in review.content["said"])


def agreed_for_next(review: SignedReview) -> tuple[AgreedPart, ...]:
    """What is to be done for the next session: declined parts are not in it."""
    return tuple(one for one in parts_signed(review) if one.choice != "decline" and one.words)
