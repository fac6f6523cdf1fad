"""May this be charted about the person? Always, when its numbers and words can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Refused
from holdspace.domain.guidance_ladder import LADDER, LEVELS
from holdspace.domain.protocol import Score
from holdspace.domain.scales import BadAnswers, scale_for
from holdspace.domain.session_events import (
    GuidanceLevelSet,
    LadderRungTaken,
    NoteWritten,
    PersonEvent,
    Rated,
    ScaleScored,
)

if TYPE_CHECKING:
    from holdspace.domain.protocol import Protocol


def admit_person(body: PersonEvent, protocol: Protocol) -> Admitted | Refused:
    """Refused only what nobody could read later: a score out of its range, an empty note."""
    match body:
        case ScaleScored():
            return _admit_answers(Score(body.scale), body.items, protocol)
        case Rated():
            return _admit_answers(Score(body.scale), (body.score,), protocol)
        case GuidanceLevelSet() if body.level not in {one.level for one in LEVELS}:
            return Refused(sentence="Guidance levels go from 0 to 4.")
        case LadderRungTaken() if body.rung not in {one.rung for one in LADDER}:
            return Refused(sentence="The ladder has the rungs 0 to 7.")
        case NoteWritten() if not body.text.strip():
            return Refused(sentence="Nothing was written.")
        case _:
            return ADMITTED


def _admit_answers(
    score: Score, answers: tuple[int, ...], protocol: Protocol
) -> Admitted | Refused:
    scale = scale_for(score, aldrete_variant=protocol.discharge.aldrete_variant)
    try:
        scale.score(answers)
    except BadAnswers as bad:
        return Refused(sentence=str(bad))
    return ADMITTED
