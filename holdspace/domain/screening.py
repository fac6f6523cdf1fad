"""Who may be treated, who not, and the reason for each answer: the rules run over one person.

Every rule that fires makes one finding. Every fact that is missing makes one too, because unknown
is never "no". No finding tells anybody to stop a medicine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.medicines import MedicineTaken
from holdspace.domain.screening_case import (
    FactOfWrongKind,
    Missing,
    Region,
    Screened,
    Stated,
    Used,
    Value,
    region_of_country,
)
from holdspace.domain.screening_data import (
    NotScreeningData,
    as_data,
    findings_as_data,
    findings_from_data,
    from_data,
    value_as_data,
    value_from_data,
)
from holdspace.domain.screening_rule import (
    Finding,
    Level,
    Moment,
    Rule,
    SeverityIsFixed,
    severity_of,
)
from holdspace.domain.screening_rules import RULES
from holdspace.domain.screening_settings import (
    ScreeningSettings,
    SettingOutOfRange,
    SettingsContradict,
    Severity,
    refuse_contradictions,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "RULES", "Comparison", "FactOfWrongKind", "Finding", "MedicineTaken", "Moment",
    "NotScreeningData", "Region", "Rule", "Screened", "ScreeningSettings", "SettingOutOfRange",
    "SettingsContradict", "Severity", "SeverityIsFixed", "Stated", "Used", "Value", "as_data",
    "check_severities", "compare", "findings_as_data", "findings_from_data", "from_data",
    "refuse_contradictions", "region_of_country", "screen", "screen_today", "value_as_data",
    "value_from_data",
]  # fmt: skip

UNKNOWN_VERSION = 1
"""Version of how a missing fact is said."""
NAMED_AT_MOST = 3
"""So many rules that wait for a fact are named to the reader; `Finding.rules` has them all."""


def screen(screened: Screened, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Findings before the decision, strictest first. Raises SeverityIsFixed."""
    return _findings(screened, rules, Moment.INTAKE)


def screen_today(
    screened: Screened,
    rules: Sequence[Rule] = RULES,
    *,
    answered_elsewhere: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Findings of a dosing day. `answered_elsewhere`: ids of rules that a gate answers itself."""
    asked = [rule for rule in rules if rule.id not in answered_elsewhere]
    return _findings(screened, asked, Moment.DAY)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a second run says otherwise than the first."""

    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    """Old and new: another version, severity or fact."""

    @property
    def is_same(self) -> bool:
        return not (self.appeared or self.gone or self.changed)


def compare(old: Iterable[Finding], new: Iterable[Finding]) -> Comparison:
    """Two runs, rule by rule. The same fact stated again later is no change."""
    before = {finding.rule_id: finding for finding in old}
    after = {finding.rule_id: finding for finding in new}
    return Comparison(
        appeared=tuple(after[key] for key in after if key not in before),
        gone=tuple(before[key] for key in before if key not in after),
        changed=tuple(
            (before[key], after[key])
            for key in after
            if key in before and _gist(before[key]) != _gist(after[key])
        ),
    )


def _gist(finding: Finding) -> tuple[object, ...]:
    facts = tuple((used.code, used.words) for used in finding.used)
    return (finding.rule_version, finding.severity, finding.is_unknown, facts)


def check_severities(settings: ScreeningSettings, rules: Sequence[Rule] = RULES) -> None:
    """Raises SeverityIsFixed for a severity that is not the clinic's, or a rule that is not there.

    To be asked when settings are made. A later run is more lenient: a rule may be gone by then.
    """
    _refuse_fixed(settings, rules)
    keys = {rule.key(level) for rule in rules for level in rule.levels}
    strange = settings.severities.keys() - keys
    if strange:
        raise SeverityIsFixed(f"There is no rule called {', '.join(sorted(strange))}.")


def _findings(screened: Screened, rules: Sequence[Rule], moment: Moment) -> tuple[Finding, ...]:
    _refuse_fixed(screened.settings, rules)
    found: list[Finding] = []
    missing: dict[str, list[tuple[Missing, Rule]]] = {}
    for rule in rules:
        fired, unknown = _look(rule, screened, moment)
        found += [] if fired is None else [fired]
        for one in unknown:
            missing.setdefault(one.code, []).append((one, rule))
    fixed = {rule.id for rule in rules if _is_fixed(rule, screened, moment)}
    version = screened.settings.version
    found += [_missing(code, about, fixed, version) for code, about in missing.items()]
    return tuple(sorted(found, key=lambda finding: (finding.severity.rank, finding.is_unknown)))


def _look(
    rule: Rule, screened: Screened, moment: Moment
) -> tuple[Finding | None, tuple[Missing, ...]]:
    """The strictest level that is true, and what is unknown at those above it."""
    unknown: list[Missing] = []
    for level in rule.levels_for(screened, moment):
        verdict = level.when.look(screened)
        if verdict.is_true:
            return _fired(rule, level, screened, verdict.used), tuple(unknown)
        unknown += verdict.unknown if verdict.is_true is None else ()
    return None, tuple(unknown)


def _fired(rule: Rule, level: Level, screened: Screened, used: tuple[Used, ...]) -> Finding:
    severity = severity_of(rule, level, screened)
    shown = (screened.known(code).used for code in rule.shows)
    return Finding(
        rule_id=rule.id,
        rule_version=rule.version,
        severity=severity,
        title=rule.title,
        reason=level.reason or rule.reason,
        source=rule.source,
        would_clear=level.would_clear or rule.would_clear,
        used=tuple(dict.fromkeys((*used, *shown))),
        never_overridden=rule.never_overridden
        or level.never_overridden
        or severity is Severity.ABSOLUTE_LABEL,
        settings_version=screened.settings.version,
    )


def _is_fixed(rule: Rule, screened: Screened, moment: Moment) -> bool:
    """Whether this rule can make a finding here that nobody lets pass."""
    levels = rule.levels_for(screened, moment)
    return rule.never_overridden or any(
        level.severity is Severity.ABSOLUTE_LABEL for level in levels
    )


def _missing(
    code: str, about: Sequence[tuple[Missing, Rule]], fixed: set[str], settings_version: int
) -> Finding:
    """One finding for one missing fact, however many rules rest on it."""
    rules = tuple(dict.fromkeys(rule.id for _, rule in about))
    missing = about[0][0]
    return Finding(
        rule_id=f"UNKNOWN-{code}",
        rule_version=UNKNOWN_VERSION,
        severity=Severity.REVIEW,
        title=f"Not known: {missing.name}",
        reason=f"Unknown is not no. It is needed to judge: {_named([rule for _, rule in about])}.",
        source="clinical reference 1, general rules",
        would_clear="An answer with its date and who gave it.",
        used=(missing.used,),
        is_unknown=True,
        never_overridden=not fixed.isdisjoint(rules),
        rules=rules,
        settings_version=settings_version,
    )


def _named(rules: Sequence[Rule]) -> str:
    """The first few by their titles, and how many more there are."""
    titles = list(dict.fromkeys(rule.title for rule in rules))
    more = len(titles) - NAMED_AT_MOST
    words = "; ".join(titles[:NAMED_AT_MOST])
    return f"{words}; and {more} more" if more > 0 else words


def _refuse_fixed(settings: ScreeningSettings, rules: Sequence[Rule]) -> None:
    may_be = {rule.key(level): level.may_be for rule in rules for level in rule.levels}
    for key, severity in settings.severities.items():
        if key in may_be and severity not in may_be[key]:
            raise SeverityIsFixed(f"{key} cannot be set to {severity}.")
