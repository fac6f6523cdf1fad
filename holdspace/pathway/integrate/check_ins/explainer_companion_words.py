"""What is usual after a session, in plain words and with modest claims.

Rests on clinical reference 6.1, 6.3, 6.6 and 6.7; what it says of why is said as not known.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "After a session"
LEAD = "What many people notice, and when to call. It is not the same for all."
OFFLINE_LEAD = "You can read this without a network. It is the same for all."
OFFLINE_AGAIN = "Try again"
PRINT = "Print this page"
BACK = "Back to today"
ALL = "More about the time after"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with its short sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One page."""

    key: str
    title: str
    kicker: str
    parts: tuple[Part, ...]


TEARS = Topic(
    key="tears",
    title="Why people cry",
    kicker="Tears can come in a session and in the days after",
    parts=(
        Part(
            title="It is common",
            sentences=(
                "Many people cry in a session or in the days after it.",
                "It can be joy. It can be relief. It can be an old grief that comes up now.",
                "Not crying is just as fine.",
            ),
        ),
        Part(
            title="What we know",
            sentences=(
                "No one knows if tears make a session work better.",
                "It can feel like a river that runs again. That is a picture, not a fact.",
                "What helps most is not to be alone with it, if you do not want to be.",
            ),
        ),
        Part(
            title="What can help",
            sentences=(
                "Let it come, and let it go. You do not have to know what it is about.",
                "Sit near someone who does not need to fix it.",
                "Write a few words, or draw, if you like. You can bring it to your next talk.",
            ),
        ),
        Part(
            title="When to call",
            sentences=(
                "Call us if you cry for most of the day and it does not ease.",
                "Call at once if you think about dying or about hurting yourself.",
            ),
        ),
    ),
)
TIRED = Topic(
    key="tired",
    title="Why people feel tired",
    kicker="Tired the same day is usual",
    parts=(
        Part(
            title="It is common",
            sentences=(
                "The medicine makes many people heavy and slow for the rest of the day.",
                "You did not do it wrong. It does not mean that it did not work.",
                "Some people feel more awake in the next days. Not all do, and that is fine.",
            ),
        ),
        Part(
            title="What can help",
            sentences=(
                "Rest. Drink water. Eat something small.",
                "Go to bed when you are tired. Let someone know that you sleep.",
                "Do not drive until the next day, and only after a good night of sleep.",
                "Take your medicines as your prescriber wrote them. Ask us if you are not sure.",
            ),
        ),
        Part(
            title="When to call",
            sentences=(
                "Call us if you are still very sleepy after two or three days.",
                "Someone with you should call us if you are hard to wake.",
                "If you cannot be woken, they call the emergency number at once.",
            ),
        ),
    ),
)
HOURS = Topic(
    key="hours",
    title="Hour by hour",
    kicker="What many people notice, from going home to the next day",
    parts=(
        Part(
            title="The first two hours at home",
            sentences=(
                "You may feel light, slow, or soft. Your steps may not be sure yet.",
                "Time may feel long or short. Sounds and light may feel strong.",
                "Sit or lie down. Hold on when you stand up. Have someone with you.",
            ),
        ),
        Part(
            title="The evening",
            sentences=(
                "You may be tired, quiet, sad, or glad, or all of it in turn. Tears are usual.",
                "Feeling a bit sick is common. Sip water and eat something small.",
                "Do not drive, cook with great heat, or sign anything big.",
            ),
        ),
        Part(
            title="The night",
            sentences=(
                "You may sleep long, or wake up and dream a lot.",
                "If you take something for sleep, take it only as your prescriber wrote it.",
                "Your phone will not ask you anything at night.",
            ),
        ),
        Part(
            title="The next day",
            sentences=(
                "Some people feel clear. Some feel flat or tender. Both are usual.",
                "You should feel like yourself again.",
                "If you still feel far away or mixed up, call us.",
                "You may drive if you have slept well and feel awake.",
            ),
        ),
        Part(
            title="The days after",
            sentences=(
                "Mood may go up, stay, or dip for a while. A dip does not mean that it is over.",
                "If your mood gets worse, tell us. That is what we are here for.",
            ),
        ),
    ),
)
TOPICS = (HOURS, TEARS, TIRED)
BY_KEY = {topic.key: topic for topic in TOPICS}
LAST_HOURS = (2, 7, 14, 24)
"""Hours after going home at which each part of `HOURS` ends; the last has no end."""

CALL_TITLE = "When to call"
CALL_KICKER = "You do not have to be sure"
CALL_EMERGENCY = "Call the emergency number now"
CALL_EMERGENCY_WORDS = "Or have someone call for you. Do not wait for us."
CALL_WOKEN = "Someone cannot be woken"
CALL_PLAN = "You might act on thoughts of dying or of hurting yourself"
CALL_NOW = "Call the clinic now"
CALL_NOW_CLOSED = "If the clinic is closed and you are not sure, call the emergency number."
CALL_SOON = "Tell us the same day"
CALL_SOON_WORDS = "Call us, or tell us here. We ask about these things, too."
CALL_TREATED = "If something was not right in how you were treated"
CALL_TREATED_WORDS = (
    "You can tell anyone here you trust. You can also talk to someone who is not of the clinic. It"
    " changes nothing in your care."
)
CALL_TREATED_WHO = "You can turn to: {who}"
CALL_TREATED_NOT_SAID = (
    "Most places have an office where people can complain about their care. Ask the front desk for"
    " its number. They need not know why."
)


def part_now(hours: float) -> Part:
    """What is usual so many hours after going home."""
    place = next((number for number, end in enumerate(LAST_HOURS) if hours < end), len(LAST_HOURS))
    return HOURS.parts[place]
