"""What scoring a questionnaire returns: a total, or why there is none, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Total:
    """A total; or none, and why."""

    value: Decimal | None
    """As it is read and written."""
    exact: Decimal | None = None
    """Unrounded, where that differs: percentages of change are worked out from it."""
    is_prorated: bool = False
    why_none: str = ""


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One thing the answers say beside the total: a cut-off, a rule. None: it cannot be told."""

    code: str
    is_set: bool | None
    words: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A subscale. No value while one of its answers is missing."""

    code: str
    name: str
    value: Decimal | None
    maximum: Decimal
    percent: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """A score as it is stored and shown."""

    code: str
    name: str
    version: int
    total: Decimal | None
    exact: Decimal | None
    """The total unrounded: change is worked out from it."""
    maximum: Decimal
    band: str
    parts: tuple[Part, ...]
    flags: tuple[Flag, ...]
    answered: int
    of: int
    is_prorated: bool
    why_none: str

    def part(self, code: str) -> Part:
        return next(part for part in self.parts if part.code == code)

    def flag(self, code: str) -> Flag:
        return next(flag for flag in self.flags if flag.code == code)

    @property
    def sentence(self) -> str:
        """ "PHQ-9 14 of 27, moderate, worked out from 8 of 9 answers."""
        if self.total is None:
            return f"{self.name}: no score. {self.why_none}".strip()
        said = f"{self.name} {self.total} of {self.maximum}"
        if self.band:
            said += f", {self.band}"
        if self.is_prorated:
            said += f", worked out from {self.answered} of {self.of} answers"
        return f"{said}."
