"""The first version of each consent text: still read by who signed it, no longer signed."""

from __future__ import annotations

from holdspace.pathway.consult.consent_text import ConsentText

FIRST_TEXTS: tuple[ConsentText, ...] = (
    ConsentText(
        item="treatment",
        version=1,
        title="Treatment with ketamine",
        words=(
            "I was told in plain words what this treatment is, what it may feel like and what else "
            "there is. I may feel far away from my body or from this room. I may feel afraid, cry, "
            "or feel sick. My blood pressure and pulse can rise for an hour or two. Some uses of "
            "ketamine are not on its label. I will not drive until the next day after sleep, and "
            "somebody takes me home. I can stop at any time."
        ),
        meaning="I understood this, I could ask, and I agree to be treated.",
        is_needed_for_dose=True,
    ),
    ConsentText(
        item="touch",
        version=1,
        title="Touch that supports",
        words=(
            "Touch is offered only where I say and only when it helps me: for example a hand on my "
            "hand. It is never sexual. Before each session I say again whether and where. One word "
            "or my signal ends it at once."
        ),
        meaning="I agree to touch as I describe it before each session.",
    ),
    ConsentText(
        item="recording",
        version=1,
        title="Sound or picture recording",
        words=(
            "A recording is made only for the purpose I was told, kept only until the date I was "
            "told, and then deleted. I can have it deleted before."
        ),
        meaning="I agree to be recorded as described to me.",
    ),
    ConsentText(
        item="observers",
        version=1,
        title="Somebody who learns or watches",
        words=(
            "Somebody in training may be in the room. I know beforehand who it is. I can ask them "
            "to leave at any time."
        ),
        meaning="I agree that the person named to me may be there.",
    ),
    ConsentText(
        item="supporter",
        version=1,
        title="A person close to me",
        words=(
            "The clinic may tell the person I name when to be here, what may happen and what "
            "helps. It tells them nothing about doses, diagnoses, notes or scores."
        ),
        meaning="I agree that the person I name is told this.",
    ),
    ConsentText(
        item="sharing",
        version=1,
        title="My therapist elsewhere",
        words=(
            "The clinic may send the summary that I choose to the therapist I name, and to nobody "
            "else."
        ),
        meaning="I agree that the summary I choose is sent.",
    ),
    ConsentText(
        item="research",
        version=1,
        title="Research",
        words=(
            "My data may be used, without my name, to learn how to treat better. My treatment does "
            "not depend on this."
        ),
        meaning="I agree to this use of my data without my name.",
    ),
)
