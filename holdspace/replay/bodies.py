"""From a line of a scenario to the bodies of events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from holdspace.domain.session_log import KINDS, from_payload
from holdspace.replay.scenario import UnreadableScenario

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_events import SessionEvent

VITALS = re.compile(
    r"(?P<sys>\d+)/(?P<dia>\d+) (?P<hr>\d+) (?P<rr>\d+) (?P<spo2>\d+)( (?P<temp>[\d.]+))?"
)


def bodies(what: Mapping[str, Any], at: datetime, names: Mapping[str, UUID]) -> list[SessionEvent]:
    """The events of one line: a kind with its payload, or a short form for several."""
    ((word, value),) = what.items()
    if word in KINDS:
        return [_body(word, value or {}, at, names)]
    if word not in SHORT:
        raise UnreadableScenario(f"Nobody knows what {word!r} is.")
    return [_body(kind, payload, at, names) for kind, payload in SHORT[word](value)]


def _body(
    kind: str, payload: Mapping[str, Any], at: datetime, names: Mapping[str, UUID]
) -> SessionEvent:
    filled = _with_ids(dict(payload), names)
    if kind == "VitalsCharted":
        filled.setdefault("measured_at", at.isoformat())
    if kind == "DischargeSigned":
        filled.setdefault("facts", [])
    if kind == "EntryCorrected":
        filled["replacement"] = _replacement(filled["replacement"], at, names)
    return from_payload(kind, KINDS[kind].version, filled)


def _replacement(
    replacement: Mapping[str, Any], at: datetime, names: Mapping[str, UUID]
) -> dict[str, Any]:
    ((kind, payload),) = replacement.items()
    filled = _with_ids(dict(payload), names)
    if kind == "VitalsCharted":
        filled.setdefault("measured_at", at.isoformat())
    return {"kind": kind, "payload": filled}


def _with_ids(payload: dict[str, Any], names: Mapping[str, UUID]) -> dict[str, Any]:
    return {
        key: str(names[value[1:]]) if isinstance(value, str) and value.startswith("$") else value
        for key, value in payload.items()
    }


def _vitals(words: str) -> list[tuple[str, dict[str, Any]]]:
    match = VITALS.fullmatch(words)
    if match is None:
        raise UnreadableScenario(f"Vital signs are '120/80 70 14 98 36.6', not {words!r}.")
    payload: dict[str, Any] = {
        "systolic_mmhg": match["sys"],
        "diastolic_mmhg": match["dia"],
        "heart_rate_per_min": match["hr"],
        "respiratory_rate_per_min": match["rr"],
        "spo2_percent": match["spo2"],
    }
    if match["temp"]:
        payload["temperature_celsius"] = match["temp"]
    return [("VitalsCharted", payload)]


def _scored(scores: Mapping[str, list[int]]) -> list[tuple[str, dict[str, Any]]]:
    return [("ScaleScored", {"scale": scale, "items": items}) for scale, items in scores.items()]


def _rated(ratings: Mapping[str, int]) -> list[tuple[str, dict[str, Any]]]:
    return [("Rated", {"scale": scale, "score": score}) for scale, score in ratings.items()]


def _noted(codes: list[str]) -> list[tuple[str, dict[str, Any]]]:
    return [("CriterionNoted", {"code": code, "met": True}) for code in codes]


SHORT: dict[str, Callable[[Any], list[tuple[str, dict[str, Any]]]]] = {
    "vitals": _vitals,
    "scored": _scored,
    "rated": _rated,
    "noted": _noted,
}
