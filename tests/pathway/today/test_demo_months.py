"""Three people of the demo with months behind them, told once, just after midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.check_ins import Rung
from holdspace.domain.review_parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.today.demo_months.telling import Phones

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 9, 0, 5, tzinfo=BERLIN).astimezone(UTC)
"""The hardest moment of a day: nothing of today has happened yet."""


@dataclass(frozen=True)
class Told:
    cast: Cast
    phones: Phones

    def patient(self, given_name: str):
        from holdspace.clinic.people.models import Patient

        return Patient.objects.select_related("clinic").get(given_name=given_name)

    def past(self, given_name: str):
        from holdspace.pathway.dosing_session.past_queries import past_sessions

        return past_sessions(self.patient(given_name).pk, NOW)

    def reviewed(self, given_name: str):
        from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
        from holdspace.pathway.review.gathering import reviewed

        cycle = latest_cycle_of(open_course_of(self.patient(given_name)))
        return reviewed(cycle, NOW)

    def trajectory(self, given_name: str):
        from holdspace.pathway.outcomes.trajectory import trajectory_of

        patient = self.patient(given_name)
        return trajectory_of(patient.pk, patient.zone, NOW)

    def case(self, given_name: str):
        """On the PHQ-9, as the outcomes count it."""
        from holdspace.pathway.outcomes.clinic_queries import Period, cases_of, courses_in

        year = Period(begins=NOW - timedelta(days=365), ends=NOW)
        (course,) = [
            each
            for each in courses_in(self.cast.clinic.pk, year)
            if each.course.patient.given_name == given_name
        ]
        return cases_of("phq9", [course], NOW)[0]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    from django.db import transaction

    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from holdspace.pathway.today.demo_months.telling import tell_the_months

    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        phones = tell_the_months(cast, NOW)
        with clinic_context(cast.clinic.id):
            yield Told(cast, phones)
        transaction.set_rollback(True)


@pytest.fixture
def told(world: Told) -> Iterator[Told]:
    from django.db import transaction

    with transaction.atomic():
        yield world
        transaction.set_rollback(True)


@pytest.mark.parametrize(("name", "sessions"), [("Hanna", 6), ("Emil", 3), ("Noor", 2)])
def test_each_session_was_given_signed_and_closed_and_its_log_is_whole(
    told: Told, name: str, sessions: int
) -> None:
    from holdspace.pathway.dosing_session.models import DosingSession, SignedDocument
    from holdspace.pathway.dosing_session.queries import verify_chain

    lived = DosingSession.objects.filter(patient=told.patient(name))

    assert len(lived) == sessions
    assert [one.closed_at is not None for one in lived] == [True] * sessions
    assert [verify_chain(one) > 25 for one in lived] == [True] * sessions
    assert SignedDocument.objects.filter(session__in=lived).count() == sessions
    assert [one.facts.unknown for one in told.past(name)] == [()] * sessions


def test_hanna_answered_well_and_went_on_to_single_sessions(told: Told) -> None:
    from holdspace.pathway.course.queries import open_course_of
    from holdspace.pathway.review.models import CourseClosing
    from holdspace.pathway.review.queries import closing_of, reviews_of
    from holdspace.pathway.review.review_page import review_in_short

    course = open_course_of(told.patient("Hanna"))
    scores = {line.instrument.code: line for line in told.trajectory("Hanna").lines}
    case = told.case("Hanna")

    assert not scores["phq9"].worse
    assert closing_of(course).kind == CourseClosing.Kind.MAINTENANCE
    assert len(reviews_of(course)) == 2
    assert [one.cycle.number for one in review_in_short(told.patient("Hanna"), NOW).earlier] == [
        5,
        4,
    ]
    assert course.planned_sessions == 7
    assert (case.end.total, case.is_completer) == (7, True)


def test_emil_is_little_better_and_the_review_asks_to_think_again(told: Told) -> None:
    from holdspace.pathway.review.chasing import DUE_AFTER, LOOKED_BACK
    from holdspace.pathway.review.queries import waiting_for_review

    clinic = told.cast.clinic.pk
    waiting = waiting_for_review(clinic, NOW, after=DUE_AFTER, within=LOOKED_BACK)
    proposal = told.reviewed("Emil").proposal

    assert told.patient("Emil").pk in {cycle.course.patient_id for cycle in waiting}
    assert [point.rule.id for point in proposal.think] == ["REV-T1"]
    assert proposal.part(Part.DOSE).is_proposed
    assert [line.instrument.code for line in told.trajectory("Emil").worse] == ["gad7"]


def test_noors_session_was_hard_and_what_nobody_asked_keeps_the_dose_back(told: Told) -> None:
    facts = told.past("Noor")[-1].facts
    proposal = told.reviewed("Noor").proposal

    assert facts.peak_systolic.value == 184
    assert facts.highest_distress.score == 8
    assert not proposal.part(Part.DOSE).is_proposed
    assert proposal.part(Part.MONITORING).is_proposed
    assert proposal.part(Part.LENGTH).is_proposed


def test_noor_and_her_sister_said_how_it_was_and_both_were_answered(told: Told) -> None:
    from holdspace.clinic.tasks.models import Task
    from holdspace.domain.tasks import TaskKind
    from holdspace.pathway.integrate.check_ins.models import RaisedFlag

    noor = told.patient("Noor")
    tasks = Task.objects.filter(patient=noor)

    assert set(RaisedFlag.objects.filter(patient=noor).values_list("code", flat=True)) == {
        "not_so_well"
    }
    assert tasks.filter(kind=TaskKind.SOMETHING_WRONG, closed_at__isnull=False).exists()
    assert set(tasks.not_closed().values_list("kind", flat=True)) == {TaskKind.INTEGRATION_TO_BOOK}


def test_a_visit_waits_for_the_two_who_went_home_yesterday_and_for_nobody_else(told: Told) -> None:
    from holdspace.clinic.tasks.models import Task

    open_tasks = Task.objects.not_closed().values_list("patient__given_name", "kind")

    assert sorted(open_tasks) == [
        ("Hanna", "integration_to_book"),
        ("Noor", "integration_to_book"),
    ]


def test_hannas_phone_is_in_its_first_day_with_the_evening_to_answer(told: Told) -> None:
    from holdspace.pathway.integrate.check_ins.following import following_of

    hanna = following_of(told.patient("Hanna"), NOW)

    assert NOW - hanna.home.at < timedelta(hours=24)
    assert hanna.due.rung is Rung.EVENING


def test_emil_is_asked_how_the_week_was(told: Told) -> None:
    from holdspace.pathway.integrate.check_ins.following import following_of

    in_the_morning = NOW + timedelta(hours=11)

    assert following_of(told.patient("Emil"), in_the_morning).due.rung is Rung.WEEK_1


def test_what_the_clock_asks_first_is_nothing_that_was_answered_lately(told: Told) -> None:
    from holdspace.pathway.measures.queries import outstanding
    from holdspace.pathway.outcomes.asking import ask_what_is_due

    ask_what_is_due(told.cast.clinic.pk, NOW + timedelta(hours=10))

    for name in ("Emil", "Noor"):
        asked = outstanding(told.patient(name).pk, NOW + timedelta(hours=10))
        assert [one.code for one in asked] == [], name


def test_the_phones_of_hanna_and_of_her_husband_can_be_held(told: Told) -> None:
    from holdspace.clinic.own_access.queries import link_of
    from holdspace.clinic.supporters.queries import invitation_of

    link = link_of(told.phones.person.secret, NOW)
    invitation = invitation_of(told.phones.supporter.secret, NOW)

    assert link.patient == told.patient("Hanna")
    assert invitation.supporter.name == "Samuel"


def test_whoever_had_their_session_is_not_asked_whether_they_are_ready_for_it(told: Told) -> None:
    from holdspace.pathway.course.actions import add_cycle
    from holdspace.pathway.course.queries import open_course_of
    from holdspace.pathway.today.person_page import chart_of

    emil = told.patient("Emil")
    after_the_third = chart_of(emil, None, NOW)
    add_cycle(actor=told.cast.actor("okafor"), course=open_course_of(emil))
    before_the_fourth = chart_of(emil, None, NOW)

    assert after_the_third.had is not None
    assert before_the_fourth.had is None


def test_told_again_nothing_is_added_but_the_links(told: Told) -> None:
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.today.demo_months.telling import tell_the_months

    sessions = DosingSession.objects.count()
    phones = tell_the_months(told.cast, NOW + timedelta(hours=3))

    assert DosingSession.objects.count() == sessions
    assert phones.person.secret != told.phones.person.secret
    assert phones.supporter.secret != told.phones.supporter.secret


def test_the_same_seed_tells_the_same_months(told: Told) -> None:
    """Noor's, in another clinic: everything but what names the rows."""
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.demo import make_cast
    from holdspace.clinic.people.models import Patient
    from holdspace.pathway.course.person_actions import enter_person
    from holdspace.pathway.today.demo_months import noor
    from holdspace.pathway.today.demo_months.months import begun

    first = in_order(told.patient("Noor"))
    far = make_cast(name="Far Clinic", prefix="far-")
    with clinic_context(far.clinic.id):
        patient = enter_person(actor=far.actor("desk"), details=noor.WHO)
        noor.tell(begun(far, patient, noor.TREATED, days_ago=noor.SESSIONS, now=NOW))
        again = in_order(Patient.objects.get(given_name="Noor"))

    assert len(first) > 80
    assert again == first


def in_order(patient) -> list[object]:
    """What happened to somebody, with the ids of other rows left out."""
    from holdspace.pathway.dosing_session.models import SessionEvent
    from holdspace.pathway.integrate.check_ins.models import CheckInAnswer
    from holdspace.pathway.measures.models import Finished

    events = SessionEvent.objects.filter(session__patient=patient)
    answers = CheckInAnswer.objects.filter(patient=patient).order_by("id")
    finished = Finished.objects.filter(patient=patient).order_by("finished_at")
    ids = {"plan_id", "infusion_id", "facts", "document_sha256"}
    return [
        *(
            (row.kind, row.occurred_at, {k: v for k, v in row.payload.items() if k not in ids})
            for row in events.order_by("occurred_at", "sequence")
        ),
        *answers.values_list("question", "value", "marks", "words", "given_at"),
        *finished.values_list("code", "exact", "answers", "finished_at"),
    ]


@pytest.mark.parametrize(
    ("now", "begins_at"),
    [
        ("00:00", "2026-03-08 16:30"),
        ("10:29", "2026-03-08 16:30"),
        ("10:30", "2026-03-09 08:00"),
        ("23:50", "2026-03-09 08:00"),
    ],
)
def test_hanna_went_home_this_morning_or_else_late_yesterday(
    told: Told, now: str, begins_at: str
) -> None:
    from holdspace.pathway.today.demo_months.hanna import latest_begins

    moment = datetime.fromisoformat(f"2026-03-09 {now}").replace(tzinfo=BERLIN)

    assert latest_begins(told.cast, moment.astimezone(UTC)) == datetime.fromisoformat(
        begins_at
    ).replace(tzinfo=BERLIN)
