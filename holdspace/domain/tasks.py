"""What somebody on the staff must do about a person, who is asked first, by when, and who next.

Every number here is our own choice, not a published standard. It bounds how long something may lie
unseen; it says nothing about how ill anybody is. A clinic with other staffing needs other numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.domain.opening_hours import after_open_minutes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from holdspace.domain.opening_hours import Hours

SOURCE = "Holdspace's own; no published standard."


class TaskRole(StrEnum):
    """Roles that can be asked, by the names they have in a clinic."""

    PRESCRIBER = "prescriber"
    SESSION_MONITOR = "session_monitor"
    THERAPIST = "therapist"
    FRONT_DESK = "front_desk"


class TaskKind(StrEnum):
    """Why there is a task."""

    SUICIDE_ANSWER = "suicide_answer"
    CONCERN = "concern"
    QUESTION = "question"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_CHANGED = "consent_changed"
    INTAKE_TO_READ = "intake_to_read"
    SCREENING_AGAIN = "screening_again"
    INSTRUCTIONS_QUESTION = "instructions_question"
    MAIL_NOT_TAKEN = "mail_not_taken"
    SOMETHING_WRONG = "something_wrong"
    INTEGRATION_TO_BOOK = "integration_to_book"
    RISK_TIER = "risk_tier"
    RED_FLAG = "red_flag"
    AFTER_CARE = "after_care"
    CHECK_IN_SILENT = "check_in_silent"
    MEASURE_SILENT = "measure_silent"
    REVIEW_DUE = "review_due"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Who is asked once so many minutes have passed without anybody having acknowledged."""

    after_minutes: int
    roles: frozenset[TaskRole]
    to_medical_director: bool = False


@dataclass(frozen=True, kw_only=True)
class TaskRule:
    """One kind of task: its words, whom it asks, and its clock."""

    title: str
    """For screens that others can see: it says nothing clinical."""
    words: str
    """For who may read charts."""
    ladder: tuple[Rung, ...]
    """The first rung is asked at once; the task is to be acknowledged before the second."""
    done_minutes: int
    """From its opening to its close."""
    waits_for_opening: bool
    """Whether its minutes count only while the clinic is open."""
    is_urgent: bool = False
    """Shown on every open page of those asked, until somebody acknowledges it."""

    @property
    def acknowledge_minutes(self) -> int:
        return self.ladder[1].after_minutes

    @property
    def roles(self) -> frozenset[TaskRole]:
        """Everybody it may ever ask."""
        return frozenset[TaskRole]().union(*(rung.roles for rung in self.ladder))

    def asked_on(self, rung: int) -> frozenset[TaskRole]:
        """Who is asked by now: whoever was asked before stays asked."""
        return frozenset[TaskRole]().union(*(one.roles for one in self.ladder[: rung + 1]))


_PRESCRIBER = frozenset({TaskRole.PRESCRIBER})
_THERAPY = frozenset({TaskRole.PRESCRIBER, TaskRole.THERAPIST})
_CARE = frozenset({TaskRole.THERAPIST, TaskRole.SESSION_MONITOR})
_ALL_CARE = _CARE | _PRESCRIBER
_FRONT = frozenset({TaskRole.FRONT_DESK, TaskRole.SESSION_MONITOR})


def _ladder(
    first: frozenset[TaskRole], *later: tuple[int, frozenset[TaskRole]]
) -> tuple[Rung, ...]:
    """The last rung asks the medical director too, whatever the kind."""
    rungs = [Rung(after_minutes=0, roles=first)]
    rungs += [Rung(after_minutes=minutes, roles=roles) for minutes, roles in later]
    last = rungs.pop()
    top = Rung(after_minutes=last.after_minutes, roles=last.roles, to_medical_director=True)
    return (*rungs, top)


RULES: Mapping[TaskKind, TaskRule] = {
    TaskKind.SUICIDE_ANSWER: TaskRule(
        title="Call this person",
        words="An answer touches suicide. Speak with the person, and screen.",
        ladder=_ladder(_THERAPY, (15, _ALL_CARE), (30, _ALL_CARE)),
        done_minutes=4 * 60,
        waits_for_opening=False,
        is_urgent=True,
    ),
    TaskKind.RISK_TIER: TaskRule(
        title="Look after this person today",
        words="A moderate or high risk tier was noted. Assess today; say who stays in touch.",
        ladder=_ladder(_THERAPY, (15, _ALL_CARE), (30, _ALL_CARE)),
        done_minutes=4 * 60,
        waits_for_opening=False,
        is_urgent=True,
    ),
    TaskKind.RED_FLAG: TaskRule(
        title="Call this person",
        words="After a session the person says something that is not left. Read it and call now.",
        ladder=_ladder(_ALL_CARE, (15, _ALL_CARE), (30, _ALL_CARE)),
        done_minutes=4 * 60,
        waits_for_opening=False,
        is_urgent=True,
    ),
    # Its clock runs through the night and the weekend: what is to be looked at the same day is not
    # looked at on Monday.
    TaskKind.AFTER_CARE: TaskRule(
        title="Speak with this person today",
        words="After a session the person says something to look at today. Read it and call.",
        ladder=_ladder(_ALL_CARE, (4 * 60, _ALL_CARE), (8 * 60, _ALL_CARE)),
        done_minutes=12 * 60,
        waits_for_opening=False,
    ),
    TaskKind.CHECK_IN_SILENT: TaskRule(
        title="Call this person",
        words="No word since they went home. How they are is not known. Call them, or who is near.",
        ladder=_ladder(_CARE, (60, _ALL_CARE), (3 * 60, _ALL_CARE)),
        done_minutes=8 * 60,
        waits_for_opening=True,
    ),
    # Somebody sits beside the person and waits: the shortest ladder of all.
    TaskKind.SOMETHING_WRONG: TaskRule(
        title="Somebody waits for an answer now",
        words="Somebody of the person's circle says that something is wrong. Read it and answer.",
        ladder=_ladder(_ALL_CARE, (3, _ALL_CARE), (10, _ALL_CARE)),
        done_minutes=60,
        waits_for_opening=False,
        is_urgent=True,
    ),
    TaskKind.CONSENT_WITHDRAWN: TaskRule(
        title="A change before the session",
        words="The person took a consent back. Read which, and speak with them.",
        ladder=_ladder(_ALL_CARE, (15, _ALL_CARE)),
        done_minutes=24 * 60,
        waits_for_opening=False,
        is_urgent=True,
    ),
    TaskKind.CONSENT_CHANGED: TaskRule(
        title="A change to read",
        words="The person took a consent back that reaches into no session. Read which.",
        ladder=_ladder(_CARE, (8 * 60, _ALL_CARE)),
        done_minutes=24 * 60,
        waits_for_opening=True,
    ),
    TaskKind.CONCERN: TaskRule(
        title="Somebody wrote to us",
        words="The person wrote that something worries them.",
        ladder=_ladder(_THERAPY, (60, _ALL_CARE), (120, _ALL_CARE)),
        done_minutes=8 * 60,
        waits_for_opening=True,
    ),
    TaskKind.QUESTION: TaskRule(
        title="Somebody wrote to us",
        words="The person has a question.",
        ladder=_ladder(_CARE, (4 * 60, _ALL_CARE), (8 * 60, _ALL_CARE)),
        done_minutes=16 * 60,
        waits_for_opening=True,
    ),
    TaskKind.SCREENING_AGAIN: TaskRule(
        title="Something to read again",
        words="The screening has a new finding since the decision. Read it.",
        ladder=_ladder(_PRESCRIBER, (60, _PRESCRIBER)),
        done_minutes=8 * 60,
        waits_for_opening=True,
    ),
    TaskKind.INSTRUCTIONS_QUESTION: TaskRule(
        title="Somebody wrote to us",
        words="The person asks about how to prepare.",
        ladder=_ladder(_CARE, (60, _ALL_CARE)),
        done_minutes=8 * 60,
        waits_for_opening=True,
    ),
    TaskKind.INTAKE_TO_READ: TaskRule(
        title="Something new to read",
        words="The person's own intake is finished. Read it and the findings.",
        ladder=_ladder(_PRESCRIBER, (8 * 60, _PRESCRIBER)),
        done_minutes=24 * 60,
        waits_for_opening=True,
    ),
    TaskKind.REVIEW_DUE: TaskRule(
        title="A review to sign",
        words="A session is a night ago. Ask what the person wishes, and review it for the next.",
        ladder=_ladder(_PRESCRIBER, (8 * 60, _PRESCRIBER), (16 * 60, _THERAPY)),
        done_minutes=24 * 60,
        waits_for_opening=True,
    ),
    # It runs from going home, nights and weekends too: the visit is best a day or two after.
    TaskKind.INTEGRATION_TO_BOOK: TaskRule(
        title="A talk to book",
        words="The person went home. Offer a visit in a day or two, or note what they want.",
        ladder=_ladder(
            _FRONT | {TaskRole.THERAPIST},
            (24 * 60, _FRONT | {TaskRole.THERAPIST}),
            (72 * 60, _FRONT | _ALL_CARE),
        ),
        done_minutes=48 * 60,
        waits_for_opening=False,
    ),
    TaskKind.MEASURE_SILENT: TaskRule(
        title="Somebody to call",
        words="A questionnaire of the schedule was not answered. Ask how they are; help with it.",
        ladder=_ladder(_CARE, (16 * 60, _ALL_CARE)),
        done_minutes=40 * 60,
        waits_for_opening=True,
    ),
    TaskKind.MAIL_NOT_TAKEN: TaskRule(
        title="A mail did not go out",
        words="Reach the person in another way, and look at their address.",
        ladder=_ladder(_FRONT, (4 * 60, _FRONT | _ALL_CARE)),
        done_minutes=16 * 60,
        waits_for_opening=True,
    ),
}


@dataclass(frozen=True, kw_only=True)
class TaskClock:
    """The moments of one task, worked out once when it is opened."""

    rungs_at: tuple[datetime, ...]
    done_by: datetime

    @property
    def acknowledge_by(self) -> datetime:
        return self.rungs_at[1]

    def escalates_at(self, rung: int) -> datetime | None:
        """When the rung above this one is asked; None on the last."""
        return self.rungs_at[rung + 1] if rung + 1 < len(self.rungs_at) else None


def clock_of(kind: TaskKind, opened_at: datetime, hours: Hours, zone: tzinfo) -> TaskClock:
    """By when a task is to be acknowledged, who is asked when, and by when it is done.

    `hours` are the clinic's, on the clock of `zone`. A kind that never waits counts every minute,
    and so does every kind in a clinic whose hours nobody has said.
    """
    rule = RULES[kind]

    def after(minutes: int) -> datetime:
        if minutes == 0:
            return opened_at
        if rule.waits_for_opening:
            return after_open_minutes(hours, opened_at, minutes, zone)
        return opened_at + timedelta(minutes=minutes)

    return TaskClock(
        rungs_at=tuple(after(rung.after_minutes) for rung in rule.ladder),
        done_by=after(rule.done_minutes),
    )
