"""How check-ins are said to the staff: short, exact, and silence called silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.check_ins import Question, Rung, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from holdspace.domain.check_ins import Standing
    from holdspace.pathway.integrate.check_ins.queries import Told

RUNGS: Mapping[Rung, str] = {
    Rung.EVENING: "Evening",
    Rung.DAY_1: "24 hours",
    Rung.DAY_3: "72 hours",
    Rung.WEEK_1: "1 week",
    Rung.WEEK_2: "2 weeks",
    Rung.MONTH_1: "1 month",
    Rung.MONTH_3: "3 months",
    Rung.BETWEEN: "Of their own accord",
}
STATES: Mapping[State, str] = {
    State.NOT_YET: "Not yet asked",
    State.OPEN: "Asked, no answer yet",
    State.SILENT: "Silent: asked, no answer",
    State.ANSWERED: "Answered",
    State.MISSED: "No answer came. How they were is not known",
    State.SUPERSEDED: "Not asked: the next session came first",
}
ASKED: Mapping[Question, str] = {
    Question.HOW: "How are you now?",
    Question.COMPANY: "Is someone with you?",
    Question.MOOD: "Mood now, 0 (as low as it gets) to 10 (as good as it gets)",
    Question.SLEEP: "How did you sleep last night?",
    Question.TIREDNESS: "Tiredness now, 0 (wide awake) to 10 (as tired as can be)",
    Question.TEARS: "Have you cried since we last asked?",
    Question.CONNECTION: "Do you feel close to someone?",
    Question.BODY: "Any of this since the session",
    Question.SAFETY: "Have you thought about dying, or about hurting yourself?",
    Question.WORDS: "In their own words",
}
_CHOICES: Mapping[Question, Mapping[str, str]] = {
    Question.HOW: {
        "all_right": "home and all right",
        "not_so_well": "not so well",
        "need_someone": "needs someone",
    },
    Question.COMPANY: {
        "with_someone": "someone is with them",
        "someone_near": "someone is near",
        "alone": "on their own",
    },
    Question.SLEEP: {"well": "slept well", "some": "slept in part", "hardly": "hardly slept"},
    Question.TEARS: {"no": "no tears", "good": "tears, all right", "hard": "tears, hard"},
    Question.CONNECTION: {
        "yes": "close to someone",
        "a_little": "a little close to someone",
        "no": "close to nobody now",
    },
    Question.SAFETY: {
        "no": "safety: no such thoughts",
        "thoughts": "safety: thoughts of death or of hurting themselves",
        "might_act": "safety: might act on such thoughts",
    },
}
SAFETY_UNKNOWN = "safety: not answered, not known"


def said_in_short(told: Told) -> str:
    """One line. Safety that was not answered is said to be unknown, not left out."""
    parts = [_part(told, question) for question in Question if question is not Question.WORDS]
    found = [part for part in parts if part]
    if Question.SAFETY not in told.answers or told.answers[Question.SAFETY].is_skipped:
        is_asked = told.rung is not Rung.EVENING or Question.BODY in told.answers
        found += [SAFETY_UNKNOWN] if is_asked else []
    line = ", ".join(found)
    return f"{line[:1].upper()}{line[1:]}" if line else ""


def _part(told: Told, question: Question) -> str:
    answer = told.answers.get(question)
    if answer is None or answer.is_skipped:
        return ""
    if question is Question.MOOD:
        return f"mood {answer.value} of 10"
    if question is Question.TIREDNESS:
        return f"tiredness {answer.value} of 10"
    if question is Question.BODY:
        return "" if answer.marks else "none of the listed symptoms"
    return _CHOICES[question].get(answer.value, answer.value)


def silence(standings: Sequence[Standing], home_at: datetime, now: datetime) -> str:
    """What a row of unanswered moments is called."""
    names = [_at(one.rung) for one in standings]
    moments = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"Silence: no answer {moments}; went home {ago(home_at, now)}"


def _at(rung: Rung) -> str:
    return "on the evening" if rung is Rung.EVENING else f"at {RUNGS[rung]}"


def ago(at: datetime, now: datetime) -> str:
    """ "40 min ago", "7 h ago", "3 days ago"."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 90:  # noqa: PLR2004 - up to here minutes are clearer
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"


def moment(at: datetime, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b}, {there:%H:%M}"
