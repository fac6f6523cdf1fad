"""A screening rule: what it looks at, how grave it is where, why, and what would clear it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.domain.screening_case import Used
from holdspace.domain.screening_settings import Severity
from holdspace.domain.session_event_body import Route

if TYPE_CHECKING:
    from holdspace.domain.screening_case import Screened
    from holdspace.domain.screening_conditions import Condition

RACEMIC = frozenset({"racemic"})
ESKETAMINE = frozenset({"esketamine"})
BY_MOUTH = frozenset({Route.SUBLINGUAL, Route.ORAL})
INJECTED = frozenset({Route.INTRAVENOUS, Route.INTRAMUSCULAR, Route.SUBCUTANEOUS})
NASAL = frozenset({Route.NASAL})

OTHER_SEVERITIES = (Severity.ABSOLUTE, Severity.REVIEW_BY_TWO, Severity.REVIEW)
"""What a clinic may choose between where programmes differ (clinical reference 11.1)."""
DOWN_TO_INFORMATION = (*OTHER_SEVERITIES, Severity.INFORMATION)


SEVERITY_WORDS = {
    Severity.ABSOLUTE_LABEL: "not treated: label contraindication",
    Severity.ABSOLUTE: "not treated",
    Severity.REVIEW_BY_TWO: "review by two",
    Severity.REVIEW: "review by a prescriber",
    Severity.SAME_DAY: "not today",
    Severity.INFORMATION: "information",
}
DAY_WORDS = "on the day"


class SeverityIsFixed(ValueError):
    """A clinic's settings change a severity that is not theirs to change."""


class Moment(StrEnum):
    """When a rule is asked."""

    INTAKE = "intake"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Level:
    """One gravity of a rule. The levels of a rule stand strictest first."""

    severity: Severity
    when: Condition
    name: str = ""
    products: frozenset[str] | None = None
    routes: frozenset[Route] | None = None
    regions: frozenset[str] | None = None
    at_home: bool | None = None
    moments: frozenset[Moment] | None = None
    reason: str = ""
    would_clear: str = ""
    may_be: tuple[Severity, ...] = ()
    """What a clinic may set this severity to. Empty: it is fixed."""
    never_overridden: bool = False
    """As of a rule, for this level alone."""

    def is_for(self, screened: Screened, moment: Moment) -> bool:
        """Whether it applies here. A region nobody has named is every region."""
        return (
            (self.products is None or screened.product in self.products)
            and (self.routes is None or screened.route in self.routes)
            and (self.regions is None or screened.region in {"", *self.regions})
            and self.at_home in {None, screened.at_home}
            and (self.moments is None or moment in self.moments)
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of the clinical reference, by its id there."""

    id: str
    title: str
    reason: str
    source: str
    would_clear: str
    levels: tuple[Level, ...]
    version: int = 1
    moments: frozenset[Moment] = frozenset({Moment.INTAKE})
    never_overridden: bool = False
    """Clinical reference 11.3: nobody lets it pass, whatever its severity."""
    shows: tuple[str, ...] = ()
    """Facts that decide nothing here, and that who reads the finding will want to see."""

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.shows).union(*(level.when.facts for level in self.levels))

    def levels_for(self, screened: Screened, moment: Moment) -> tuple[Level, ...]:
        if moment not in self.moments:
            return ()
        return tuple(level for level in self.levels if level.is_for(screened, moment))

    def key(self, level: Level) -> str:
        """What a clinic's settings call the severity of this level."""
        return f"{self.id}.{level.name}" if level.name else self.id


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule says about this person, and what it rests on."""

    rule_id: str
    rule_version: int
    severity: Severity
    title: str
    reason: str
    source: str
    would_clear: str
    used: tuple[Used, ...]
    is_unknown: bool = False
    """A fact is missing: `rules` cannot be judged without it."""
    never_overridden: bool = False
    """No signature lets it pass. An unknown one is cleared by an answer alone."""
    rules: tuple[str, ...] = ()
    """Of an unknown one: the rules that rest on the missing fact."""
    settings_version: int = 0
    """Of the clinic's settings by which it was found. 0: the proposals."""

    @property
    def is_blocking(self) -> bool:
        return self.severity.is_blocking


def severity_of(rule: Rule, level: Level, screened: Screened) -> Severity:
    """The severity here: the rule's own, or what the clinic chose where it may."""
    return screened.settings.severities.get(rule.key(level), level.severity)
