"""What every body of a session event shares, and the words that several of them use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict


class Phase(StrEnum):
    """The eight phases of a session, in order (product 3.2)."""

    ARRIVAL = "arrival"
    TIME_OUT = "time_out"
    DOSING = "dosing"
    EXPLORATION = "exploration"
    RETURN = "return"
    TALKING = "talking"
    RECOVERY = "recovery"
    HOME = "home"


class Route(StrEnum):
    """How a dose goes in."""

    INTRAVENOUS = "iv"
    INTRAMUSCULAR = "im"
    SUBCUTANEOUS = "sc"
    NASAL = "nasal"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"


class Met(StrEnum):
    """The answer to one criterion. Unknown is never "no", and never "yes"."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Body:
    """What every body of an event shares: strict on the way in, and a version of its shape."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    version: ClassVar[int] = 1


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact that a gate rests on: what, its answer, in words, where from and how old."""

    code: str
    met: Met
    detail: str
    source: str
    as_of: datetime | None = None
