"""What the companion says to a person before a session. Short words, short sentences.

A test holds every text of this file to a sixth-grade reading level and to a list of banned words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.prepare.models import Escort, GuidancePlan

if TYPE_CHECKING:
    from holdspace.domain.protocol import Effects
    from holdspace.domain.sourced import Range

Level = GuidancePlan.Level
Ride = Escort.Ride

# --- how much company -----------------------------------------------------------------------------

LEVELS: dict[int, str] = {
    Level.SILENT: "Leave me in peace. Music, my mask, and someone who keeps watch.",
    Level.NON_DIRECTIVE: "Stay near. Talk when I talk.",
    Level.LIGHT: "A few words now and then, to ask how I am.",
    Level.SUPPORTIVE: "Help me along. Remind me of my hope and of my breath.",
    Level.ACTIVE: "Talk with me all the way. This is mostly for a low dose.",
}
LEVEL = "How much company do you want?"
LEVEL_HELP = "You can change your mind at any time, in the room too. A hand sign is enough."
TOUCH = "You may touch me, if you ask first"
TOUCH_WHERE = "Where"
TOUCH_WHERE_HELP = "Such as: my hand only. Nowhere else will be touched."
TOUCH_NEEDS_CONSENT = (
    "Nobody will touch you. If you want a hand to hold, say yes to touch first, on its own page."
)
SAY_WHERE = "Say where you may be touched, or take the tick away."
TOUCH_NOT_NOW = "Your consent to touch does not allow this now. Take the tick away, or call us."
SIGNAL = "Your hand sign for “come close” or “stop”"
SIGNAL_HELP = "Such as: I lift my hand."
WORDS_THAT_HELP = "Words that help you"
WHEN_IT_GETS_HARD = "What helps you when it gets hard"
WHEN_IT_GETS_HARD_HELP = "Such as: slow breaths, a hand on my hand, less noise, a song."
MUSIC = "Music"
MUSIC_HELP = "What you like, or what you do not want to hear."
MASK = "Eye mask"
MASK_HELP = "Such as: yes, no, or only at first."
AVOID = "What should we not do or say?"

# --- intention, goals, escort ---------------------------------------------------------------------

INTENTION = "What do you hope for in this session?"
INTENTION_HELP = (
    "One line is enough. It is yours, and there is no wrong one. If nothing comes to you, write"
    " that."
)
GOALS = "What do you want from all of this?"
GOALS_HELP = "Think of a plain day, some months from now. What would be new in it?"
ESCORT_NAME = "Who takes you home?"
ESCORT_NAME_HELP = "A grown-up you trust. They come into the clinic to get you."
ESCORT_PHONE = "Their phone"
ESCORT_RELATION = "Who they are to you"
ESCORT_RELATION_HELP = "Such as: my sister, my friend."
RIDE = "How do you get home?"
RIDES: dict[str, str] = {
    Ride.THEIR_CAR: "In their car",
    Ride.TAXI: "By cab, they come too",
    Ride.TRANSIT: "By bus or train, they come too",
    Ride.ON_FOOT: "On foot, they come too",
}
CONFIRMED = "They told me that they will come. I will not drive."

# --- who reads it ---------------------------------------------------------------------------------

WHO_READS_INTENTION = "Your care team reads this. They have it in the room with them."
WHO_READS_GUIDANCE = "Your care team reads this, and keeps to it in the room."
WHO_READS_ESCORT = "Your care team and the front desk read this. They may call this person."
WHO_READS_GOALS = "Your care team reads this."
DRAFT_KEPT = "What you write is kept as you go. No one at the clinic sees it until you send it."

FILL_IN = "Please fill this in."
SAVED: dict[str, str] = {
    "intention": "Sent. Your team will have it in the room.",
    "guidance": "Sent. Your team will keep to it.",
    "escort": "Sent. Thank you.",
    "goals": "Sent. Your team can read it now.",
}
CHANGED_MEANWHILE = (
    "Someone changed this while you had it open. What stands now is shown first. What you wrote is"
    " still here. Send it again if yours is the one that counts."
)
IS_OVER = "This session is behind you. What you wrote for it stays as it was."

# --- on the home card -----------------------------------------------------------------------------

TODAY = "Today"
COME_AT = "Come at {clock}"
AT_THE_CLINIC = "at the clinic"
DAY_WORDS = "See when to stop food and drink, and who takes you home."
BEFORE_WORDS = "See what to do before you come, and when."
SEE_PLAN = "See my plan"
FOR_YOUR_SESSION = "For your session"
CARD_ACTION = "Open"
CARD_BEGUN = "You began this. It is not sent yet."
CARD_TITLES: dict[str, str] = {
    "escort": "Who takes you home?",
    "intention": "What do you hope for?",
    "guidance": "How do you want it to be?",
}
CARD_WORDS: dict[str, str] = {
    "escort": "You will need someone with you on the way home. Tell us who.",
    "intention": "One line is enough.",
    "guidance": "How much company, what music, what helps when it gets hard.",
}

# --- what it may feel like ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Feeling:
    """One side of the experience: what is usual, and what to do."""

    title: str
    usual: tuple[str, ...]
    todo: str


FEEL_FIRST = (
    "Each session is its own. Some people feel a lot, some feel little. Both are fine. This is what"
    " many people tell us."
)
FEELINGS = (
    Feeling(
        title="Your body",
        usual=(
            "You may feel light, as if you float. Or heavy, as if you sink.",
            "Your lips, hands or feet may tingle or go numb.",
            "You may feel dizzy or sick. Your heart may beat faster.",
        ),
        todo="Lie back and keep still. Tell us if you feel sick, and we will help. We keep an eye"
        " on your heart, your blood pressure and your breath all the time.",
    ),
    Feeling(
        title="What you see and hear",
        usual=(
            "Time may feel slow, or gone.",
            "Sounds may seem far off or very loud. Things may blur or move.",
            "With eyes shut you may see shapes or scenes.",
        ),
        todo="A mask and music help many people. Ask for less light or less noise at any time.",
    ),
    Feeling(
        title="Your mind",
        usual=(
            "You may feel far from your body, or from the room.",
            "Old memories may come up. Thoughts may drift or make big leaps.",
            "For a short time you may not know where you are.",
        ),
        todo="You took a drug, and it wears off. Someone is with you. Ask where you are, as often"
        " as you like. Your hope for the day can be a thing to hold on to.",
    ),
    Feeling(
        title="What you feel",
        usual=(
            "Tears are common. So is a laugh. They may come with joy, with grief, or with both.",
            "You may feel peace. You may feel fear.",
            "You may feel not much at all.",
        ),
        todo="Let it come and let it go. You do not have to be brave, and you do not have to talk."
        " If it gets hard, lift your hand. We are there.",
    ),
)
HOW_LONG = "How long"
HOW_LONG_ANY = "Your team can tell you how long it lasts for you."
AFTER = (
    "You stay with us until you are steady on your feet. Someone you trust takes you home.",
    "You may be tired for the rest of the day. That is usual, and no sign that it will not help.",
    "Some people feel wide awake.",
    "Call us if you are hard to wake, or still very sleepy after two days.",
)
WHAT_IT_CAN_DO = (
    "It helps some people, and not others. Some feel better for days, some for longer. Some feel no"
    " change, and some feel worse for a while. If you do, tell us right away."
)


def how_long(effects: Effects) -> tuple[str, ...]:
    """What is usual by this route, in minutes and hours: a window, and no promise."""
    return (
        f"It often starts {_span(effects.onset)} after you get it.",
        f"It is often strongest after {_span(effects.peak)}.",
        f"Most of it has gone after {_span(effects.lasts)}.",
        "Yours may be shorter or longer.",
    )


def _span(minutes: Range) -> str:
    low, high = int(minutes.low), int(minutes.high)
    return f"{low} minutes" if low == high else f"{low} to {high} minutes"
