"""The clock asks in time, reminds once, asks somebody to call, and lets go when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.people.models import Account, Patient
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.tasks.models import Task
from holdspace.domain.session_events import Met
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.measures.actions import withdraw_questionnaire
from holdspace.pathway.measures.models import Asked
from holdspace.pathway.outcomes.asking import ask_what_is_due
from holdspace.pathway.outcomes.models import Scheduled
from holdspace.pathway.prepare.derived import Moments, derived_facts
from tests.pathway.measures.asked import asked_of, finish, own
from tests.pathway.outcomes.history import PHQ9, answered, course_of

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 11, tzinfo=UTC)
"""Noon in Berlin, on the day the course began."""


def day(number: float) -> datetime:
    return MONDAY + timedelta(days=number)


@pytest.fixture
def course(in_clinic: Cast):
    """Mara has pages of her own and an address."""
    mara = in_clinic.patients["mara"]
    Patient.objects.filter(pk=mara.pk).update(email="mara@mail.example")
    account = Account.objects.create(email="mara@patients.invalid", password="!")  # noqa: S106
    PatientSignIn.objects.create(
        clinic=in_clinic.clinic, patient=mara, account=account, begun_at=MONDAY
    )
    return course_of(in_clinic, sessions=2)


def step(cast: Cast, now: datetime) -> int:
    return ask_what_is_due(cast.clinic.pk, now)


def open_codes() -> set[str]:
    return set(Asked.objects.filter(closed_at__isnull=True).values_list("code", flat=True))


def give_dose(course, number: float, home_hours: int = 3) -> None:
    cycle = course.cycles.order_by("-number").first()
    if MedicineActing.objects.filter(cycle=cycle).exists():
        cycle = course.cycles.create(clinic_id=course.clinic_id, number=cycle.number + 1)
    MedicineActing.objects.create(
        clinic_id=course.clinic_id,
        cycle=cycle,
        from_at=day(number),
        until_at=day(number) + timedelta(hours=home_hours),
    )


def book(cast: Cast, course, number: float) -> Appointment:
    return Appointment.objects.create(
        clinic=cast.clinic,
        kind=Appointment.Kind.DOSING,
        patient=course.patient,
        room=cast.rooms["Room 1"],
        starts_at=day(number),
        ends_at=day(number) + timedelta(hours=3),
        zone=cast.clinic.time_zone,
    )


def test_the_baseline_is_asked_once_by_nobody_on_the_staff_and_a_mail_says_so(
    in_clinic, course
) -> None:
    step(in_clinic, day(0))
    again = step(in_clinic, day(0.01))

    asked = Asked.objects.get(code="phq9")
    assert (open_codes(), again) == ({"phq9", "gad7"}, 0)
    assert (asked.asked_by, asked.due_at) == (None, Scheduled.objects.first().due_at)
    assert [mail.kind for mail in Mail.objects.all()] == ["something_to_fill_in"]
    line = AuditEntry.objects.get(act="ask a questionnaire", object_id=str(asked.pk))
    assert (line.staff_id, line.patient_id) == (None, course.patient_id)


def test_at_night_nothing_is_asked(in_clinic, course) -> None:
    step(in_clinic, MONDAY.replace(hour=22))

    assert open_codes() == set()


def test_what_was_answered_in_the_two_weeks_before_is_not_asked_again(in_clinic, course) -> None:
    answered(in_clinic, day(-10), 20)

    step(in_clinic, day(0))

    assert open_codes() == {"gad7"}


def test_one_reminder_then_one_task_and_no_more(in_clinic, course) -> None:
    for moment in (0, 3.3, 3.9, 4.1, 5.1, 6.35, 7.1, 7.2):
        step(in_clinic, day(moment))

    reminders = Mail.objects.filter(kind="reminder")
    assert [mail.not_before for mail in reminders] == [day(3.9)]
    (task,) = Task.objects.filter(kind=TaskKind.MEASURE_SILENT)
    assert (task.opened_at, task.about_kind) == (day(7.1), "trajectory")


def test_before_it_is_silent_nobody_is_asked_to_call(in_clinic, course) -> None:
    step(in_clinic, day(0))
    step(in_clinic, day(6.35))

    assert not Task.objects.filter(kind=TaskKind.MEASURE_SILENT).exists()


def test_an_answer_ends_the_task_by_itself(in_clinic, course) -> None:
    step(in_clinic, day(0))
    step(in_clinic, day(7.1))
    finish(Asked.objects.get(code="phq9"), PHQ9[20], by=own(in_clinic), now=day(7.2))
    step(in_clinic, day(7.3))
    still_one = Task.objects.get(kind=TaskKind.MEASURE_SILENT).closed_at
    finish(Asked.objects.get(code="gad7"), [1] * 7, by=own(in_clinic), now=day(7.4))

    step(in_clinic, day(7.5))

    task = Task.objects.get(kind=TaskKind.MEASURE_SILENT)
    assert (still_one, task.closed_at) == (None, day(7.5))
    assert not Scheduled.objects.filter(over_at__isnull=True).exists()


def test_once_the_dose_is_given_what_was_to_come_before_it_is_asked_no_more(
    in_clinic, course
) -> None:
    step(in_clinic, day(0))
    give_dose(course, 4)

    step(in_clinic, day(4.1))

    assert open_codes() == set()
    assert Asked.objects.filter(withdrawn_by=None, finished=None).count() == 2


def test_nothing_is_asked_in_the_first_24_hours_after_going_home(in_clinic, course) -> None:
    """The next session is two days later: what opens two days ahead waits for a day."""
    give_dose(course, 7, home_hours=3)
    book(in_clinic, course, 9)
    home = day(7) + timedelta(hours=3)

    step(in_clinic, home + timedelta(hours=23, minutes=59))
    before = open_codes()
    step(in_clinic, home + timedelta(hours=24))

    assert (before, open_codes()) == (set(), {"phq9", "gad7"})


def test_a_visit_that_is_cancelled_asks_nothing_more(in_clinic, course) -> None:
    give_dose(course, 0)
    visit = book(in_clinic, course, 6)
    step(in_clinic, day(4.1))
    asked = open_codes()
    Appointment.objects.filter(pk=visit.pk).update(cancelled_at=day(5))

    step(in_clinic, day(5))

    assert (asked, open_codes()) == ({"phq9", "gad7"}, set())


def test_what_somebody_on_the_staff_withdrew_is_not_asked_again(in_clinic, course) -> None:
    step(in_clinic, day(0))
    asked = Asked.objects.get(code="phq9")
    withdraw_questionnaire(actor=in_clinic.actor("ana"), asked=asked, now=day(1))

    step(in_clinic, day(1.05))
    step(in_clinic, day(2))

    assert open_codes() == {"gad7"}


def test_a_course_that_had_its_times_before_we_asked_is_not_asked_late(in_clinic, course) -> None:
    give_dose(course, 0)
    give_dose(course, 4)

    step(in_clinic, day(60))

    assert open_codes() == set()
    assert not Task.objects.filter(kind=TaskKind.MEASURE_SILENT).exists()


def test_a_course_that_ended_is_followed_for_three_months(in_clinic, course) -> None:
    give_dose(course, 0)
    type(course).objects.filter(pk=course.pk).update(ended_on=day(3).date())

    step(in_clinic, day(90.1))

    assert set(Scheduled.objects.values_list("time", flat=True)) == {"month_3"}


def test_what_the_schedule_asks_keeps_no_dose_back_and_what_somebody_asks_does(
    in_clinic, course
) -> None:
    cycle = course.cycles.get()
    moments = Moments(now=day(6), zone=ZoneInfo("Europe/Berlin"))
    step(in_clinic, day(0))

    by_schedule = derived_facts(cycle, {}, moments)["scales_done"]
    asked_of(in_clinic, "peg", day(5))
    by_somebody = derived_facts(cycle, {}, moments)["scales_done"]

    assert (by_schedule.met, by_somebody.met) == (Met.UNKNOWN, Met.UNMET)
    assert by_somebody.detail == "Not filled in yet: PEG."
