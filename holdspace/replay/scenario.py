"""A story as a file: a protocol, people, and what happened minute by minute, with what is expected.

    title: Somebody else checks the dose
    protocol: im-racemic-two-tier
    opened: {weight_kg: 70, weight_measured_on: 2026-03-01, age_years: 41}
    story:
      - at: 1
        by: mira
        as: plan
        DosePlanned: {drug: ketamine, route: im, dose_mg: 50, tier: light}
      - {at: 2, by: mira, DoseChecked: {plan_id: $plan}, refused: Somebody else checks it}
      - {at: 3, expect: {phase: arrival, start_shut: [time_out, plan_checked]}}

`at` counts minutes from `start`; `arrives` is when a late entry reaches the server. A key with a
capital is the kind of an event with its payload; `$name` stands for the id of the entry named `as`.
Short forms: `vitals: 124/78 72 14 98 36.6`, `scored: {moaas: [5]}`, `rated: {distress: 2}`,
`noted: [oriented]`. `monitor`, `heard`, `alarm` and `alarm_ended` stand for the bedside monitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from holdspace.domain.session_events import Fact, Met
from holdspace.protocols.loader import latest_version, load_protocol

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.domain.protocol import Protocol

CAST = {
    "ana": "Ana Sund",
    "ben": "Ben Okoro",
    "mira": "Mira Lang",
}
"""Who is there unless the scenario says otherwise: monitor, therapist, prescriber."""

WORDS_OF_A_MOMENT = frozenset({"at", "by", "as", "arrives", "refused", "expect"})


class UnreadableScenario(Exception):
    """The file is not a scenario; the message says where and why."""


class _File(BaseModel):
    """The file as written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    protocol: str
    version: int | None = None
    start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    people: dict[str, str] = CAST
    opened: dict[str, Any]
    readiness: dict[str, Met] = {}
    dose_facts: dict[str, Any] = {}
    limits: bool = False
    story: tuple[dict[str, Any], ...] = Field(min_length=1)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the story: something that happens, or something to look at."""

    at: datetime
    arrives_at: datetime
    by: str
    name: str | None
    refused: str | None
    expect: dict[str, Any] | None
    what: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A story that can be run."""

    title: str
    protocol: Protocol
    start: datetime
    people: dict[str, str]
    opened: dict[str, Any]
    readiness: tuple[Fact, ...]
    dose_facts: dict[str, Any]
    limits: bool
    story: tuple[Moment, ...]


def read_scenario(path: Path) -> Scenario:
    """A scenario from a file. Raises UnreadableScenario."""
    try:
        file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as wrong:
        raise UnreadableScenario(f"{path.name} is not YAML: {wrong}") from wrong
    except ValidationError as wrong:
        raise UnreadableScenario(f"{path.name}: {wrong}") from wrong
    version = file.version or latest_version(file.protocol)
    moments = [_moment(file, line, path.name) for line in file.story]
    return Scenario(
        title=file.title,
        protocol=load_protocol(file.protocol, version),
        start=file.start,
        people=file.people,
        opened=file.opened,
        readiness=_readiness(file),
        dose_facts=file.dose_facts,
        limits=file.limits,
        story=tuple(sorted(moments, key=lambda moment: moment.arrives_at)),
    )


def _moment(file: _File, line: dict[str, Any], name: str) -> Moment:
    what = {key: value for key, value in line.items() if key not in WORDS_OF_A_MOMENT}
    by = str(line.get("by", "ana"))
    if "at" not in line or by not in file.people:
        raise UnreadableScenario(f"{name}: a line needs `at` and a known `by`: {line}")
    if len(what) + ("expect" in line) != 1:
        raise UnreadableScenario(f"{name}: one thing per line, please: {line}")
    at = file.start + timedelta(minutes=line["at"])
    return Moment(
        at=at,
        arrives_at=file.start + timedelta(minutes=line.get("arrives", line["at"])),
        by=by,
        name=line.get("as"),
        refused=line.get("refused"),
        expect=line.get("expect"),
        what=what,
    )


def _readiness(file: _File) -> tuple[Fact, ...]:
    """Everything the preparation answers is met, unless the scenario says otherwise."""
    codes = (*READINESS, *(code for code in file.readiness if code not in READINESS))
    return tuple(
        Fact(
            code=code,
            met=file.readiness.get(code, Met.MET),
            detail=f"{code}: {file.readiness.get(code, Met.MET).value}",
            source="The scenario",
            as_of=file.start,
        )
        for code in codes
    )


READINESS = (
    "consent",
    "escort",
    "identity",
    "fasting",
    "medicines_changed",
    "pregnancy",
    "suicide_risk_tier",
    "intoxication",
    "infection",
    "symptoms",
    "scales_done",
    "nasal",
    "label_contraindication",
    "rems_enrolment",
    "rems_site_certification",
)
