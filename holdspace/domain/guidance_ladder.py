"""The five levels of guidance with their shown words, and the ladder for a hard experience."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Level:
    """One of the five levels of guidance, and the word of three that the room shows."""

    level: int
    name: str
    word: str
    during: str


LEVELS = (
    Level(level=0, name="Silent", word="quiet presence", during="Mask and music; watched."),
    Level(
        level=1,
        name="Presence, not directive",
        word="quiet presence",
        during="Answers when spoken to.",
    ),
    Level(level=2, name="Light touchpoints", word="light", during="A word at set minutes."),
    Level(
        level=3,
        name="Supportive",
        word="active",
        during="Prompts tied to the intention, body, breath.",
    ),
    Level(level=4, name="Active therapy", word="active", during="Talk, at a low dose."),
)
"""Clinical reference 7.2."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One rung of the ladder for a hard experience."""

    rung: int
    trigger: str
    action: str
    role: str


LADDER = (
    Rung(
        rung=0,
        trigger="Before the dose",
        action="Intention, safe word or hand signal, what has been hard before, the dose plan",
        role="Therapist",
    ),
    Rung(
        rung=1,
        trigger="Face, breath, speech; heart rate up 20 %",
        action="Check oxygen and pressure; be there in silence",
        role="Session monitor",
    ),
    Rung(
        rung=2,
        trigger="Asks for help, or distress 4",
        action='Name, place, "you took a medicine, it wears off in {minutes} minutes"',
        role="Session monitor or therapist",
    ),
    Rung(
        rung=3,
        trigger="Distress 5",
        action='Slow breath, feet and hands, the intention, "let it move"',
        role="Therapist",
    ),
    Rung(
        rung=4,
        trigger="Distress 6",
        action="Music, light, mask off, position, touch as agreed",
        role="Therapist",
    ),
    Rung(
        rung=5,
        trigger="Distress 7, or not safe",
        action="Ask the prescriber about a pause of the infusion; else watch for longer",
        role="Prescriber's order",
    ),
    Rung(
        rung=6,
        trigger="Cannot be kept safe, or severe pressure with symptoms",
        action="The prescriber considers a drug",
        role="Prescriber",
    ),
    Rung(
        rung=7,
        trigger="Always, afterwards",
        action="Talk it through, ask about safety, note what helped, plan the next, call in 24 h",
        role="Therapist",
    ),
)
"""Clinical reference 6.2 (design default)."""


def level_of(number: int) -> Level:
    """The level with this number, 0 to 4."""
    return LEVELS[number]
