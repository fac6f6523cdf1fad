"""Somebody of the cast who went home from a session, told in a few words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.check_ins import Question, Rung
from holdspace.pathway.course.actions import CoursePlan, add_cycle, start_course
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.check_ins import actions
from holdspace.pathway.integrate.check_ins.actions import Reply, Voice
from holdspace.pathway.integrate.check_ins.models import AfterSession
from holdspace.pathway.integrate.check_ins.queries import homes_of
from tests.pathway.measures.asked import own

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.domain.red_flags import Raised
    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.integrate.check_ins.models import CheckIn

IV = "iv-racemic-0.5mgkg-40min"


def went_home(cast: Cast, at: datetime, *, key: str = "mara") -> DosingSession:
    """A closed session, as the clock has noted it. Inside the clinic's context."""
    patient = cast.patients[key]
    session = DosingSession.objects.create(
        clinic=cast.clinic,
        patient=patient,
        cycle=_next_cycle(cast, key, at),
        room=cast.rooms["Room 1"],
        protocol_name=IV,
        protocol_version=1,
        opened_at=at - timedelta(hours=4),
        closed_at=at,
    )
    AfterSession.objects.create(
        clinic=cast.clinic,
        patient=patient,
        session=session,
        home_at=at,
        how="handed_over",
        had_dose=True,
    )
    return session


def _next_cycle(cast: Cast, key: str, at: datetime) -> DoseCycle | None:
    patient, doctor = cast.patients[key], cast.actor("okafor")
    course = Course.objects.filter(patient=patient).first()
    if course is not None:
        return add_cycle(actor=doctor, course=course)
    plan = CoursePlan(
        indication="treatment_resistant_depression",
        protocol_name=IV,
        protocol_version=1,
        planned_sessions=6,
    )
    return latest_cycle_of(
        start_course(actor=doctor, patient=patient, plan=plan, started_on=at.date())
    )


def begun(cast: Cast, rung: Rung, now: datetime, *, key: str = "mara") -> CheckIn:
    home = homes_of(cast.patients[key].pk, now)[-1]
    return actions.begin(home=home, clinic_id=cast.clinic.pk, rung=rung, now=now)


def say(  # noqa: PLR0913 - each is one word of the story
    cast: Cast,
    rung: Rung,
    question: Question,
    said: str | set[str] | None,
    now: datetime,
    *,
    key: str = "mara",
    staff: str = "",
) -> list[Raised]:
    """One answer, by the person or as a member of staff heard it; None is skipped."""
    voice = Voice(by=cast.actor(staff) if staff else own(cast, key))
    reply = Reply(marks=frozenset(said)) if isinstance(said, set) else Reply(value=said or "")
    return actions.answer(
        voice=voice,
        check_in=begun(cast, rung, now, key=key),
        question=question,
        reply=reply,
        now=now,
    )
