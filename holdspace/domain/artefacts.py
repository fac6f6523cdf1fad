"""Stretches of a monitor's values that tell nothing of the person: marked, never deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.domain.session import Session
    from holdspace.domain.session_events import ArtefactMarked

    Spans = Mapping[str, tuple[tuple[datetime, datetime], ...]]
    """For each monitored value the stretches that were marked."""

LONGEST = timedelta(minutes=30)
"""Of one mark, our own choice: more is no artefact but a sensor to be put right, and each half hour
is looked at by somebody."""

NAMES = {
    "heart_rate": "heart rate",
    "oxygen": "oxygen",
    "pressure": "blood pressure",
    "breathing": "breathing",
    "end_tidal_co2": "end-tidal CO2",
    "temperature": "temperature",
}


def admit_artefact(body: ArtefactMarked) -> Admitted | Refused:
    """Of some value, for a stretch that can be looked over, with a reason."""
    sentence = ""
    if not body.values:
        sentence = "Say which value is an artefact."
    elif body.ended_at < body.began_at:
        sentence = "The stretch ends before it begins. Choose its times again."
    elif body.ended_at - body.began_at > LONGEST:
        minutes = LONGEST // timedelta(minutes=1)
        sentence = f"At most {minutes} min can be marked at once. Mark a shorter stretch."
    elif not body.reason.strip():
        sentence = "Say why this is an artefact."
    return Refused(sentence=sentence) if sentence else ADMITTED


def marked_spans(session: Session) -> Spans:
    """The stretches that stand as marked, by value."""
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for kept in session.artefacts:
        for value in kept.body.values:
            found.setdefault(value, []).append((kept.body.began_at, kept.body.ended_at))
    return {value: tuple(spans) for value, spans in found.items()}


def is_marked(spans: Spans, value: str, at: datetime) -> bool:
    """Whether a value of that moment is an artefact. Both ends belong to the stretch."""
    return any(began <= at <= ended for began, ended in spans.get(value, ()))


def artefact_in_words(body: ArtefactMarked) -> str:
    """What is marked, for how long, and why."""
    names = " and ".join(NAMES[value] for value in body.values)
    seconds = int((body.ended_at - body.began_at).total_seconds())
    span = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes
    return f"Artefact: {names}, {span}. {body.reason.strip()}"
