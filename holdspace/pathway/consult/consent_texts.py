"""The texts people sign, item by item. A changed text is a new version; the old one stays."""

from __future__ import annotations

from holdspace.domain.readiness import ESKETAMINE
from holdspace.pathway.consult.consent_text import ConsentText
from holdspace.pathway.consult.consent_texts_first import FIRST_TEXTS

RACEMIC = "racemic"

_HOW_IT_FEELS = (
    "I may feel far away from my body or from this room. I may feel afraid, cry or feel sick. My "
    "blood pressure and pulse can rise for an hour or two. Taken often and for long, it can harm "
    "the bladder, and some people come to want it too much. It may not help me."
)
_AFTERWARDS = (
    "I will not drive or use machines until the next day, after a night of sleep. Somebody takes "
    "me home."
)
_MY_CHOICE = (
    "I know what else there is. I could ask all I wanted. I can say no, and I can stop at any "
    "time; my care goes on. What I agree to while the medicine works does not count."
)
_TOLD = "I was told in plain words what this treatment is and what it may feel like."
_KETAMINE = (
    "Ketamine is approved to put people to sleep for an operation. To use it for mood, fear, "
    "trauma or pain is off-label: my doctor may do so, but it was not approved for this."
)
_ESKETAMINE = (
    "Esketamine is a nose spray. It is approved for some kinds of depression. For anything else it "
    "is off-label, and I was told if that is so for me. I use it here in the clinic, and I stay "
    "for at least two hours after it."
)


def _treatment(title: str, product: str, what_it_is: str) -> ConsentText:
    parts = (_TOLD, what_it_is, _HOW_IT_FEELS, _AFTERWARDS, _MY_CHOICE)
    return ConsentText(
        item="treatment",
        version=2,
        title=title,
        product=product,
        words="\n\n".join(parts),
        meaning="I understood this, I could ask, and I agree to be treated.",
        is_needed_for_dose=True,
        after_withdrawal=(
            "No new dose is started. If a dose is in you already, we stay with you until you are "
            "well enough to go home."
        ),
    )


TREATMENT = (
    _treatment("Treatment with ketamine", RACEMIC, _KETAMINE),
    _treatment("Treatment with esketamine", ESKETAMINE, _ESKETAMINE),
)

OF_MY_CHOICE = (
    ConsentText(
        item="touch",
        version=2,
        title="Touch that supports",
        words=(
            "Touch is offered only at the places I name here, and only when it helps me: for "
            "example a hand on my hand. It is never sexual. Before each session I say again "
            "whether and where. One word or my signal ends it at once. To take my blood pressure "
            "or to look after me in an emergency is care, and is not meant here."
        ),
        meaning="I agree to touch at the places I named.",
        asks_scope="Where touch is welcome",
        scope_help="For example: my hand, my shoulder. No other place is touched.",
        after_withdrawal="From now on nobody touches you to support you, in any session.",
    ),
    ConsentText(
        item="recording",
        version=2,
        title="Sound or picture recording",
        words=(
            "A recording is made only for what I name here. It is kept until the day I name here, "
            "and then deleted. I can have it deleted sooner."
        ),
        meaning="I agree to be recorded for this, until that day.",
        asks_scope="What the recording is for, and if it is sound or picture",
        scope_help="For example: sound only, for me to listen to again.",
        asks_delete_on="Deleted on",
        after_withdrawal="Recording stops. The clinic deletes what was recorded and tells you so.",
    ),
    ConsentText(
        item="observers",
        version=2,
        title="Somebody who learns or watches",
        words=(
            "The person I name here may be in the room to learn or to watch. I can ask them to "
            "leave at any time, also by my signal."
        ),
        meaning="I agree that the person I named may be there.",
        asks_scope="Who may be there",
        scope_help="Their name, and what they do here.",
        after_withdrawal="They leave the room, and do not come in again.",
    ),
    ConsentText(
        item="supporter",
        version=2,
        title="A person close to me",
        words=(
            "The clinic may tell the person I name here when to be there, what may happen and what "
            "helps. It tells them nothing about doses, diagnoses, notes or scores."
        ),
        meaning="I agree that the person I named is told this.",
        asks_scope="Whom the clinic may tell",
        scope_help="Their name, and who they are to you.",
        after_withdrawal="The clinic tells them nothing more.",
    ),
    ConsentText(
        item="sharing",
        version=2,
        title="My therapist elsewhere",
        words=(
            "The clinic may send the summary that I choose to the person I name here, and to "
            "nobody else."
        ),
        meaning="I agree that the summary I choose is sent to them.",
        asks_scope="To whom it is sent",
        scope_help="Their name, and how the clinic reaches them.",
        after_withdrawal="Nothing more is sent. What was sent before cannot be called back.",
    ),
    ConsentText(
        item="research",
        version=2,
        title="Research",
        words=(
            "My data may be used, without my name, to learn how to treat better. My treatment does "
            "not depend on this."
        ),
        meaning="I agree to this use of my data without my name.",
        after_withdrawal=(
            "Your data is not used from now on. What was counted before cannot be taken out."
        ),
    ),
)

TEXTS: tuple[ConsentText, ...] = (*FIRST_TEXTS, *TREATMENT, *OF_MY_CHOICE)

CURRENT = {text.item: text for text in (TREATMENT[0], *OF_MY_CHOICE)}
"""The version of each item that is signed today; the treatment's depends on the product."""


def current_text(item: str, product: str) -> ConsentText:
    """What is signed today under an item. Raises KeyError for an item there is none of."""
    of_the_product = {text.product: text for text in TREATMENT}
    return of_the_product.get(product, CURRENT[item]) if item == "treatment" else CURRENT[item]
