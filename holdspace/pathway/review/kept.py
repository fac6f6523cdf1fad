"""A review as plain data: the proposal that was read, what was said to each part, and its seal."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from holdspace.domain.protocol import PerKilogramDose
from holdspace.domain.quantities import in_words
from holdspace.domain.review_parts import TITLES, Part, Suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdspace.domain.review_parts import Proposed
    from holdspace.pathway.review.gathering import Reviewed
    from holdspace.pathway.review.models import SignedReview

Choice = Literal["accept", "edit", "decline"]


@dataclass(frozen=True, kw_only=True)
class PartSaid:
    """What the prescriber says to one part. `value` for dose, day, minutes or level."""

    choice: Choice
    value: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewSaid:
    """Everything that a prescriber says in one review."""

    parts: Mapping[Part, PartSaid]
    words: str
    """Why, in a sentence: it stands beside the version of the plan for good."""
    read: str
    """The fingerprint of the proposal that was on the page."""
    read_plan: Sequence[str] = ()
    """What is to be read about the plan that it makes, as it was shown."""


def content_of(shown: Reviewed, said: Mapping[Part, PartSaid]) -> dict[str, object]:
    """The whole basis, as plain data: it can be read again when a rule changes."""
    protocol = shown.inputs.protocol
    return {
        "protocol": {"name": protocol.name, "version": protocol.version, "title": protocol.title},
        "session": {"id": str(shown.past.session_id), "sequence": shown.past.latest_sequence},
        "proposal": [_proposed_as_data(one) for one in shown.proposal.parts],
        "think": [
            {"basis": one.basis, "source": one.source, "words": one.words}
            for one in shown.proposal.think
        ],
        "said": [_said_as_data(shown, said, part) for part in Part],
    }


def _proposed_as_data(one: Proposed) -> dict[str, object]:
    some = one if isinstance(one, Suggestion) else None
    return {
        "part": one.part.value,
        "basis": one.basis,
        "source": one.source,
        "words": some.words if some else "",
        "value": some.value if some else "",
        "why_none": [] if isinstance(one, Suggestion) else list(one.why),
        "uncertainty": some.uncertainty if some else "",
        "would_change": list(one.would_change),
        "inputs": [
            {**asdict(each), "as_of": each.as_of.isoformat() if each.as_of else None}
            for each in one.inputs
        ],
    }


def _said_as_data(shown: Reviewed, said: Mapping[Part, PartSaid], part: Part) -> dict[str, str]:
    one, proposed = said[part], shown.proposal.part(part)
    words = proposed.words if isinstance(proposed, Suggestion) else " ".join(proposed.why)
    return {
        "title": TITLES[part],
        "choice": one.choice,
        "words": agreed_words(shown, part, one),
        "reason": one.reason.strip(),
        "basis": proposed.basis,
        "proposed": words,
    }


def agreed_words(shown: Reviewed, part: Part, one: PartSaid) -> str:
    """What was agreed, as it is read later; empty where the part was declined."""
    proposed = shown.proposal.part(part)
    if one.choice == "decline":
        return ""
    if one.choice == "accept":
        if not isinstance(proposed, Suggestion):
            return ""
        return _in_words(shown, part, proposed.value) or proposed.words
    return " ".join(filter(None, (_in_words(shown, part, one.value.strip()), one.words.strip())))


def _in_words(shown: Reviewed, part: Part, value: str) -> str:
    if not value:
        return ""
    match part:
        case Part.DOSE:
            by_weight = isinstance(shown.inputs.protocol.dose, PerKilogramDose)
            return in_words(Decimal(value), "mg/kg" if by_weight else "mg") + "."
        case Part.INTERVAL:
            day = date.fromisoformat(value)
            return f"{day:%A} {day.day} {day:%B}."
        case Part.LENGTH:
            return f"{value} min from the dose on."
        case _:
            return f"Level {value}."


def seal_of(review: SignedReview) -> str:
    """Over everything that was signed."""
    signed = [
        str(review.cycle_id),
        review.words,
        review.meaning,
        review.content,
        review.fingerprint,
        str(review.plan_id or ""),
        str(review.signed_by_id),
        review.signed_at.astimezone(UTC).isoformat(),
    ]
    return sha256(json.dumps(signed, sort_keys=True).encode()).hexdigest()
