"""By when a task is to be seen, who is asked next, and which tasks never wait for an opening."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from holdspace.clinic.people.roles import Role
from holdspace.domain.mail_tries import TRIES, WAITS, wait_after
from holdspace.domain.opening_hours import NOT_SAID, WEEKDAYS, hours_from
from holdspace.domain.tasks import RULES, TaskKind, TaskRole, clock_of

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = hours_from({day: [["09:00", "17:00"]] for day in WEEKDAYS[:5]})
FRIDAY_NIGHT = datetime(2026, 11, 27, 22, 0, tzinfo=BERLIN)
NEVER_WAIT = {
    TaskKind.SUICIDE_ANSWER,
    TaskKind.RISK_TIER,
    TaskKind.CONSENT_WITHDRAWN,
    TaskKind.RED_FLAG,
    TaskKind.AFTER_CARE,
    TaskKind.INTEGRATION_TO_BOOK,
    TaskKind.SOMETHING_WRONG,
}


def clock(kind, opened_at=FRIDAY_NIGHT, hours=HOURS):
    return clock_of(kind, opened_at, hours, BERLIN)


def test_an_answer_that_touches_suicide_never_waits_for_an_opening() -> None:
    found = clock(TaskKind.SUICIDE_ANSWER)

    assert found.acknowledge_by == FRIDAY_NIGHT + timedelta(minutes=15)
    assert found.done_by == FRIDAY_NIGHT + timedelta(hours=4)


def test_which_kinds_never_wait() -> None:
    assert {kind for kind, rule in RULES.items() if not rule.waits_for_opening} == NEVER_WAIT


def test_a_question_of_the_night_has_its_time_from_the_opening() -> None:
    found = clock(TaskKind.QUESTION)

    assert found.acknowledge_by == datetime(2026, 11, 30, 13, 0, tzinfo=BERLIN)
    assert found.done_by == datetime(2026, 12, 1, 17, 0, tzinfo=BERLIN)


def test_in_a_clinic_without_hours_nothing_waits() -> None:
    found = clock(TaskKind.QUESTION, hours=NOT_SAID)

    assert found.acknowledge_by == FRIDAY_NIGHT + timedelta(hours=4)


@pytest.mark.parametrize("kind", TaskKind)
def test_each_kind_asks_somebody_at_once_and_climbs_to_the_medical_director(kind) -> None:
    rule = RULES[kind]
    minutes = [rung.after_minutes for rung in rule.ladder]

    assert rule.ladder[0].roles
    assert minutes == sorted(set(minutes))
    assert minutes[0] == 0
    assert len(minutes) > 1
    assert rule.ladder[-1].to_medical_director
    assert rule.done_minutes > minutes[-1] or rule.done_minutes >= minutes[1]


@pytest.mark.parametrize("kind", TaskKind)
def test_who_was_asked_stays_asked(kind) -> None:
    rule = RULES[kind]
    asked = [rule.asked_on(rung) for rung in range(len(rule.ladder))]

    assert all(earlier <= later for earlier, later in pairwise(asked))


@pytest.mark.parametrize("kind", TaskKind)
def test_a_title_that_others_can_see_says_nothing_clinical(kind) -> None:
    clinical = ("suicid", "screen", "risk", "consent", "dose", "concern", "worr", "intake", "ketam")

    assert [word for word in clinical if word in RULES[kind].title.lower()] == []


@pytest.mark.parametrize("kind", TaskKind)
def test_only_what_is_not_clinical_asks_the_front_desk(kind) -> None:
    asks = TaskRole.FRONT_DESK in RULES[kind].roles

    assert asks is (kind in {TaskKind.MAIL_NOT_TAKEN, TaskKind.INTEGRATION_TO_BOOK})


def test_roles_have_the_names_that_they_have_in_a_clinic() -> None:
    assert {role.value for role in TaskRole} <= {role.value for role in Role}


@pytest.mark.parametrize(
    ("tries", "wait"),
    [(1, WAITS[0]), (TRIES - 1, WAITS[-1]), (TRIES, None), (TRIES + 1, None)],
)
def test_a_mail_is_tried_again_until_its_last_try(tries, wait) -> None:
    assert wait_after(tries) == wait


def test_before_the_first_try_there_is_nothing_to_wait_for() -> None:
    with pytest.raises(ValueError, match="0 tries"):
        wait_after(0)
