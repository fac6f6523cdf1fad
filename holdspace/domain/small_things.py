"""The library of small things: what, how long, why, how, when to leave it, and what is known of it.

Every line is read by the person, so it is written for somebody who is tired. It promises nothing:
none of these has been tested after ketamine as it stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a small thing is made of."""

    JOURNALING = "journaling"
    MINDFULNESS = "mindfulness"
    MOVEMENT = "movement"
    NATURE = "nature"
    ART = "art"
    CONNECTION = "connection"

    @property
    def words(self) -> str:
        return KIND_WORDS[self]

    @property
    def known(self) -> str:
        """How much is known of it, in plain words."""
        return KNOWN[self]


KIND_WORDS = {
    Kind.JOURNALING: "Write",
    Kind.MINDFULNESS: "Be still",
    Kind.MOVEMENT: "Move",
    Kind.NATURE: "Go outside",
    Kind.ART: "Make something",
    Kind.CONNECTION: "Be with others",
}
ADVICE = "This is advice. It comes from people who do this work. Little of it has been tested."
KNOWN = {
    Kind.JOURNALING: ADVICE,
    Kind.MINDFULNESS: (
        "A few small first trials had people do this after ketamine. They were about drug use."
        " For other needs, we do not know."
    ),
    Kind.MOVEMENT: (
        "To move is good for most people. If it helps more after ketamine, we do not know."
    ),
    Kind.NATURE: ADVICE,
    Kind.ART: ADVICE,
    Kind.CONNECTION: ADVICE,
}
"""Advice with little behind it, but for two kinds: pilot trials of mindfulness with ketamine were
about substance use (Dakwar et al. 2019, 2020), and moving is advised to most people."""

SHORTEST_MINUTES, LONGEST_MINUTES = 2, 15


@dataclass(frozen=True, kw_only=True)
class Practice:
    """One small thing of the library."""

    code: str
    kind: Kind
    title: str
    minutes: int
    why: str
    how: str
    leave_it: str
    """When it is better left alone."""


LIBRARY: tuple[Practice, ...] = (
    Practice(
        code="three_lines",
        kind=Kind.JOURNALING,
        title="Write three lines",
        minutes=5,
        why="What you write down is easier to find again.",
        how="What did I see? What do I feel now? What do I want to keep? One line each.",
        leave_it="Writing makes you go round and round. Then put the pen down and move a bit.",
    ),
    Practice(
        code="letter",
        kind=Kind.JOURNALING,
        title="Write a letter you do not send",
        minutes=15,
        why="You can say what you could not say before. No one has to hear it.",
        how="Begin with a name. It can be your own. Stop when you have said one true thing.",
        leave_it="You feel raw or all alone. Keep it for a day with your therapist.",
    ),
    Practice(
        code="one_picture",
        kind=Kind.JOURNALING,
        title="Keep one picture from the session",
        minutes=5,
        why="A picture can fade in a few days. A few words hold it.",
        how="Say what it was like: its shape, its colour, how it felt. No need to explain.",
        leave_it="The picture scares you. Tell us, or your therapist. You can leave it alone.",
    ),
    Practice(
        code="ten_breaths",
        kind=Kind.MINDFULNESS,
        title="Ten slow breaths",
        minutes=2,
        why="A slow breath out can calm the body.",
        how="Sit. Breathe in. Breathe out a bit longer. Count to ten. Lost count? Just go on.",
        leave_it="You feel dizzy or short of air. Breathe as you like. Call us if it stays.",
    ),
    Practice(
        code="five_things",
        kind=Kind.MINDFULNESS,
        title="Five things you see",
        minutes=2,
        why="It brings you back to the room when your mind runs off.",
        how="Name five things you see. Four you can touch. Three you hear. Feel both feet.",
        leave_it="You want to rest. Rest is fine too.",
    ),
    Practice(
        code="one_song",
        kind=Kind.MINDFULNESS,
        title="One song, and nothing else",
        minutes=5,
        why="Music can bring back a calm part of the session.",
        how="Pick one song. Sit or lie down. Put the phone away. Hear it to the end.",
        leave_it="The song pulls you down. Turn it off. Pick a soft one some other day.",
    ),
    Practice(
        code="rest_on_purpose",
        kind=Kind.MINDFULNESS,
        title="Rest on purpose",
        minutes=15,
        why="Many people feel tired after a session. Rest is part of it.",
        how="Lie down. Set a soft alarm. You do not have to sleep.",
        leave_it="You lie there with dark thoughts. Get up, and go where someone is.",
    ),
    Practice(
        code="slow_walk",
        kind=Kind.MOVEMENT,
        title="A slow walk",
        minutes=15,
        why="A walk can lift the mood a bit, and help you sleep.",
        how="Go out. Walk at a pace where you could talk. Turn back half way.",
        leave_it="You feel dizzy or weak, or your session was today. Take it easy then.",
    ),
    Practice(
        code="stretch",
        kind=Kind.MOVEMENT,
        title="Stretch like a cat",
        minutes=5,
        why="It wakes the body up in a kind way.",
        how="Reach up. Roll your neck. Bend your knees. Only as far as it feels good.",
        leave_it="It hurts, or you feel dizzy.",
    ),
    Practice(
        code="dance",
        kind=Kind.MOVEMENT,
        title="Dance to one song",
        minutes=5,
        why="Some things are easier to move than to say.",
        how="Close the door. Put on one song. Move as you like. No one looks.",
        leave_it="You feel weak on your feet, or your session was today.",
    ),
    Practice(
        code="sky",
        kind=Kind.NATURE,
        title="Look at the sky",
        minutes=5,
        why="To look far can rest the eyes and the mind.",
        how="Step out, or go to a window. Watch the clouds or the light. That is all.",
        leave_it="It is too bright for you today, or you need to lie down.",
    ),
    Practice(
        code="green_place",
        kind=Kind.NATURE,
        title="Sit in a green place",
        minutes=15,
        why="Many people feel more at ease near trees or water.",
        how="Find a bench. Look at one leaf, one bird, one stone. Stay as long as you like.",
        leave_it="You feel shaky. Take someone with you, or go some other day.",
    ),
    Practice(
        code="water_plant",
        kind=Kind.NATURE,
        title="Look after one plant",
        minutes=5,
        why="It is good to help a thing grow.",
        how="Give it water. Wipe a leaf. Turn it to the light.",
        leave_it="It feels like one more duty. The plant can wait.",
    ),
    Practice(
        code="draw_it",
        kind=Kind.ART,
        title="Draw how it felt",
        minutes=15,
        why="Some things have no words yet. Lines and colours can hold them.",
        how="Take any pen. No need to draw well. Lines, dots and colours will do.",
        leave_it="It brings up more than you can hold. Stop, and feel both feet.",
    ),
    Practice(
        code="sing",
        kind=Kind.ART,
        title="Hum or sing",
        minutes=5,
        why="A long hum is a long breath out. That can calm you.",
        how="In the shower, on a walk, in the car park. Any tune will do.",
        leave_it="Your throat is sore.",
    ),
    Practice(
        code="with_hands",
        kind=Kind.ART,
        title="Make one thing by hand",
        minutes=15,
        why="Busy hands can give the mind a rest.",
        how="Cook, knit, fold, carve, mend. One small thing. It may stay half done.",
        leave_it="It has to be good. Then it is work. Leave it for today.",
    ),
    Practice(
        code="message",
        kind=Kind.CONNECTION,
        title="Write to someone you like",
        minutes=5,
        why="It is easier to stay close by small steps.",
        how="One line is fine. “I thought of you” is a whole message.",
        leave_it="You wait for the answer and it hurts. Put the phone away for an hour.",
    ),
    Practice(
        code="tea",
        kind=Kind.CONNECTION,
        title="Have a tea with someone",
        minutes=15,
        why="You do not have to be alone with what you saw.",
        how="Ask someone who is kind to you. Talk, or just sit. You say how much you tell.",
        leave_it="They want to know more than you want to tell. You may say: not today.",
    ),
    Practice(
        code="thanks",
        kind=Kind.CONNECTION,
        title="Say thank you to one person",
        minutes=2,
        why="It does good on both sides.",
        how="Say it, write it, or just think it. Say what for.",
        leave_it="You feel you owe it. You do not.",
    ),
)
BY_CODE = {practice.code: practice for practice in LIBRARY}


def of_kind(kind: Kind) -> tuple[Practice, ...]:
    return tuple(one for one in LIBRARY if one.kind is kind)
