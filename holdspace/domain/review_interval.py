"""When the next session is, and how long the room is kept: by the plan, the protocol, scores."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.course_plan import SPACING, PlannedSession, plan_findings
from holdspace.domain.review_parts import NoProposal, Part, Suggestion
from holdspace.domain.review_rules import RULES

if TYPE_CHECKING:
    from datetime import date

    from holdspace.domain.review_inputs import Look
    from holdspace.domain.review_parts import Proposed

STEPS_DAYS = (7, 14, 21, 28)
"""One to four weeks, one step at a time (clinical reference 7.5, design default)."""
SEARCHED_DAYS = 14
"""So far a day is looked for that keeps the protocol's spacing."""
MARGIN_MINUTES = 15
"""From being ready until the door is shut behind them (design default)."""
QUARTER_HOUR = 15


def interval_part(look: Look) -> Proposed:
    """The day of the next session."""
    inputs = look.inputs
    scores, day = inputs.scores, inputs.next_on
    if scores is not None and scores.worse:
        why = (*scores.worse, "When, and whether closer, is the prescriber's to say.")
        return _none(look, "I1", why, ("A score that is not worse than at the start.",))
    if day is None or day <= inputs.session_on or day < inputs.today:
        no_day = "No day is planned for the next session, or it has passed."
        return _none(look, "X7", (no_day,), ("A day in the plan of the course.",))
    earliest = _first_allowed(look, day)
    if earliest != day:
        words = (
            f"The day planned, {_in_words(day)}, is closer than the protocol asks. The first"
            f" that is not: {_in_words(earliest)}, {_days(look, earliest)} after this one."
        )
        return _some(look, "I2", earliest, words, "", ("Two clinicians who say why it is closer.",))
    if not inputs.is_after_series:
        words = f"As planned: {_in_words(day)}, {_days(look, day)} after this one."
        unsure = "Twice and three times a week did alike where both were studied."
        return _some(look, "I4", day, words, unsure, ("A score that got worse.",))
    return _after_the_series(look, day)


def _after_the_series(look: Look, day: date) -> Proposed:
    inputs = look.inputs
    scores = inputs.scores
    if scores is None or scores.is_remitted is None:
        why = f"The response is not known: {inputs.scores_unknown or 'no score to compare'}."
        return _none(look, "X7", (why,), ("A questionnaire answered since this session.",))
    days = (day - inputs.session_on).days
    longer = next((step for step in STEPS_DAYS if step > days), None)
    if scores.is_remitted and longer is not None:
        later = inputs.session_on + timedelta(days=longer)
        words = (
            f"In remission after the series: consider a longer interval. The next step is"
            f" {longer // 7} weeks, {_in_words(later)}; planned was {_days(look, day)}."
        )
        if longer == STEPS_DAYS[0]:
            words = words.replace("1 weeks", "1 week")
        unsure = "How seldom holds the gain is found by trying; no trial of it is large."
        change = ("A score above remission: the day that was planned.",)
        return _some(look, "I3", later, words, unsure, change)
    words = f"As planned: {_in_words(day)}, {_days(look, day)} after this one."
    unsure = "What comes after a series is individual; the evidence is of open cohorts."
    return _some(look, "I4", day, words, unsure, ("A score in remission: one step longer.",))


def _first_allowed(look: Look, planned: date) -> date:
    """The first day from the planned one on that the protocol's spacing says nothing about."""
    for later in range(SEARCHED_DAYS + 1):
        day = planned + timedelta(days=later)
        if not _is_too_close(look, day):
            return day
    return planned


def _is_too_close(look: Look, day: date) -> bool:
    inputs = look.inputs
    given = [
        PlannedSession(number=place, on=one.first_dose_at.date(), dose_mg=one.dose_mg, is_past=True)
        for place, one in enumerate((*inputs.earlier, inputs.facts), 1)
        if one.first_dose_at is not None
    ]
    wished = PlannedSession(number=len(given) + 1, on=day, dose_mg=None)
    protocol = inputs.protocol
    spacing = tuple(one for one in protocol.ceilings if one.quantity in SPACING)
    held = protocol.model_copy(update={"ceilings": spacing})
    found = plan_findings(held, (*given, wished), inputs.person)
    return any(one.number == wished.number for one in found)


def _in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _days(look: Look, day: date) -> str:
    days = (day - look.inputs.session_on).days
    return "1 day" if days == 1 else f"{days} days"


def _some(
    look: Look, rule: str, day: date, words: str, unsure: str, would_change: tuple[str, ...]
) -> Suggestion:
    return Suggestion(
        part=Part.INTERVAL,
        rule=RULES[rule],
        words=words,
        value=day.isoformat(),
        inputs=(look.planned(), look.number(), look.response()),
        uncertainty=unsure or "The spacing is the protocol's own; no trial compared such days.",
        would_change=would_change,
    )


def _none(look: Look, rule: str, why: tuple[str, ...], would_change: tuple[str, ...]) -> NoProposal:
    return NoProposal(
        part=Part.INTERVAL,
        rule=RULES[rule],
        why=why,
        inputs=(look.planned(), look.number(), look.response()),
        would_change=would_change,
    )


# --- how long the room is kept --------------------------------------------------------------------


def length_part(look: Look) -> Proposed:
    """Minutes from the dose on: the protocol's slot, or what this person needed."""
    slot = look.inputs.protocol.effects.slot
    known = [one.minutes_to_ready for one in (*look.inputs.earlier, look.facts)][-2:]
    minutes = [one for one in known if one is not None]
    if look.facts.minutes_to_ready is None:
        return NoProposal(
            part=Part.LENGTH,
            rule=RULES["X7"],
            why=("Nobody signed that the person was ready: how long it took is not known.",),
            inputs=(look.ready(),),
            would_change=("The moment at which they were ready.",),
        )
    needed = -(-(max(minutes) + MARGIN_MINUTES) // QUARTER_HOUR) * QUARTER_HOUR
    is_longer = needed > slot.value
    kept = needed if is_longer else int(slot.value)
    took = f"the longest of the last two took {max(minutes)}."
    words = f"{kept} min from the dose on, as the protocol has it; {took}"
    if is_longer:
        words = f"Consider {kept} min from the dose on: {took}"
    return Suggestion(
        part=Part.LENGTH,
        rule=RULES["L1" if is_longer else "L2"],
        words=words,
        value=str(kept),
        inputs=(look.ready(),),
        uncertainty="Nobody is sent home by a clock: the gate and a clinician say when.",
        would_change=(f"A person who needs more than {kept - MARGIN_MINUTES} min: longer.",),
    )
