"""Stop-and-think points of a course: each asks for a decision anew, and makes none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.review_parts import ThinkPoint
from holdspace.domain.review_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.domain.review_inputs import Look
    from holdspace.domain.review_parts import Input

CHECK_AFTER, DECIDE_AFTER, END_AFTER, AT_MOST = 3, 6, 8, 12
"""Sessions (clinical reference 7.6, design default)."""
LITTLE_PERCENT = Decimal(20)
ESKETAMINE_LOOK = 8
ESKETAMINE = "esketamine"


def think_points(look: Look) -> tuple[ThinkPoint, ...]:
    """The points that hold for this course now, what presses most first."""
    return (*_signs(look), *_enough(look), *_scores(look), *_count(look))


def _signs(look: Look) -> Iterator[ThinkPoint]:
    for one in (*look.inputs.ruled_out, *look.inputs.signs):
        yield _point("T9", f"{one.name}: {one.words}. It is looked at first.", one)


def _enough(look: Look) -> Iterator[ThinkPoint]:
    wish = look.inputs.wish
    if wish is not None and wish.has_had_enough:
        words = "They say that they have had enough. Talk about what a good close would be."
        yield _point("T8", words, look.wish())


def _scores(look: Look) -> Iterator[ThinkPoint]:
    scores, given = look.inputs.scores, look.inputs.sessions_given
    if scores is None:
        if given >= CHECK_AFTER:
            words = f"{given} sessions, and no score says whether it helps."
            yield _point("T10", words, look.response(), look.number())
        return
    if scores.relapse:
        words = f"{scores.relapse} Review with the person; one to three sessions anew is a practice"
        yield _point("T7", f"{words} of clinics, not a rule.", look.response())
    if scores.is_losing:
        words = "The last two scores both gave up a good part of the gain. Look at why."
        yield _point("T4", words, look.response())
    if not scores.is_response:
        yield from _no_response(look, given, scores.improved_percent)


def _no_response(look: Look, given: int, percent: Decimal | None) -> Iterator[ThinkPoint]:
    inputs = (look.response(), look.number())
    if given >= END_AFTER:
        words = (
            f"{given} sessions without a response. By default the series ends here; going on needs"
            " a reason that two people share."
        )
        yield _point("T3", words, *inputs)
    elif given >= DECIDE_AFTER:
        words = f"{given} sessions without a response: two clinicians decide whether to go on."
        yield _point("T2", words, *inputs)
    elif given >= CHECK_AFTER and (percent is None or percent < LITTLE_PERCENT):
        words = (
            f"{given} sessions and less than 20 % better: look for what stands in the way, such as"
            " medicines, sleep, or the diagnosis."
        )
        yield _point("T1", words, *inputs, look.medicines())


def _count(look: Look) -> Iterator[ThinkPoint]:
    given = look.inputs.sessions_given
    if given >= AT_MOST:
        words = f"{given} sessions: more than these need a new consent, signed by the person."
        yield _point("T5", words, look.number())
    if look.inputs.protocol.product == ESKETAMINE and given == ESKETAMINE_LOOK:
        words = "Eight doses: the label asks to judge the benefit before it goes on."
        yield _point("T6", words, look.response(), look.number())


def _point(rule: str, words: str, *inputs: Input) -> ThinkPoint:
    return ThinkPoint(rule=RULES[rule], words=words, inputs=inputs)
