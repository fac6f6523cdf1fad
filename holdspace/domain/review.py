"""The review of one cycle: what to consider for the next session, and on what it rests.

`propose` is the door. It orders nothing and decides nothing: a clinician accepts, edits or declines
each part. What rules the treatment out, or an input that is not known, leaves its parts empty, and
says so.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from holdspace.domain.review_care import (
    guidance_part,
    monitoring_part,
    premedication_part,
    support_part,
)
from holdspace.domain.review_dose import dose_part
from holdspace.domain.review_inputs import Look
from holdspace.domain.review_interval import interval_part, length_part
from holdspace.domain.review_parts import NoProposal, Part, Proposal
from holdspace.domain.review_rules import RULES
from holdspace.domain.review_think import think_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdspace.domain.review_inputs import ReviewInputs
    from holdspace.domain.review_parts import Input, Proposed, ThinkPoint

HIGH = "high"
ALL_BUT_SUPPORT = frozenset(Part) - {Part.SUPPORT}
OF_THE_MEDICINE = frozenset({Part.DOSE, Part.INTERVAL, Part.LENGTH, Part.PREMEDICATION})
DOSE_AND_DAY = frozenset({Part.DOSE, Part.INTERVAL})

PARTS: Mapping[Part, Callable[[Look], Proposed]] = {
    Part.DOSE: dose_part,
    Part.INTERVAL: interval_part,
    Part.LENGTH: length_part,
    Part.PREMEDICATION: premedication_part,
    Part.MONITORING: monitoring_part,
    Part.GUIDANCE: guidance_part,
    Part.SUPPORT: support_part,
}


def propose(inputs: ReviewInputs) -> Proposal:
    """Part by part, in the order of `Part`; and the points at which to think again."""
    look = Look(inputs)
    kept_back = dict(_kept_back(look))
    parts = tuple(kept_back.get(part) or PARTS[part](look) for part in Part)
    think = think_points(look)
    return Proposal(parts=parts, think=think, fingerprint=_fingerprint(look, parts, think))


def _kept_back(look: Look) -> Iterator[tuple[Part, NoProposal]]:
    """The gravest last: a later reason takes the place of an earlier one."""
    inputs = look.inputs
    if inputs.number >= inputs.planned_sessions:
        why = f"All {inputs.planned_sessions} planned sessions were had."
        why += " What comes after them is decided first: maintenance, or a good close."
        parts = frozenset({*DOSE_AND_DAY, Part.LENGTH})
        change = ("One more session in the plan of the course.",)
        yield from _none(parts, "X6", (why,), (look.number(),), change)
    if inputs.wish is not None and inputs.wish.has_had_enough:
        why = "They say that they have had enough."
        change = ("Another word of theirs.",)
        yield from _none(OF_THE_MEDICINE, "X5", (why,), (look.wish(),), change)
    if not inputs.risk.tier:
        why = f"The risk tier is not known: {inputs.risk.words}."
        change = ("A tier that was noted since.",)
        yield from _none(DOSE_AND_DAY, "X4", (why,), (look.risk(),), change)
    if inputs.open_findings or inputs.not_understood:
        named = _named("Not settled", inputs.open_findings)
        named = (*named, *((inputs.not_understood,) if inputs.not_understood else ()))
        change = ("Each of them settled, by an answer or a signature.",)
        yield from _none(DOSE_AND_DAY, "X3", named, inputs.open_findings or (look.dose(),), change)
    signs = _signs(look)
    if signs:
        named = _named("To be looked at first", signs)
        change = ("Each of them looked at, with what came of it.",)
        yield from _none(OF_THE_MEDICINE, "X2", named, signs, change)
    if inputs.ruled_out:
        named = _named("As things stand this person cannot be treated", inputs.ruled_out)
        change = ("A corrected fact; no signature lets it pass.",)
        yield from _none(ALL_BUT_SUPPORT, "X1", named, inputs.ruled_out, change)


def _signs(look: Look) -> tuple[Input, ...]:
    high = (look.risk(),) if look.inputs.risk.tier == HIGH else ()
    return (*look.inputs.signs, *high)


def _named(lead: str, inputs: tuple[Input, ...]) -> tuple[str, ...]:
    return tuple(f"{lead}: {one.name} ({one.words})." for one in inputs)


def _none(
    parts: frozenset[Part],
    rule: str,
    why: tuple[str, ...],
    inputs: tuple[Input, ...],
    would_change: tuple[str, ...],
) -> Iterator[tuple[Part, NoProposal]]:
    for part in parts:
        yield (
            part,
            NoProposal(
                part=part, rule=RULES[rule], why=why, inputs=inputs, would_change=would_change
            ),
        )


def _fingerprint(look: Look, parts: tuple[Proposed, ...], think: tuple[ThinkPoint, ...]) -> str:
    """Of the words and values of everything, and of the rules that said it.

    Closing the record and going home change nothing that was proposed.
    """
    said = [
        [one.rule.id, str(one.rule.version), one.source, *_as_said(one.inputs), *_words_of(one)]
        for one in (*parts, *think)
    ]
    known = [
        f"{one.name}={one.words}"
        for one in (look.response(), look.wish(), look.risk(), look.planned(), look.number())
    ]
    session = replace(
        look.facts, is_closed=False, outcome="", unknown=(), went_home_at=None, went_home_how=None
    )
    return sha256(json.dumps([said, known, repr(session)]).encode()).hexdigest()


def _as_said(inputs: tuple[Input, ...]) -> list[str]:
    return [f"{one.name}={one.words}" for one in inputs]


def _words_of(one: Proposed | ThinkPoint) -> list[str]:
    return list(one.why) if isinstance(one, NoProposal) else [one.words]
