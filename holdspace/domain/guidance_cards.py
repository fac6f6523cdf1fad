"""The words of the guidance cards. Ours, short, calm; facts from clinical reference 3.3, 6.1, 6.2.

They say what helps a person; they never tell staff to begin or end a drug.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do. `{minutes}` and `{where}` are filled in from the session and the plan."""

    code: str
    text: str
    is_touch: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """A few steps for one kind of moment, and the observations that open it."""

    id: str
    title: str
    opened_by: tuple[str, ...]
    steps: tuple[Step, ...]
    source: str


TOUCH = Step(code="touch", text="Touch as agreed: {where}.", is_touch=True)

CARDS: tuple[Card, ...] = (
    Card(
        id="tears",
        title="Tears",
        opened_by=("tears", "grief"),
        source="Clinical reference 6.1",
        steps=(
            Step(code="look", text="Tears are common here, from joy as well as from old grief."),
            Step(code="ask_once", text='Is it release or distress? Ask once: "Are you safe?"'),
            Step(code="stay", text="Stay close. Quiet is enough."),
            Step(code="welcome", text='If you speak: "Tears are welcome here." No why.'),
            Step(code="comfort", text="Tissues within reach. Offer a dry mask."),
            TOUCH,
            Step(
                code="later", text="Later, offer to talk, write or draw. Nothing must be explained."
            ),
            Step(
                code="more_help",
                text="Distress of 8 or more, longer than 15 min, or lost: the hard-moment steps.",
            ),
        ),
    ),
    Card(
        id="hard_experience",
        title="A hard moment",
        opened_by=("fear", "distress", "cannot_be_oriented"),
        source="Clinical reference 6.2",
        steps=(
            Step(code="look", text="Look first: face, breath, hands. Check oxygen and pressure."),
            Step(code="silence", text="Be there in silence for a few breaths."),
            Step(
                code="orient",
                text="If they ask, or it grows: your name, this place, "
                '"You took a medicine. It wears off in about {minutes} minutes."',
            ),
            Step(code="breathe", text="Breathe out slowly together. Feel feet, hands, the chair."),
            Step(code="intention", text="Bring back their intention, in their own words."),
            Step(code="allow", text='"You can let it move. There is nothing to fix."'),
            Step(code="deeper", text='Only if they wish: "Shall we turn toward it together?"'),
            Step(code="room", text="Change one thing: music, light, mask, or how they lie."),
            TOUCH,
            Step(
                code="prescriber",
                text="Distress of 7 or more, or not safe: call the prescriber. "
                "A pause of the infusion is the prescriber's order.",
            ),
        ),
    ),
    Card(
        id="nausea",
        title="Nausea",
        opened_by=("nausea", "vomiting"),
        source="Clinical reference 3.3",
        steps=(
            Step(code="side", text="Head raised, or on the side. Bowl within reach."),
            Step(code="still", text="As little movement as can be. Eyes on one still point."),
            Step(code="cool", text="A cool cloth, fresh air, slow breaths."),
            Step(code="rate", text="Ask how strong, 0 to 10, and again in 10 min."),
            Step(code="vomiting", text="Vomiting: on the side, mouth clear, stay."),
            Step(code="prescriber", text="4 or more, or vomiting: tell the prescriber."),
        ),
    ),
    Card(
        id="dizziness",
        title="Dizziness",
        opened_by=("dizzy", "faint"),
        source="Clinical reference 3.3",
        steps=(
            Step(code="lie", text="Lie back. No standing up yet."),
            Step(code="measure", text="Pressure, pulse and oxygen now."),
            Step(code="anchor", text="Eyes open on one point, or a hand on the floor side."),
            Step(code="slow", text="Every change of position slowly, with you beside them."),
            Step(code="prescriber", text="Faint, or low pressure: lay flat, call the prescriber."),
        ),
    ),
    Card(
        id="high_pressure",
        title="High blood pressure",
        opened_by=("high_pressure", "organ_symptoms"),
        source="Clinical reference 1.2 and 3.3",
        steps=(
            Step(code="cuff", text="Cuff right size, arm at heart height, legs not crossed."),
            Step(code="repeat", text="Measure again in 5 min, same arm."),
            Step(code="calm", text="Less light, less sound. Another position. Slow breaths."),
            Step(
                code="symptoms",
                text="Ask and look: chest pain, worst headache, breathless, weak, sight. "
                "Any of them: emergency.",
            ),
            Step(code="prescriber", text="Tell the prescriber. A drug is their decision."),
        ),
    ),
    Card(
        id="restlessness",
        title="Restlessness",
        opened_by=("restless", "tries_to_leave", "violent_or_unsafe"),
        source="Clinical reference 3.3 and 6.2",
        steps=(
            Step(
                code="cause", text="Look for a plain cause: bladder, cold, cuff, mask, a bad fold."
            ),
            Step(code="less", text="Less talk, less touch, less light. One calm voice."),
            Step(code="space", text="Clear the space around. Walk beside, never hold down."),
            Step(code="orient", text='Name, place: "It wears off in about {minutes} minutes."'),
            Step(code="staff", text="Tries to leave, or not safe: more staff now."),
            Step(
                code="prescriber", text="Distress of 7 or more, or not safe: call the prescriber."
            ),
        ),
    ),
)
