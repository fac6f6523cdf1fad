"""Answers open tasks, silence opens one, and what the clock does it does once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.actions import acknowledge, close
from holdspace.clinic.tasks.models import Task
from holdspace.clinic.tasks.queries import about_href
from holdspace.domain.check_ins import Question, Rung
from holdspace.domain.suicide_risk import Tier
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.check_ins.actions import NoSuchAnswer
from holdspace.pathway.integrate.check_ins.by_the_clock import look_after_check_ins
from holdspace.pathway.integrate.check_ins.models import AfterSession, CheckInAnswer, RaisedFlag
from holdspace.pathway.integrate.check_ins.queries import homes_of, latest_wellbeing
from holdspace.pathway.measures.queries import risk_tier_of
from holdspace.pathway.measures.risk_actions import note_tier
from tests.clinic.own_sign_in import own_sign_in
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it
from tests.pathway.integrate.check_ins.after import say, went_home

HOME = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # a Tuesday, two in the afternoon in the clinic
EVENING = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)  # seven
NEXT_DAY = HOME + timedelta(hours=24)


@pytest.fixture
def inside(cast):
    with clinic_context(cast.clinic.id):
        yield cast


@pytest.fixture
def home(inside):
    """Mara has gone home; she has a mail address and pages of her own."""
    mara = inside.patients["mara"]
    Patient.objects.filter(pk=mara.pk).update(email="mara@people.example", phone="030 1")
    own_sign_in(mara)
    return went_home(inside, HOME)


def tasks(kind=None) -> list[Task]:
    found = Task.objects.not_closed()
    return list(found.filter(kind=kind) if kind else found)


def test_the_log_of_a_session_says_when_somebody_went_home(inside):
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    end = live_it(inside, Tablet(opened(inside, now)), now)
    mara = inside.patients["mara"].pk

    (found,) = homes_of(mara, end)
    assert found.at == now + timedelta(minutes=148)
    assert found.how == "handed_over"
    assert homes_of(mara, now) == ()
    assert not AfterSession.objects.exists()


def test_a_symptom_opens_an_urgent_task_that_does_not_wait_for_the_clinic_to_open(inside, home):
    at_night = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)

    say(inside, Rung.EVENING, Question.BODY, {"palpitations"}, at_night)

    (task,) = tasks()
    assert task.kind == TaskKind.RED_FLAG
    assert task.acknowledge_by == at_night + timedelta(minutes=15)
    assert about_href(task).startswith("/after/told/")
    assert Mail.objects.filter(staff__isnull=False).count() == 4


def test_a_second_symptom_is_not_hidden_behind_a_task_that_was_seen(inside, home):
    say(inside, Rung.DAY_1, Question.BODY, {"palpitations"}, NEXT_DAY)
    (first,) = tasks()
    acknowledge(actor=inside.actor("ana"), task=first, now=NEXT_DAY)

    raised = say(inside, Rung.DAY_1, Question.BODY, {"palpitations", "chest"}, NEXT_DAY)

    assert [one.flag.code for one in raised] == ["chest"]
    assert [task.is_unseen() for task in tasks(TaskKind.RED_FLAG)].count(True) == 1


def test_the_same_answer_once_more_changes_nothing(inside, home):
    say(inside, Rung.DAY_1, Question.BODY, {"urinary"}, NEXT_DAY)
    say(inside, Rung.DAY_1, Question.BODY, {"urinary"}, NEXT_DAY + timedelta(minutes=1))

    assert CheckInAnswer.objects.count() == RaisedFlag.objects.count() == len(tasks()) == 1


def test_what_is_to_be_looked_at_the_same_day_is_not_left_until_monday(inside, home):
    friday_night = datetime(2026, 3, 6, 19, 0, tzinfo=UTC)

    say(inside, Rung.DAY_3, Question.BODY, {"mania"}, friday_night)

    (task,) = tasks(TaskKind.AFTER_CARE)
    assert task.done_by == friday_night + timedelta(hours=12)


def test_a_mood_that_falls_is_seen_against_the_days_before(inside, home):
    say(inside, Rung.DAY_1, Question.MOOD, "8", NEXT_DAY)
    first = tasks()
    say(inside, Rung.DAY_3, Question.MOOD, "5", HOME + timedelta(hours=72))

    assert first == []
    assert [task.kind for task in tasks()] == [TaskKind.AFTER_CARE]
    assert RaisedFlag.objects.get().because == "Mood 5 of 10, after 8"


def test_thoughts_of_death_open_the_task_of_every_such_answer_and_end_the_tier(inside, home):
    mara = inside.patients["mara"]
    note_tier(actor=inside.actor("okafor"), patient=mara, tier=Tier.NONE, basis="Asked.", now=HOME)
    before = risk_tier_of(mara.pk)

    say(inside, Rung.DAY_1, Question.SAFETY, "thoughts", NEXT_DAY)

    (task,) = tasks(TaskKind.SUICIDE_ANSWER)
    after = risk_tier_of(mara.pk)
    assert before.is_current
    assert not after.is_current
    assert after.answered_since == NEXT_DAY
    close(actor=inside.actor("okafor"), task=task, outcome="Spoke.", now=NEXT_DAY)
    assert not risk_tier_of(mara.pk).is_current


def test_thoughts_that_became_a_plan_are_a_task_of_their_own(inside, home):
    say(inside, Rung.DAY_1, Question.SAFETY, "thoughts", NEXT_DAY)
    say(inside, Rung.DAY_1, Question.SAFETY, "might_act", NEXT_DAY + timedelta(minutes=2))

    assert len(tasks(TaskKind.SUICIDE_ANSWER)) == 2


def test_what_is_no_answer_is_refused(inside, home):
    with pytest.raises(NoSuchAnswer):
        say(inside, Rung.DAY_1, Question.MOOD, "11", NEXT_DAY)


# --- the clock -----------------------------------------------------------------------------------


def step(inside, at) -> int:
    return look_after_check_ins(inside.clinic.id, at)


def test_one_neutral_mail_when_it_is_asked_and_none_before(inside, home):
    early = step(inside, EVENING - timedelta(seconds=1))
    at_it = step(inside, EVENING)
    again = step(inside, EVENING + timedelta(minutes=1))

    (mail,) = Mail.objects.filter(patient__isnull=False)
    assert (early, at_it, again) == (0, 1, 0)
    assert mail.link == "/me/how-are-you/"
    assert mail.not_after == NEXT_DAY


def test_a_clock_that_stood_still_wakes_nobody(inside, home):
    at_three = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)

    step(inside, at_three)

    assert Mail.objects.get(patient__isnull=False).not_before == datetime(
        2026, 3, 4, 8, 0, tzinfo=UTC
    )


def test_an_answer_takes_the_reminder_back(inside, home):
    step(inside, EVENING)
    say(inside, Rung.EVENING, Question.HOW, "all_right", EVENING)

    assert Mail.objects.get(patient__isnull=False).state == Mail.State.CANCELLED


def test_silence_comes_to_somebody_who_calls_once_and_ends_with_a_word(inside, home):
    silent = EVENING + timedelta(hours=2)
    step(inside, silent - timedelta(seconds=1))
    before = tasks()
    step(inside, silent)
    step(inside, silent + timedelta(minutes=5))
    (task,) = tasks(TaskKind.CHECK_IN_SILENT)

    say(inside, Rung.EVENING, Question.HOW, "all_right", silent + timedelta(minutes=10))
    step(inside, silent + timedelta(minutes=11))

    assert before == []
    assert about_href(task) == f"/people/{inside.patients['mara'].pk}/after/"
    assert tasks() == []


def test_a_skip_is_no_word_of_how_they_are(inside, home):
    silent = EVENING + timedelta(hours=2)
    step(inside, silent)

    say(inside, Rung.EVENING, Question.HOW, None, silent)

    assert len(tasks(TaskKind.CHECK_IN_SILENT)) == 1
    assert latest_wellbeing(inside.patients["mara"].pk) is None


def test_silence_on_the_next_day_is_a_task_again_after_the_first_was_closed(inside, home):
    step(inside, EVENING + timedelta(hours=2))
    close(actor=inside.actor("ana"), task=tasks()[0], outcome="No one picked up.", now=NEXT_DAY)

    step(inside, NEXT_DAY + timedelta(hours=3) - timedelta(seconds=1))
    before = tasks()
    step(inside, NEXT_DAY + timedelta(hours=3))

    assert before == []
    assert len(tasks(TaskKind.CHECK_IN_SILENT)) == 1


def test_who_has_no_pages_is_called_when_they_would_be_asked(inside):
    went_home(inside, HOME)
    step(inside, EVENING)

    assert len(tasks(TaskKind.CHECK_IN_SILENT)) == 1
    assert not Mail.objects.filter(patient__isnull=False).exists()


def test_the_step_notes_a_closed_record_once_and_follows_nobody_who_had_no_dose(inside):
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    tablet = Tablet(opened(inside, now))
    from holdspace.pathway.dosing_session.models import DosingSession

    DosingSession.objects.filter(pk=tablet.session.pk).update(closed_at=now)

    noted = step(inside, now + timedelta(hours=30))

    assert noted == 1
    assert AfterSession.objects.get().had_dose is False
    assert step(inside, now + timedelta(hours=31)) == 0
    assert tasks() == []


def test_a_call_by_telephone_says_who_heard_it_and_is_theirs(inside, home):
    step(inside, EVENING + timedelta(hours=2))

    say(
        inside,
        Rung.EVENING,
        Question.HOW,
        "not_so_well",
        NEXT_DAY - timedelta(hours=4),
        staff="ana",
    )

    (task,) = tasks()
    told = latest_wellbeing(inside.patients["mara"].pk)
    assert task.kind == TaskKind.AFTER_CARE
    assert task.owner.name == "Ana Silva"
    assert told.by == "Ana Silva, by phone with the person"
