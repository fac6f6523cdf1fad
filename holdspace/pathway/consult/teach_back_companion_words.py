"""The questions a person answers about their own treatment, in plain words. Our own."""

from __future__ import annotations

from holdspace.domain.readiness import ESKETAMINE
from holdspace.pathway.consult.consent_texts import RACEMIC
from holdspace.pathway.consult.teach_back import Choice, TeachBackQuestion

FEELS = TeachBackQuestion(
    code="feels",
    version=1,
    title="What it may feel like",
    words="What may it feel like?",
    choices=(
        Choice(
            code="nothing",
            words="Nothing much. I stay as I am now.",
            reply="Most people feel a change. You may feel far away from your body or this room.",
        ),
        Choice(
            code="far_away",
            words="I may feel far away. I may cry, laugh or feel afraid. It passes.",
            reply="Yes. It can feel strange, and it passes. Somebody is with you.",
            is_right=True,
        ),
        Choice(
            code="asleep",
            words="I fall asleep and wake up when it is over.",
            reply="You stay awake. You may feel far away, and feelings may be strong.",
        ),
    ),
)
STOP = TeachBackQuestion(
    code="stop",
    version=1,
    title="May stop at any time",
    words="You have begun, and you want to stop. May you?",
    choices=(
        Choice(
            code="any_time",
            words="Yes, at any time. I do not have to say why.",
            reply="Yes. You may stop at any time, and your care goes on.",
            is_right=True,
        ),
        Choice(
            code="finish",
            words="No. Once I begin, I have to go on.",
            reply="You may stop at any time. A word or your signal is enough.",
        ),
        Choice(
            code="doctor",
            words="Only if the doctor says so.",
            reply="It is your choice alone. A word or your signal is enough.",
        ),
    ),
)
DRIVING = TeachBackQuestion(
    code="driving",
    version=1,
    title="Driving",
    words="When may you drive again?",
    choices=(
        Choice(
            code="awake",
            words="As soon as I feel awake.",
            reply="You may feel awake and still be slow. Wait until you have slept for a night.",
        ),
        Choice(
            code="evening",
            words="The same evening.",
            reply="That is too soon. Wait for the next day, after a night of sleep.",
        ),
        Choice(
            code="next_day",
            words="The next day, after a night of sleep.",
            reply="Yes. The next day, once you have slept.",
            is_right=True,
        ),
    ),
)
HOME = TeachBackQuestion(
    code="home",
    version=1,
    title="The way home",
    words="How do you get home?",
    choices=(
        Choice(
            code="alone",
            words="Alone, by bus or taxi.",
            reply="Not alone. Somebody you know comes here and takes you home.",
        ),
        Choice(
            code="escort",
            words="Somebody I know comes and takes me home.",
            reply="Yes. You tell us who it is before that day.",
            is_right=True,
        ),
        Choice(
            code="drive",
            words="I drive with care.",
            reply="You cannot drive that day. Somebody you know comes here and takes you home.",
        ),
    ),
)
OFF_LABEL = TeachBackQuestion(
    code="off_label",
    version=1,
    title="Off-label",
    product=RACEMIC,
    words="Is ketamine approved for mood, fear, trauma or pain?",
    choices=(
        Choice(
            code="off_label",
            words="No. My doctor may use it for this, but it was not approved for this.",
            reply="Yes. That is what off-label means.",
            is_right=True,
        ),
        Choice(
            code="approved",
            words="Yes. It was approved for this.",
            reply=(
                "It was approved to put people to sleep for an operation. For this use it is "
                "off-label: your doctor may use it, but it was not approved for this."
            ),
        ),
        Choice(
            code="forbidden",
            words="No. It is against the law.",
            reply="Your doctor may use it. It was just not approved for this: that is off-label.",
        ),
    ),
)
STAY = TeachBackQuestion(
    code="stay",
    version=1,
    title="Staying after the spray",
    product=ESKETAMINE,
    words="How long do you stay here after the nose spray?",
    choices=(
        Choice(
            code="feel_well",
            words="Until I feel well.",
            reply="You stay for at least two hours, also if you feel well sooner.",
        ),
        Choice(
            code="two_hours",
            words="At least two hours.",
            reply="Yes. At least two hours, and until we find you ready to go.",
            is_right=True,
        ),
        Choice(
            code="short",
            words="A few minutes.",
            reply="It is longer. You stay for at least two hours.",
        ),
    ),
)

QUESTIONS = (FEELS, STOP, DRIVING, HOME, OFF_LABEL, STAY)


def questions_about(product: str) -> tuple[TeachBackQuestion, ...]:
    """The questions asked before this treatment, in order."""
    return tuple(one for one in QUESTIONS if one.is_asked_for(product))
