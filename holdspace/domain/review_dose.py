"""The dose of the next session: kept, or one step along the ladder. Never a number of its own.

The rules are asked in the order of this page and the first that holds says it: what was hard on the
body before what the person wants, what they want before what the scores would like.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.protocol import Level, Score, Vital
from holdspace.domain.quantities import in_words, round_half_up
from holdspace.domain.review_dose_words import (
    amount,
    down,
    everything,
    hold,
    none,
    on_the_ladder,
    refusals,
    to_read,
)
from holdspace.domain.review_inputs import DEEP_SEDATION, Look
from holdspace.domain.review_parts import Part, Suggestion
from holdspace.domain.review_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdspace.domain.dose_ladder import Ladder
    from holdspace.domain.review_parts import Input, Proposed


def dose_part(look: Look) -> Proposed:
    """What the ladder says of the next dose, or why it says nothing."""
    ladder = look.inputs.ladder
    if ladder is None:
        why = "This protocol has no ladder of doses: the prescriber enters the mg."
        return none(look, "D0", (why,), ("Nothing: no number here is anybody's default.",))
    missing = tuple(_missing(look))
    if missing:
        return none(
            look, "X7", missing, ("Each of them known; an answer late is better than none.",)
        )
    for rule in _IN_ORDER:
        found = rule(look, ladder)
        if found is not None:
            return found
    return _next_step(look, ladder)


def hard_on_the_body(look: Look) -> tuple[Input, ...]:
    """Deep sedation, little oxygen, pressure at the act limit, vomiting, rescue (reference 7.5)."""
    facts = look.facts
    found = []
    if facts.deepest_sedation and facts.deepest_sedation.score <= DEEP_SEDATION:
        found.append(look.sedation())
    if facts.lowest_spo2 and look.is_past(Vital.SPO2, Level.ACT, facts.lowest_spo2.value):
        found.append(look.oxygen())
    if pressure_is_past(look, Level.ACT):
        found.append(look.pressure())
    if facts.vomited:
        found.append(look.nausea())
    if facts.rescues:
        found.append(look.rescue())
    return tuple(found)


def pressure_is_past(look: Look, level: Level) -> bool:
    facts = look.facts
    pairs = ((Vital.SYSTOLIC, facts.peak_systolic), (Vital.DIASTOLIC, facts.peak_diastolic))
    return any(one is not None and look.is_past(vital, level, one.value) for vital, one in pairs)


# --- what must be known ---------------------------------------------------------------------------


def _missing(look: Look) -> Iterator[str]:
    facts, inputs = look.facts, look.inputs
    if facts.dose_mg is None:
        yield "No dose is charted in this session."
        return
    if facts.dose_is_counted_on:
        yield "No stop of the infusion is charted: nobody knows how much went in."
    is_by_weight = inputs.ladder is not None and inputs.ladder.unit == "mg/kg"
    scores, wish = inputs.scores, inputs.wish
    for value, sentence in (
        (facts.dose_mg_per_kg if is_by_weight else 0, "No body weight: mg/kg cannot be said."),
        (facts.peak_systolic, "No blood pressure was charted after the dose."),
        (facts.peak_diastolic, "No lower blood pressure was charted after the dose."),
        (facts.lowest_spo2, "No oxygen value was charted after the dose."),
        (facts.deepest_sedation, "Sedation was not scored after the dose."),
        (facts.vomited, "Nobody asked about nausea after the dose."),
        (facts.highest_distress, "Nobody asked about distress after the dose."),
        (
            scores.improved_percent if scores else None,
            f"The response is not known: {inputs.scores_unknown or 'no score to compare'}.",
        ),
        (
            wish.depth if wish else None,
            "Nobody has asked how deep the person wishes the next one to be.",
        ),
    ):
        if value is None:
            yield sentence


# --- the rules, in their order --------------------------------------------------------------------


def _worse(look: Look, ladder: Ladder) -> Proposed | None:
    del ladder
    scores = look.inputs.scores
    if scores is None or not scores.worse:
        return None
    why = (*scores.worse, "A prescriber looks at why, before anybody looks at a ladder.")
    return none(look, "D1", why, ("A score that is not worse than at the start.",))


def _was_hard(look: Look, ladder: Ladder) -> Proposed | None:
    found = hard_on_the_body(look)
    if not found:
        return None
    what = ", ".join(one.name.lower() for one in found)
    return down(look, ladder, "D2", f"It was hard on the body ({what}).", found)


def _deeper_than_wanted(look: Look, ladder: Ladder) -> Proposed | None:
    wish = look.inputs.wish
    if wish is None or wish.depth != "lighter":
        return None
    return down(look, ladder, "D3", "The person wishes it lighter.", (look.wish(),))


def _hard_to_bear(look: Look, ladder: Ladder) -> Proposed | None:
    peak = look.facts.highest_distress
    if peak is None or not look.is_past(Score.DISTRESS, Level.ACT, Decimal(peak.score)):
        return None
    words = f"Distress reached {peak.score} of 10: consider the same dose or less"
    return hold(look, ladder, "D4", words, (look.distress(), look.guidance()))


def _given_in_part(look: Look, ladder: Ladder) -> Proposed | None:
    facts = look.facts
    if not facts.was_given_in_part or facts.planned_mg is None or not facts.dose_mg:
        return None
    planned = facts.planned_mg
    if ladder.unit == "mg/kg" and facts.weight_kg:
        planned = facts.planned_mg / facts.weight_kg
    step = ladder.on(round_half_up(planned, 2))
    words = f"{in_words(facts.planned_mg, 'mg')} was planned and less went in: consider that step"
    return hold(look, ladder, "D5", words, (look.dose(),), step=step)


def _responded(look: Look, ladder: Ladder) -> Proposed | None:
    scores = look.inputs.scores
    if scores is None or not scores.is_response:
        return None
    return hold(
        look, ladder, "D6", "There is a response: consider the same dose", (look.response(),)
    )


def _blunted(look: Look, ladder: Ladder) -> Proposed | None:
    blunting = look.inputs.blunting
    if blunting is not None and not blunting:
        return None
    if blunting is None:
        words = "Nobody knows whether the list of medicines is whole: consider the same dose"
        return hold(look, ladder, "D7", words, (look.medicines(), look.response()))
    names = ", ".join(one.name.lower() for one in blunting)
    words = (
        f"Something may blunt the effect ({names}): consider the same dose, and look there first"
    )
    return hold(look, ladder, "D7", words, (*blunting, look.response()))


def _at_the_top(look: Look, ladder: Ladder) -> Proposed | None:
    if ladder.after(on_the_ladder(look.inputs, ladder)) is not None:
        return None
    words = "The ladder has no step above this one: consider the same dose"
    return hold(look, ladder, "D8", words, (look.dose(), look.response()))


def _over_a_limit(look: Look, ladder: Ladder) -> Proposed | None:
    step = ladder.after(on_the_ladder(look.inputs, ladder))
    refused = [] if step is None else refusals(look, step, ladder)
    if step is None or not refused:
        return None
    words = f"The ladder's next step, {amount(look, ladder, step)}, is over a limit. "
    words += f"{' '.join(refused)} Consider the same dose"
    return hold(look, ladder, "D9", words, (look.dose(),))


def _next_step(look: Look, ladder: Ladder) -> Proposed:
    now = on_the_ladder(look.inputs, ladder)
    step = ladder.after(now) or now
    return Suggestion(
        part=Part.DOSE,
        rule=RULES["D10"],
        words=f"Borne well, and less than half better ({look.response().words}). The ladder's next"
        f" step is {amount(look, ladder, step)}.",
        value=f"{step.normalize():f}",
        inputs=everything(look),
        uncertainty=" ".join((ladder.caution, *_wished(look), *to_read(look, step, ladder))),
        would_change=(
            f"A response (a fall of half): the same dose, {amount(look, ladder, now)}.",
            "A wish for it to be lighter, vomiting, deep sedation, little oxygen: the step before.",
            "A medicine that may blunt the effect: that is looked at first.",
        ),
    )


def _wished(look: Look) -> tuple[str, ...]:
    wish = look.inputs.wish
    is_as_deep = wish is not None and wish.depth == "same"
    return ("They wish it as deep as it was: talk over what a step would be.",) * is_as_deep


_IN_ORDER: tuple[Callable[[Look, Ladder], Proposed | None], ...] = (
    _worse,
    _was_hard,
    _deeper_than_wanted,
    _hard_to_bear,
    _given_in_part,
    _responded,
    _blunted,
    _at_the_top,
    _over_a_limit,
)
