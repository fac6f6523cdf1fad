"""What to consider beside dose and day: beforehand, watching, guidance, support. No order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.protocol import Level, Score, Vital
from holdspace.domain.review_dose import pressure_is_past
from holdspace.domain.review_inputs import DEEP_SEDATION
from holdspace.domain.review_parts import NoProposal, Part, Suggestion
from holdspace.domain.review_rules import RULES

if TYPE_CHECKING:
    from holdspace.domain.review_inputs import Look, NextWish
    from holdspace.domain.review_parts import Input, Proposed

LOWEST, HIGHEST = 0, 4
AROUND_PEAK_MINUTES = 15


def premedication_part(look: Look) -> Proposed:
    """Never an order: whether, and which, is the prescriber's."""
    facts = look.facts
    if facts.vomited is None:
        return _none(
            Part.PREMEDICATION, "Nobody asked about nausea after the dose.", (look.nausea(),)
        )
    nausea = facts.highest_nausea
    is_sick = nausea is not None and look.is_past(Score.NAUSEA, Level.WATCH, Decimal(nausea.score))
    if facts.vomited or is_sick:
        return _some(
            Part.PREMEDICATION,
            "P1",
            "Consider talking over nausea before the next session: the fast, the posture, and"
            " whether a medicine beforehand is worth it. Which one, and whether, is the"
            " prescriber's to order; some lengthen the QT interval.",
            (look.nausea(), look.rescue()),
            "Nausea differs from session to session; no trial of this is behind the limit.",
            ("Nausea under the protocol's limit, and no vomiting.",),
        )
    if facts.rescues:
        return _some(
            Part.PREMEDICATION,
            "P2",
            "A rescue medicine was needed: consider what led to it, and whether that can be met"
            " beforehand. Any medicine is the prescriber's to order.",
            (look.rescue(),),
            "One session says little about the next.",
            ("A session without a rescue medicine.",),
        )
    return _some(
        Part.PREMEDICATION,
        "P3",
        "Nothing stood out that asks for something beforehand.",
        (look.nausea(), look.rescue()),
        "Only what was asked and charted is in it.",
        ("Nausea at or above the protocol's limit, vomiting, or a rescue medicine.",),
    )


def monitoring_part(look: Look) -> Proposed:
    """How closely to watch; never less than the protocol has."""
    facts = look.facts
    inputs = (look.pressure(), look.oxygen(), look.sedation())
    peak, oxygen, sedation = facts.peak_systolic, facts.lowest_spo2, facts.deepest_sedation
    if peak is None:
        return _none(Part.MONITORING, "No blood pressure was charted after the dose.", inputs)
    if oxygen is None:
        return _none(Part.MONITORING, "No oxygen value was charted after the dose.", inputs)
    if sedation is None:
        return _none(Part.MONITORING, "Sedation was not scored after the dose.", inputs)
    is_low = look.is_past(Vital.SPO2, Level.ACT, oxygen.value)
    if is_low or sedation.score <= DEEP_SEDATION:
        return _some(
            Part.MONITORING,
            "M1",
            "Consider a second person near and the oxygen in sight all through, with breathing"
            " counted at each look.",
            inputs,
            "Values that a person charted; what the monitor alone saw is not in it.",
            ("Oxygen inside the protocol's limit and MOAA/S 4 or 5.",),
        )
    if pressure_is_past(look, Level.WATCH):
        begin = max(0, peak.minutes - AROUND_PEAK_MINUTES)
        end = peak.minutes + AROUND_PEAK_MINUTES
        return _some(
            Part.MONITORING,
            "M2",
            f"Consider a cuff every 5 min from {begin} to {end} min after the dose, around"
            " this person's peak, and a look at the pressure at rest before it.",
            inputs,
            "The peak is that of one session; readings were some minutes apart.",
            ("A peak under the protocol's limit.",),
        )
    return _some(
        Part.MONITORING,
        "M3",
        "As the protocol has it.",
        inputs,
        "Only what was charted is in it.",
        ("A pressure over the limit, little oxygen, deep sedation.",),
    )


# --- guidance and support -------------------------------------------------------------------------


def guidance_part(look: Look) -> Proposed:
    """How much company, 0 to 4: one level at a time, and the person's wish is asked first."""
    facts, wish = look.facts, look.inputs.wish
    inputs = (look.wish(), look.guidance(), look.distress())
    level = facts.guidance_planned
    if wish is None or wish.company is None:
        why = "Nobody has asked how much company the person wishes."
        return _none(Part.GUIDANCE, why, inputs)
    if level is None or facts.highest_distress is None:
        asked = "No level of guidance was agreed before."
        why = asked if level is None else "Nobody asked about distress after the dose."
        return _none(Part.GUIDANCE, why, inputs)
    rule, next_level, words = _company(level, wish, was_hard=_was_hard(look))
    return Suggestion(
        part=Part.GUIDANCE,
        rule=RULES[rule],
        words=words,
        value=str(next_level),
        inputs=inputs,
        uncertainty="How much speech helps is not settled; the person's own word counts most.",
        would_change=("Another wish; distress under or over the protocol's limit.",),
    )


def _company(level: int, wish: NextWish, *, was_hard: bool) -> tuple[str, int, str]:
    """The rule, the level and its words. Deeper than wanted asks for company as a hard one does."""
    needs_more = was_hard or wish.depth == "lighter"
    if wish.company == "less" and needs_more:
        words = "They wish less company, and it was hard or too deep: talk it over."
        return "G3", level, f"{words} Level {level} stands until then."
    if wish.company == "more" or needs_more:
        higher = min(HIGHEST, level + 1)
        more = "one more than agreed" if higher > level else "the most there is"
        return "G1", higher, f"Consider level {higher}, {more}."
    if wish.company == "less":
        lower = max(LOWEST, level - 1)
        less = "one less, as they wish" if lower < level else "the least there is"
        return "G2", lower, f"Consider level {lower}, {less}."
    return "G4", level, f"Level {level} again, as they wish."


def support_part(look: Look) -> Proposed:
    """What stands around the session."""
    facts = look.facts
    unheard = [one for one in facts.help_calls if one.was_not_reached]
    if unheard:
        return _some(
            Part.SUPPORT,
            "S1",
            "A call from the chair reached nobody in time. Consider, before the next session: who"
            " listens where, and the bell. The person hears from you that it was seen.",
            (look.calls(),),
            "The log knows who answered on a screen, not who came through the door.",
            ("Every call answered.",),
        )
    if facts.highest_distress is None:
        why = "Nobody asked about distress after the dose."
        return _none(Part.SUPPORT, why, (look.distress(),))
    if _was_hard(look):
        return _some(
            Part.SUPPORT,
            "S2",
            "It was hard. Consider a longer preparation, a talk about the room and the music, and"
            " one more visit before the next session.",
            (look.distress(), look.guidance()),
            "Hard is not the same as harmful: ask what it was to them.",
            ("Distress under the protocol's limit, and no step for a hard experience.",),
        )
    return _some(
        Part.SUPPORT,
        "S3",
        "A visit within one to two days of the session, as planned for everybody.",
        (look.distress(), look.wish()),
        "What helps between sessions differs; ask.",
        ("A hard session, a call that reached nobody, or a wish.",),
    )


def _was_hard(look: Look) -> bool:
    peak = look.facts.highest_distress
    is_high = peak is not None and look.is_past(Score.DISTRESS, Level.WATCH, Decimal(peak.score))
    return is_high or look.facts.highest_rung is not None


def _none(part: Part, why: str, inputs: tuple[Input, ...]) -> NoProposal:
    return NoProposal(
        part=part, rule=RULES["X7"], why=(why,), inputs=inputs, would_change=("An answer to it.",)
    )


def _some(
    part: Part,
    rule: str,
    words: str,
    inputs: tuple[Input, ...],
    uncertainty: str,
    would_change: tuple[str, ...],
) -> Suggestion:
    return Suggestion(
        part=part,
        rule=RULES[rule],
        words=words,
        value="",
        inputs=inputs,
        uncertainty=uncertainty,
        would_change=would_change,
    )
