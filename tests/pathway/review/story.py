"""Mara's first session, planned and lived, with a questionnaire before it and one after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.goal_actions import write_goals
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished, change_plan
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.review.actions import GoalSaid, WishSaid, say_before_review
from tests.pathway.dosing_session.story import Tablet, appointment_of
from tests.pathway.dosing_session.summary_story import live_it
from tests.pathway.measures.asked import asked_of, finish

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAYS = (0, 3, 7, 10, 14, 17)
GOALS = "To sleep through.\nTo see my sister again."
PHQ9_18 = [2, 2, 2, 2, 2, 2, 3, 3, 0, None]
PHQ9_14 = [2, 2, 2, 1, 1, 2, 2, 2, 0, None]
PHQ9_8 = [1, 1, 1, 1, 1, 1, 1, 1, 0, None]


@dataclass(frozen=True)
class Lived:
    """The morning after."""

    cast: Cast
    course: Course
    cycle: DoseCycle
    tablet: Tablet
    now: datetime


def plan_course(cast: Cast, course: Course, now: datetime) -> None:
    change_plan(
        actor=cast.actor("okafor"),
        course=course,
        wished=PlanWished(
            reason="Twice a week.",
            rhythm="twice_weekly",
            sessions=tuple(
                SessionWished(on=now.date() + timedelta(days=day), mg_per_kg=Decimal("0.5"))
                for day in DAYS
            ),
            body=Body(weight_kg=Decimal(70), height_cm=Decimal(170), sex="female"),
        ),
        read=(),
        now=now,
    )


def live(cast: Cast, begins_at: datetime = NOW, *, room: str = "Room 1") -> Lived:
    """Inside the clinic's context. Mara may be somebody else: whom the cast has under her key."""
    appointment = appointment_of(cast, "mara", begins_at, room=room)
    cycles = DoseCycle.objects.select_related("course__clinic", "course__patient__clinic")
    cycle = cycles.get(course__patient=cast.patients["mara"])
    course = cycle.course
    plan_course(cast, course, begins_at)
    write_goals(actor=cast.actor("ana"), course=course, words=GOALS, now=begins_at)
    score(cast, PHQ9_18, begins_at - timedelta(hours=2))
    tablet = Tablet(open_session(cast.actor("ana"), appointment, begins_at))
    live_it(cast, tablet, begins_at)
    score(cast, PHQ9_14, begins_at + timedelta(hours=22))
    now = begins_at + timedelta(days=1)
    return Lived(cast=cast, course=course, cycle=cycle, tablet=tablet, now=now)


def score(cast: Cast, answers: list[int | None], at: datetime) -> None:
    finish(asked_of(cast, "phq9", at), answers, by=cast.actor("ana"), now=at)


def wish(lived: Lived, *, company: str = "same", depth: str = "deeper", enough: bool = False):
    say_before_review(
        actor=lived.cast.actor("jonas"),
        cycle=lived.cycle,
        goals=[GoalSaid(goal="To sleep through.", score=3)],
        wish=WishSaid(company=company, depth=depth, has_had_enough=enough),
        now=lived.now,
    )
