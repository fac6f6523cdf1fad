"""Who went home when, and what was told since: read by the pages, the clock and later stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from holdspace.domain.check_ins import How, Question, Rung
from holdspace.domain.red_flags import BY_CODE, ORDER, Safety, Said
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.past_queries import past_session_of_cycle
from holdspace.pathway.integrate.check_ins.models import (
    AfterSession,
    CheckIn,
    CheckInAnswer,
    RaisedFlag,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from holdspace.domain.red_flags import RedFlag

LOOKED_BACK = timedelta(days=110)
"""The last moment of a ladder closes after 105 days."""
MOODS_COMPARED = 2


@dataclass(frozen=True, kw_only=True)
class Home:
    """Somebody's going home from one session after a dose."""

    session_id: UUID
    patient_id: UUID
    at: datetime
    how: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One check-in with what counts in it: the newest answer to each question."""

    check_in: CheckIn
    answers: Mapping[Question, CheckInAnswer]
    flags: Sequence[RaisedFlag]

    @property
    def rung(self) -> Rung:
        return Rung(self.check_in.rung)

    @property
    def is_answered(self) -> bool:
        """Whether anything came. Skipping is a word too: somebody was there to say it."""
        return bool(self.answers)

    @property
    def said_something(self) -> bool:
        return any(not one.is_skipped for one in self.answers.values())

    @property
    def at(self) -> datetime:
        """When the latest answer in it was given."""
        given = [one.given_at for one in self.answers.values()]
        return max(given, default=self.check_in.begun_at)

    @property
    def said(self) -> Said:
        """For `domain.red_flags`."""
        body = self.answers.get(Question.BODY)
        how, safety = self.value(Question.HOW), self.value(Question.SAFETY)
        return Said(
            how=How(how) if how else None,
            mood=self.number(Question.MOOD),
            tiredness=self.number(Question.TIREDNESS),
            body=None if body is None or body.is_skipped else frozenset(body.marks),
            safety=Safety(safety) if safety else None,
        )

    def value(self, question: Question) -> str:
        """What was chosen; empty when it was skipped or not reached."""
        answer = self.answers.get(question)
        return answer.value if answer else ""

    def number(self, question: Question) -> int | None:
        value = self.value(question)
        return int(value) if value else None

    @property
    def words(self) -> str:
        """Their own, of this check-in."""
        answer = self.answers.get(Question.WORDS)
        return answer.words if answer else ""

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """What was raised in it, the most urgent first, each once."""
        found = {one.code: BY_CODE[one.code] for one in self.flags if one.code in BY_CODE}
        return tuple(sorted(found.values(), key=lambda flag: ORDER.index(flag.urgency)))

    @property
    def by(self) -> str:
        """Whose word it is: "the person", or "Ana Silva, by phone with the person"."""
        answers = list(self.answers.values())
        if not answers or answers[-1].by_staff is None:
            return "the person"
        who = CheckInAnswer.ToldBy(answers[-1].told_by).label
        return f"{answers[-1].by_staff.name}, by phone with {who}"


@dataclass(frozen=True, kw_only=True)
class Wellbeing:
    """What a person said last of how they are. None of it means "well" when it is missing."""

    at: datetime
    rung: Rung
    how: How | None
    mood: int | None
    tiredness: int | None
    safety: Safety | None
    words: str
    flags: tuple[RedFlag, ...]
    by: str


def answers_of(patient_id: UUID) -> tuple[Told, ...]:
    """Every check-in of a person in which something came, the latest first."""
    found = [_told(one) for one in _with_answers(CheckIn.objects.filter(patient_id=patient_id))]
    return tuple(sorted((one for one in found if one.is_answered), key=_when, reverse=True))


def told_in(check_in: CheckIn) -> Told:
    return _told(_with_answers(CheckIn.objects.filter(pk=check_in.pk)).get())


def told_in_standing(standing: CheckIn) -> Told:
    """The same of a row that was read just now."""
    prefetch_related_objects([standing], *_what_was_told())
    return _told(standing)


def latest_wellbeing(patient_id: UUID) -> Wellbeing | None:
    """The latest check-in in which something was said; None: nobody has said anything."""
    told = next((one for one in answers_of(patient_id) if one.said_something), None)
    if told is None:
        return None
    return Wellbeing(
        at=told.at,
        rung=told.rung,
        how=told.said.how,
        mood=told.said.mood,
        tiredness=told.said.tiredness,
        safety=told.said.safety,
        words=told.words,
        flags=told.red_flags,
        by=told.by,
    )


def earlier_moods(check_in: CheckIn) -> tuple[int, ...]:
    """What the person said of their mood in other check-ins before this one, the latest first."""
    answers = CheckInAnswer.objects.filter(
        patient_id=check_in.patient_id,
        question=Question.MOOD,
        check_in__begun_at__lt=check_in.begun_at,
    ).order_by("-check_in__begun_at", "-id")
    newest: dict[UUID, CheckInAnswer] = {}
    for one in answers.select_related("check_in")[: 10 * MOODS_COMPARED]:
        newest.setdefault(one.check_in_id, one)
    return tuple(int(one.value) for one in newest.values() if one.value)[:MOODS_COMPARED]


def homes_of(patient_id: UUID, now: datetime) -> tuple[Home, ...]:
    """Each going home of the last months, the oldest first."""
    kept = list(AfterSession.objects.filter(patient_id=patient_id))
    fresh = _not_kept(DosingSession.objects.filter(patient_id=patient_id), now)
    return _in_order(kept, fresh, now)


def homes_in_clinic(clinic_id: int, now: datetime) -> tuple[Home, ...]:
    """The same of everybody in a clinic, in a constant number of queries."""
    kept = list(AfterSession.objects.filter(clinic_id=clinic_id, home_at__gte=now - LOOKED_BACK))
    fresh = _not_kept(DosingSession.objects.filter(clinic_id=clinic_id), now)
    return _in_order(kept, fresh, now)


def told_since(homes: Iterable[Home]) -> dict[UUID, list[Told]]:
    """What was told after each of these sessions, the latest first."""
    check_ins = CheckIn.objects.filter(session_id__in=[one.session_id for one in homes])
    told: dict[UUID, list[Told]] = {}
    for one in _with_answers(check_ins):
        told.setdefault(one.session_id, []).append(_told(one))
    return {key: sorted(those, key=_when, reverse=True) for key, those in told.items()}


def not_kept_yet(clinic_id: int, now: datetime) -> QuerySet[DosingSession]:
    """Sessions of the last months whose record is closed and whose going home is not noted."""
    sessions = DosingSession.objects.filter(clinic_id=clinic_id, closed_at__isnull=False)
    return _not_kept(sessions, now)


def _not_kept(sessions: QuerySet[DosingSession], now: datetime) -> QuerySet[DosingSession]:
    noted = AfterSession.objects.values("session_id")
    return sessions.filter(opened_at__gte=now - LOOKED_BACK).exclude(pk__in=noted)


def _in_order(
    kept: list[AfterSession], fresh: Iterable[DosingSession], now: datetime
) -> tuple[Home, ...]:
    homes = [
        Home(session_id=one.session_id, patient_id=one.patient_id, at=one.home_at, how=one.how)
        for one in kept
        if one.home_at is not None and one.had_dose
    ]
    homes += [home for each in fresh if (home := home_from_log(each, now)) is not None]
    return tuple(sorted((one for one in homes if one.at <= now), key=lambda one: one.at))


def home_from_log(session: DosingSession, now: datetime) -> Home | None:
    """What the log itself says; None when nobody went home from it after a dose."""
    past = past_session_of_cycle(session.cycle_id, now)
    if past is None or not past.facts.had_a_dose or past.facts.went_home_at is None:
        return None
    return Home(
        session_id=session.pk,
        patient_id=session.patient_id,
        at=past.facts.went_home_at,
        how=past.facts.went_home_how or "",
    )


def _with_answers(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    return check_ins.prefetch_related(*_what_was_told())


def _what_was_told() -> tuple[Prefetch[str], str]:
    return Prefetch("answers", CheckInAnswer.objects.select_related("by_staff")), "flags"


def _told(check_in: CheckIn) -> Told:
    newest = {Question(one.question): one for one in check_in.answers.all()}
    return Told(check_in=check_in, answers=newest, flags=list(check_in.flags.all()))


def _when(told: Told) -> datetime:
    return told.at
