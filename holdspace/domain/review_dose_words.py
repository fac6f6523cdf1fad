"""How a dose is proposed in words: kept, one step down, or not at all; and what refuses a step."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.course_plan import OF_THE_DAY
from holdspace.domain.dose_ceilings import DoseFacts, PreviousDose
from holdspace.domain.dosing import check_plan
from holdspace.domain.protocol import PerKilogramDose, Quantity, Severity
from holdspace.domain.quantities import dose_mg, in_words, round_half_up
from holdspace.domain.review_parts import NoProposal, Part, Suggestion
from holdspace.domain.review_rules import RULES
from holdspace.domain.session_events import DosePlanned

if TYPE_CHECKING:
    from holdspace.domain.dose_ladder import Ladder
    from holdspace.domain.review_inputs import Look, ReviewInputs
    from holdspace.domain.review_parts import Input

HOW_MUCH = frozenset({Quantity.DOSE_MG, Quantity.DOSE_MG_PER_KG, Quantity.STEP_UP_MG_PER_KG})
_NOON = time(12)


def on_the_ladder(inputs: ReviewInputs, ladder: Ladder) -> Decimal:
    """What was given, in the ladder's unit, on the step it belongs to."""
    facts = inputs.facts
    dose = facts.dose_mg if ladder.unit == "mg" else facts.dose_mg_per_kg
    return ladder.on(round_half_up(dose or Decimal(0), 2))


def amount(look: Look, ladder: Ladder, dose: Decimal) -> str:
    """ "0.6 mg/kg, 42 mg for 70 kg" """
    words = in_words(dose, ladder.unit)
    weight = look.inputs.person.body.weight_kg
    if ladder.unit == "mg" or weight is None:
        return words
    mg = round_half_up(dose_mg(dose, weight), 2)
    return f"{words}, {in_words(mg, 'mg')} for {in_words(weight, 'kg')}"


def hold(
    look: Look,
    ladder: Ladder,
    rule: str,
    words: str,
    inputs: tuple[Input, ...],
    *,
    step: Decimal | None = None,
) -> Suggestion:
    """The same dose, to consider."""
    dose = on_the_ladder(look.inputs, ladder) if step is None else step
    refused = refusals(look, dose, ladder)
    return Suggestion(
        part=Part.DOSE,
        rule=RULES[rule],
        words=f"{words}, {amount(look, ladder, dose)}."
        if not refused
        else f"{words}. What was given is over a limit now: {' '.join(refused)}",
        value="" if refused else f"{dose.normalize():f}",
        inputs=inputs,
        uncertainty="One session says little; the next may be different.",
        would_change=_after_a_hold(look, ladder, dose),
    )


def _after_a_hold(look: Look, ladder: Ladder, dose: Decimal) -> tuple[str, ...]:
    after, before = ladder.after(dose), ladder.before(dose)
    found = []
    if after is not None:
        words = amount(look, ladder, after)
        found.append(f"With the reason above gone, and less than half better: {words}.")
    if before is not None:
        found.append(f"A wish for it to be lighter: {amount(look, ladder, before)}.")
    return tuple(found) or ("A session that was hard on the body: less, or slower.",)


def down(look: Look, ladder: Ladder, rule: str, why: str, inputs: tuple[Input, ...]) -> Suggestion:
    """The step before. Under the lowest there is no step, and no number of ours."""
    now = on_the_ladder(look.inputs, ladder)
    before = ladder.before(now)
    if before is None:
        words = (
            f"{why} Consider less, or slower. The ladder has no step below"
            f" {in_words(now, ladder.unit)}; 20 to 25 % less is what our reference names."
        )
    else:
        words = (
            f"{why} Consider less, or slower. The step before is {amount(look, ladder, before)}."
        )
    return Suggestion(
        part=Part.DOSE,
        rule=RULES[rule],
        words=words,
        value="" if before is None else f"{before.normalize():f}",
        inputs=(look.dose(), *inputs),
        uncertainty="A lower dose may also do less. No trial says by how much to go down.",
        would_change=(f"Without it: {amount(look, ladder, now)} is looked at again.",),
    )


def none(look: Look, rule: str, why: tuple[str, ...], would_change: tuple[str, ...]) -> NoProposal:
    return NoProposal(
        part=Part.DOSE,
        rule=RULES[rule],
        why=why,
        inputs=everything(look),
        would_change=would_change,
    )


def everything(look: Look) -> tuple[Input, ...]:
    """All that a dose may rest on."""
    return (
        look.dose(),
        look.pressure(),
        look.oxygen(),
        look.sedation(),
        look.nausea(),
        look.distress(),
        look.rescue(),
        look.response(),
        look.wish(),
        look.medicines(),
    )


def refusals(look: Look, dose: Decimal, ladder: Ladder) -> list[str]:
    """What the protocol, or the person's own limits, refuse about a dose."""
    return _said(look, dose, ladder, Severity.REFUSE)


def to_read(look: Look, dose: Decimal, ladder: Ladder) -> list[str]:
    """What the protocol asks to look at about it."""
    return _said(look, dose, ladder, Severity.REVIEW)


def _said(look: Look, dose: Decimal, ladder: Ladder, severity: Severity) -> list[str]:
    inputs = look.inputs
    weight = inputs.person.body.weight_kg
    if ladder.unit == "mg/kg" and weight is None:
        return ["The weight it would be worked out from is not known."]
    mg = dose if weight is None or ladder.unit == "mg" else dose_mg(dose, weight)
    protocol = inputs.protocol
    over = protocol.dose.over if isinstance(protocol.dose, PerKilogramDose) else None
    plan = DosePlanned(
        drug=protocol.drug,
        route=protocol.route,
        dose_mg=mg,
        over_minutes=over.value if over else None,
    )
    of_amount = protocol.model_copy(
        update={"ceilings": tuple(one for one in protocol.ceilings if one.quantity in HOW_MUCH)}
    )
    found = check_plan(of_amount, plan, _dose_facts(look))
    return [
        one.sentence for one in found if one.severity is severity and one.code not in OF_THE_DAY
    ]


def _dose_facts(look: Look) -> DoseFacts:
    inputs, facts = look.inputs, look.facts
    body = inputs.person.body
    given_at = facts.first_dose_at or datetime.combine(inputs.session_on, _NOON, UTC)
    return DoseFacts(
        now=max(datetime.combine(inputs.today, _NOON, UTC), given_at),
        is_first_session=False,
        weight_kg=body.weight_kg,
        height_cm=body.height_cm,
        sex=body.sex,
        age_years=inputs.person.age_years,
        indication=inputs.person.indication,
        previous_doses=(
            PreviousDose(
                given_at=given_at, dose_mg=facts.dose_mg or Decimal(0), weight_kg=facts.weight_kg
            ),
        ),
    )
