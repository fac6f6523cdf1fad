"""What the companion says of the treatment and of consent, in plain words. Our own."""

from __future__ import annotations

from dataclasses import dataclass

from holdspace.domain.readiness import ESKETAMINE
from holdspace.pathway.consult.consent_texts import RACEMIC


@dataclass(frozen=True)
class Part:
    """One part of the page about the treatment: a heading and what stands under it."""

    title: str
    words: tuple[str, ...]


_WHAT_RACEMIC = Part(
    "What it is",
    (
        (
            "Ketamine is a medicine. In a high dose it puts people to sleep for an operation. Here "
            "you get a much lower dose, and you stay awake."
        ),
        (
            "Some people find that it lifts a low mood, eases fear or pain, or lets them see "
            "things in a new way. We use it along with talking and care. It is never the whole "
            "plan."
        ),
    ),
)
_WHAT_ESKETAMINE = Part(
    "What it is",
    (
        (
            "Esketamine is a nose spray. It is one part of the medicine ketamine. You use the "
            "spray yourself, here in the clinic, and we stay close."
        ),
        (
            "Some people find that it lifts a low mood when other medicines did not. We use it "
            "along with talking and care. It is never the whole plan."
        ),
    ),
)
_LABEL_RACEMIC = Part(
    "Is it approved?",
    (
        (
            "Ketamine was approved to put people to sleep. It was not approved for mood, fear, "
            "trauma or pain. Your doctor may use it for this. That is called off-label."
        ),
        "So there is less proof of how well it works and how safe it is over a long time.",
    ),
)
_LABEL_ESKETAMINE = Part(
    "Is it approved?",
    (
        (
            "Esketamine is approved for some kinds of low mood. For anything else it is off-label: "
            "your doctor may use it, but it was not approved for that."
        ),
        "Ask us if it is off-label for you.",
    ),
)
_FEELS = Part(
    "What it may feel like",
    (
        (
            "You may feel far away from your body or from the room. Time can feel slow or fast. "
            "You may see pictures with your eyes closed."
        ),
        (
            "You may cry, laugh or feel afraid. You may feel sick or dizzy. All of this is common, "
            "and it passes."
        ),
    ),
)
_HELPS = Part(
    "What may get better",
    (
        (
            "Some people feel better within hours or days. For some it lasts a week or two, for "
            "some longer. Some feel no change. Nobody can say ahead of time how it will be for "
            "you."
        ),
    ),
)
_RISKS = Part(
    "What may go wrong",
    (
        "Your blood pressure and pulse can rise for an hour or two. We measure them.",
        "Some people feel very afraid or lost for a while. Somebody stays with you.",
        (
            "Taken often and for a long time, it can hurt the bladder and dull the memory. Some "
            "people come to want it too much. We ask about this each time."
        ),
        (
            "It does not mix well with some medicines, and it is not for everybody. Tell us all "
            "that you take. Do not stop a medicine on your own: ask first."
        ),
    ),
)
_ELSE = Part(
    "What else there is",
    (
        (
            "There are other medicines, talking therapy, and other treatments at a clinic. You can "
            "also wait. Ask us what each would mean for you."
        ),
    ),
)
_THAT_DAY = Part(
    "What happens that day",
    (
        (
            "We ask you again if you want this. We check your pressure, pulse and breathing "
            "before, while it works, and after."
        ),
        "Somebody is with you or close by. You can talk or be quiet.",
        (
            "You go home when you are steady and clear again, with somebody you know. You do not "
            "drive until the next day, after a night of sleep. Put off big choices until then, "
            "too."
        ),
    ),
)
_STAY = Part(
    "How long you stay",
    ("You stay here for at least two hours after the spray, also if you feel well sooner.",),
)
_CHOICE = Part(
    "It is your choice",
    (
        (
            "You can say no. You can stop at any time, and you do not have to say why. Your care "
            "goes on."
        ),
    ),
)

ABOUT = {
    RACEMIC: (
        _WHAT_RACEMIC,
        _FEELS,
        _HELPS,
        _RISKS,
        _ELSE,
        _LABEL_RACEMIC,
        _THAT_DAY,
        _CHOICE,
    ),
    ESKETAMINE: (
        _WHAT_ESKETAMINE,
        _FEELS,
        _HELPS,
        _RISKS,
        _ELSE,
        _LABEL_ESKETAMINE,
        _THAT_DAY,
        _STAY,
        _CHOICE,
    ),
}
"""The page about the treatment, part by part, for each product."""

ABOUT_TITLE = "About your treatment"
ABOUT_NONE = (
    "Your clinic has not planned a treatment with you yet. When it has, you read about it here."
)
QUESTIONS_LEAD = (
    "A few short questions. They show us if we said it clearly. Nobody counts your answers. You "
    "can also ask to talk it through."
)
QUESTIONS_DONE = "That was all. Thank you. Your clinic sees what you answered."
TALKED = "You talked this through with your clinic."
PLEASE_CHOOSE = "Choose one of the answers."

CONSENTS_TITLE = "What you agree to"
CONSENTS_LEAD = (
    "Only the first one is needed for the treatment. The others are up to you: your care is the "
    "same without them. You can take back each of them at any time."
)
CLOSED = (
    "The medicine may still be at work. What you agree to now does not count, so there is nothing "
    "to sign until we find you ready to go home. You can take back at any time."
)
NOT_IN_A_COURSE = "There is nothing to sign now."
FIRST_QUESTIONS = "First a few short questions about the treatment."
CONFIRM_FIRST = "We ask once more that it is you. Then you can sign."
CONFIRM_AGAIN = (
    "A few minutes have passed. Show us once more that it is you: open the link below, then come "
    "back here and press again. What you typed is still here."
)
CHANGED = "Something changed since you opened this page. Read it again, then sign."
TEXT_IS_NEW = "The text has changed since you signed it. Read it again, and sign if you agree."
NAME = "Your full name"
SIGNED = "Signed. Thank you."
WITHDRAWN = "Taken back. It counts from now on, and your team can see it."
WITHDRAWN_BEFORE = "This was taken back before."
TAKE_BACK_LEAD = "You do not have to say why."
NO_LONGER_WHOLE = (
    "What stands here is not what was signed. It does not count. Please tell your clinic."
)

CARD_KICKER = "Before your treatment"
CARD_READ_TITLE = "Read about your treatment"
CARD_READ_WORDS = "What it is, what it may feel like, and a few short questions."
CARD_READ = "Read it"
CARD_SIGN_TITLE = "Agree to your treatment, or not"
CARD_SIGN_WORDS = "Read the words in your own time. Sign only if you agree."
CARD_SIGN = "Read the words"
CARD_AGAIN_WORDS = "The words have changed since you signed. Read them again."
ROW_TITLE = "What you agreed to"
ROW_KICKER = "Read it, or take it back"
