"""What can be charted with one tap: things seen or said, and things done for the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "attention", "harm", "good"]


@dataclass(frozen=True, kw_only=True)
class Tap:
    """One button: its code in the record, its words on the screen, how it is shown."""

    code: str
    label: str
    tone: Tone = "neutral"


OBSERVATIONS: dict[str, tuple[Tap, ...]] = {
    "body": (
        Tap(code="floating", label="Floating"),
        Tap(code="heavy", label="Heavy"),
        Tap(code="numb", label="Numb"),
        Tap(code="tingling", label="Tingling"),
        Tap(code="nausea", label="Nausea", tone="attention"),
        Tap(code="dizzy", label="Dizzy", tone="attention"),
        Tap(code="restless", label="Restless", tone="attention"),
    ),
    "perception": (
        Tap(code="time", label="Time feels different"),
        Tap(code="vision", label="Seeing differently"),
        Tap(code="hearing", label="Hearing differently"),
    ),
    "mind": (
        Tap(code="detached", label="Detached"),
        Tap(code="vivid_imagery", label="Vivid images"),
        Tap(code="drifting", label="Drifting"),
    ),
    "feeling": (
        Tap(code="tears", label="Tears"),
        Tap(code="laughter", label="Laughter"),
        Tap(code="fear", label="Fear", tone="attention"),
        Tap(code="grief", label="Grief"),
        Tap(code="peace", label="Peace"),
        Tap(code="breakthrough", label="Breakthrough"),
    ),
    "sign": (
        Tap(code="vomiting", label="Vomiting", tone="attention"),
        Tap(code="tries_to_leave", label="Tries to leave", tone="attention"),
        Tap(code="cannot_be_oriented", label="Cannot be oriented", tone="attention"),
        Tap(code="symptomatic", label="Feels unwell with it", tone="attention"),
        Tap(code="faint", label="Faint", tone="harm"),
        Tap(code="irregular_pulse", label="Irregular pulse", tone="harm"),
        Tap(code="violent_or_unsafe", label="Not safe", tone="harm"),
        Tap(code="aspiration_signs", label="Choking or coughing up", tone="harm"),
        Tap(code="chest_pain", label="Chest pain", tone="harm"),
        Tap(code="new_neuro_sign", label="New weakness, speech or sight", tone="harm"),
        Tap(code="anaphylaxis", label="Swelling, hives, throat tight", tone="harm"),
        Tap(code="seizure", label="Seizure", tone="harm"),
        Tap(code="organ_symptoms", label="Pressure with chest, head or sight signs", tone="harm"),
        Tap(
            code="despite_stimulation_and_oxygen",
            label="Low oxygen despite waking and oxygen",
            tone="harm",
        ),
    ),
}
"""By group. Tears are a normal event like any other. `sign`: what a protocol asks staff to see."""

SUPPORTS: tuple[Tap, ...] = (
    Tap(code="reassured", label="Reassured"),
    Tap(code="hand_held", label="Hand held"),
    Tap(code="music", label="Music changed"),
    Tap(code="mask", label="Mask"),
    Tap(code="blanket", label="Blanket"),
    Tap(code="position", label="Position"),
)

_BY_CODE = {tap.code: tap for taps in (*OBSERVATIONS.values(), SUPPORTS) for tap in taps}


def tap_of(code: str) -> Tap:
    """The button of a code; a code that the catalogue no longer has keeps its own words."""
    return _BY_CODE.get(code) or Tap(code=code, label=code.replace("_", " ").capitalize())


def group_of(code: str) -> str | None:
    """Which group an observation belongs to."""
    return next(
        (group for group, taps in OBSERVATIONS.items() if any(tap.code == code for tap in taps)),
        None,
    )
