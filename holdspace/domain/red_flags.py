"""What, said after a session, is not left until the next visit; and how soon somebody looks.

The symptoms, their times and what follows are those of clinical reference 6.7 and 6.3. Where a
number or a symptom is our own choice its source says so. A flag is no diagnosis: it says who looks,
how soon, and what the person reads at once. It never says to take or to leave out a medicine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.domain.check_ins import How, Question
from holdspace.domain.tasks import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

VERSION = 1
"""Of these rules; each flag that is raised keeps it."""
DAY, WEEK = 24, 7 * 24
TABLE = "Clinical reference 6.7"
OWN = "Holdspace's own; no published standard."

SLEEPY_AFTER_HOURS = 72
"""Clinical reference 6.3 has 48 to 72 h; ours is the later end, the staff see the answer before."""
VERY_TIRED = 8
"""Of 0 to 10; our own."""
MOOD_FALL = 3
"""Points of 0 to 10 below the better of the last two answers; our own."""
MOOD_LOW = 2
"""Of 0 to 10, whatever was said before; our own."""


class Urgency(StrEnum):
    """What is to happen, the most urgent first."""

    EMERGENCY = "emergency number now"
    CLINIC_NOW = "call the clinic now"
    SAME_DAY = "spoken with today"
    TELL_US = "looked at soon"

    @property
    def task_kind(self) -> TaskKind:
        is_now = self in {Urgency.EMERGENCY, Urgency.CLINIC_NOW}
        return TaskKind.RED_FLAG if is_now else TaskKind.AFTER_CARE


ORDER = tuple(Urgency)


@dataclass(frozen=True, kw_only=True)
class RedFlag:
    """One thing that is asked about, or that answers come to."""

    code: str
    asked: str
    """As the person reads it in a list; empty where it is worked out from other answers."""
    staff_words: str
    urgency: Urgency
    source: str
    from_hours: int = 0
    within_hours: int | None = None
    """After going home; None: through the whole course."""

    def is_asked(self, hours: float) -> bool:
        is_within = self.within_hours is None or hours <= self.within_hours
        return bool(self.asked) and hours >= self.from_hours and is_within


FLAGS = (
    RedFlag(
        code="chest",
        asked="Chest pain, hard to breathe, or I passed out",
        staff_words="Chest pain, breathlessness or fainting",
        urgency=Urgency.EMERGENCY,
        source=TABLE,
    ),
    RedFlag(
        code="nerves",
        asked="Sudden weak side, trouble with speech or sight, a seizure, or the worst headache",
        staff_words="New weakness, speech or vision change, seizure, or worst headache",
        urgency=Urgency.EMERGENCY,
        source=TABLE,
    ),
    RedFlag(
        code="allergy",
        asked="Swelling, hives, or a tight throat",
        staff_words="Swelling, hives or throat tightness",
        urgency=Urgency.EMERGENCY,
        source=TABLE,
        within_hours=DAY,
    ),
    RedFlag(
        code="hard_to_wake",
        asked="I was very hard to wake up",
        staff_words="Hard to wake",
        urgency=Urgency.CLINIC_NOW,
        source=f"Clinical reference 6.3; cannot be woken is the emergency number ({TABLE})",
        within_hours=WEEK,
    ),
    RedFlag(
        code="palpitations",
        asked="My heart races, pounds, or skips beats",
        staff_words="Palpitations",
        urgency=Urgency.CLINIC_NOW,
        source=f"{OWN} With chest pain, breathlessness or fainting: {TABLE}.",
    ),
    RedFlag(
        code="pressure",
        asked="My blood pressure at home was over 180 or over 120, more than once",
        staff_words="Home blood pressure above 180/120, repeated",
        urgency=Urgency.CLINIC_NOW,
        source=f"{TABLE}; with symptoms the emergency number",
        within_hours=DAY,
    ),
    RedFlag(
        code="vomiting",
        asked="I keep throwing up, or I cannot keep drinks down",
        staff_words="Vomiting for hours, or no fluids kept down",
        urgency=Urgency.CLINIC_NOW,
        source=f"{TABLE}: more than 6 to 12 h",
        within_hours=DAY,
    ),
    RedFlag(
        code="perception",
        asked="I see or hear things others do not, feel watched, or cannot calm down",
        staff_words="Hallucinations, paranoia or extreme agitation",
        urgency=Urgency.SAME_DAY,
        source=f"{TABLE}: a prescriber, the same day",
        within_hours=WEEK,
    ),
    RedFlag(
        code="far_away",
        asked="I still feel far away or mixed up",
        staff_words="Still detached or confused the next day",
        urgency=Urgency.SAME_DAY,
        source=TABLE,
        from_hours=12,
        within_hours=WEEK,
    ),
    RedFlag(
        code="mania",
        asked="I sleep very little, yet feel full of drive, and my thoughts race",
        staff_words="Little sleep with racing thoughts or drive: screen for mania",
        urgency=Urgency.SAME_DAY,
        source=TABLE,
        from_hours=DAY,
        within_hours=14 * DAY,
    ),
    RedFlag(
        code="urinary",
        asked="It burns when I pee, I have to go very often, or there is blood",
        staff_words="Urinary symptoms: urine test and review",
        urgency=Urgency.TELL_US,
        source=TABLE,
        from_hours=12,
    ),
    RedFlag(
        code="fall_or_drove",
        asked="I fell, or I drove on the day of my session",
        staff_words="A fall, or driving, on the day of the session: incident form",
        urgency=Urgency.TELL_US,
        source=TABLE,
        within_hours=DAY,
    ),
    RedFlag(
        code="sleepy",
        asked="I am so sleepy that I cannot get on with my day",
        staff_words="Sleepiness that lasts beyond 72 h",
        urgency=Urgency.SAME_DAY,
        source="Clinical reference 6.3: beyond 48 to 72 h",
        from_hours=SLEEPY_AFTER_HOURS,
        within_hours=14 * DAY,
    ),
    RedFlag(
        code="liver",
        asked="Yellow skin or eyes, dark pee, or pain on the right under my ribs",
        staff_words="Jaundice, dark urine or right-side pain: liver tests",
        urgency=Urgency.SAME_DAY,
        source=f"{TABLE}; the same day is our own",
        from_hours=3 * DAY,
    ),
    RedFlag(
        code="craving",
        asked="I long for more ketamine, or took some that was not from the clinic",
        staff_words="Craving, extra doses or other ketamine use",
        urgency=Urgency.TELL_US,
        source=TABLE,
        from_hours=3 * DAY,
    ),
    RedFlag(
        code="need_someone",
        asked="",
        staff_words="Said: I need someone",
        urgency=Urgency.CLINIC_NOW,
        source=OWN,
    ),
    RedFlag(
        code="not_so_well",
        asked="",
        staff_words="Said: not so well",
        urgency=Urgency.TELL_US,
        source=OWN,
    ),
    RedFlag(
        code="mood_worse",
        asked="",
        staff_words="Mood worse than before",
        urgency=Urgency.SAME_DAY,
        source=OWN,
    ),
    RedFlag(
        code="mood_low",
        asked="",
        staff_words="Mood very low",
        urgency=Urgency.SAME_DAY,
        source=OWN,
    ),
    RedFlag(
        code="safety",
        asked="",
        staff_words="Thoughts of death or of hurting oneself",
        urgency=Urgency.CLINIC_NOW,
        source=f"{TABLE} and 1.5",
    ),
)
BY_CODE: Mapping[str, RedFlag] = {flag.code: flag for flag in FLAGS}


class Safety(StrEnum):
    """What was answered about one's own safety. Skipped is none of these, and is not "no"."""

    NO = "no"
    THOUGHTS = "thoughts"
    MIGHT_ACT = "might_act"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was answered so far in one check-in. None: not reached, or skipped."""

    how: How | None = None
    mood: int | None = None
    tiredness: int | None = None
    body: frozenset[str] | None = None
    """Codes of what was marked; empty: "none of these" was said. None: nobody said."""
    safety: Safety | None = None


@dataclass(frozen=True, kw_only=True)
class Raised:
    """A flag, the question that raised it, and why, in words for the staff."""

    flag: RedFlag
    question: Question
    because: str


def asked_about(hours: float) -> tuple[RedFlag, ...]:
    """What stands in the list so many hours after going home, the most urgent first."""
    return tuple(flag for flag in FLAGS if flag.is_asked(hours))


def raised_by(said: Said, *, since_home: timedelta, earlier_moods: Sequence[int]) -> list[Raised]:
    """Every flag that these answers raise, the most urgent first.

    `earlier_moods`: what the person said of their mood before, the latest first.
    """
    hours = since_home.total_seconds() / 3600
    found = [*_by_tap(said), *_by_mark(said, hours), *_by_tiredness(said, hours)]
    found += [*_by_mood(said, earlier_moods), *_by_safety(said)]
    return sorted(found, key=lambda one: ORDER.index(one.flag.urgency))


def _by_tap(said: Said) -> list[Raised]:
    codes = {How.NEED_SOMEONE: "need_someone", How.NOT_SO_WELL: "not_so_well"}
    code = codes.get(said.how or How.ALL_RIGHT)
    return [_raised(code, Question.HOW, BY_CODE[code].staff_words)] if code else []


def _by_mark(said: Said, hours: float) -> list[Raised]:
    marked = [flag for flag in FLAGS if flag.code in (said.body or frozenset())]
    return [
        _raised(flag.code, Question.BODY, f"Marked: {flag.asked}")
        for flag in marked
        if flag.code != "sleepy" or hours >= SLEEPY_AFTER_HOURS
    ]


def _by_tiredness(said: Said, hours: float) -> list[Raised]:
    """Tired on the first days is usual; very tired beyond them is not."""
    if said.tiredness is None or said.tiredness < VERY_TIRED or hours < SLEEPY_AFTER_HOURS:
        return []
    because = f"Tiredness {said.tiredness} of 10, {int(hours)} h after going home"
    return [_raised("sleepy", Question.TIREDNESS, because)]


def _by_mood(said: Said, earlier_moods: Sequence[int]) -> list[Raised]:
    """Against the better of the last two answers, so that a slow slide is seen as well as a drop.

    Without an earlier answer nothing can be said about worse; very low is very low all the same.
    """
    if said.mood is None:
        return []
    before = max(earlier_moods[:2], default=None)
    found = []
    if before is not None and before - said.mood >= MOOD_FALL:
        because = f"Mood {said.mood} of 10, after {before}"
        found.append(_raised("mood_worse", Question.MOOD, because))
    if said.mood <= MOOD_LOW:
        found.append(_raised("mood_low", Question.MOOD, f"Mood {said.mood} of 10"))
    return found


def _by_safety(said: Said) -> list[Raised]:
    because = {
        Safety.THOUGHTS: "Thoughts of death or of hurting oneself",
        Safety.MIGHT_ACT: "Thoughts of death or of hurting oneself, and might act on them",
    }.get(said.safety or Safety.NO)
    return [_raised("safety", Question.SAFETY, because)] if because else []


def _raised(code: str, question: Question, because: str) -> Raised:
    return Raised(flag=BY_CODE[code], question=question, because=because)
