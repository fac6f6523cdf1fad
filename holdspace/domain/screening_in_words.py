"""The screening rules in words, for a medical director to read before they sign for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.medicines import BENZODIAZEPINES
from holdspace.domain.screening_conditions import (
    Above,
    AllOf,
    AnyOf,
    AtLeast,
    Below,
    LessThanAgo,
    MoreThanAgo,
    Not,
    OneOf,
    WithinDays,
    Yes,
)
from holdspace.domain.screening_conditions_medicines import (
    DiazepamAbove,
    NotRecognised,
    TakenWithin,
    Takes,
)
from holdspace.domain.screening_conditions_person import (
    AgeFrom,
    AgeFromHighest,
    BodyMassFrom,
    HasPaediatricProtocol,
    NotedSince,
    ScoreForSexFrom,
    TierMoved,
)
from holdspace.domain.screening_facts import fact_asked
from holdspace.domain.screening_rule import DAY_WORDS, SEVERITY_WORDS, Level, Moment, Rule
from holdspace.domain.screening_settings import ScreeningSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdspace.domain.screening_conditions import Condition

HEAD = ("rule", "asks for", "when", "why", "cleared by", "source")


class NoWords(TypeError):
    """A kind of condition that nobody has put into words."""


def rules_in_words(rules: Sequence[Rule], settings: ScreeningSettings) -> list[tuple[str, ...]]:
    """One row for each level of each rule, under `HEAD`."""
    return [_row(rule, level, settings) for rule in rules for level in rule.levels]


def condition_in_words(condition: Condition, settings: ScreeningSettings) -> str:
    """When it is true, in words a clinician would use. Raises NoWords."""
    if isinstance(condition, (AnyOf, AllOf)):
        return _joined(condition, settings)
    if isinstance(condition, Not):
        return f"not: {condition_in_words(condition.condition, settings)}"
    for kind, words in _WORDS:
        if isinstance(condition, kind):
            return words(condition, settings)
    raise NoWords(type(condition).__name__)


def _row(rule: Rule, level: Level, settings: ScreeningSettings) -> tuple[str, ...]:
    asks = SEVERITY_WORDS[level.severity]
    if rule.never_overridden or level.never_overridden:
        asks = f"{asks}; nobody lets it pass"
    if level.may_be:
        others = ", ".join(SEVERITY_WORDS[one] for one in level.may_be if one is not level.severity)
        asks = f"{asks} (a clinic may choose: {others})"
    when = condition_in_words(level.when, settings)
    return (
        f"{rule.id}, version {rule.version}: {rule.title}",
        asks,
        "; ".join(part for part in (_where(rule, level), when) if part),
        level.reason or rule.reason,
        level.would_clear or rule.would_clear,
        rule.source,
    )


def _where(rule: Rule, level: Level) -> str:
    """What the level is limited to, in words; nothing where it holds everywhere."""
    moments = level.moments or rule.moments
    parts = [
        ", ".join(sorted(level.products or ())),
        ", ".join(sorted(route.value for route in level.routes or ())),
        ", ".join(f"label {region}" for region in sorted(level.regions or ())),
        {True: "at home", False: "in the clinic", None: ""}[level.at_home],
        DAY_WORDS if moments == {Moment.DAY} else "",
    ]
    return ", ".join(part for part in parts if part)


def _joined(condition: AnyOf | AllOf, settings: ScreeningSettings) -> str:
    """Parts with "or" or "and" between; a part of the other kind in brackets."""
    is_any = isinstance(condition, AnyOf)
    parts = []
    for one in condition.conditions:
        words = condition_in_words(one, settings)
        is_other = isinstance(one, AllOf if is_any else AnyOf) and len(_parts(one)) > 1
        parts.append(f"({words})" if is_other and len(condition.conditions) > 1 else words)
    return (" or " if is_any else " and ").join(parts)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.conditions if isinstance(condition, (AnyOf, AllOf)) else ()


def _fact(code: str) -> str:
    return fact_asked(code).staff_words


def _limit(limit: str | int, settings: ScreeningSettings) -> str:
    return settings.words(limit) if isinstance(limit, str) else str(limit)


def _choices(condition: OneOf) -> str:
    words = dict(fact_asked(condition.code).choices)
    return " or ".join(words[value] for value in words if value in condition.values)


def _by_sex(one: ScoreForSexFrom, settings: ScreeningSettings) -> str:
    women, men = settings.words(one.women), settings.words(one.men)
    return f"{_fact(one.code)} {women} (women) or {men} (men) or more"


_WORDS: tuple[tuple[type, Callable[..., str]], ...] = (
    (Yes, lambda one, _: _fact(one.code)),
    (OneOf, lambda one, _: f"{_fact(one.code)}: {_choices(one)}"),
    (AtLeast, lambda one, own: f"{_fact(one.code)} {_limit(one.limit, own)} or more"),
    (Above, lambda one, own: f"{_fact(one.code)} above {_limit(one.limit, own)}"),
    (Below, lambda one, own: f"{_fact(one.code)} below {_limit(one.limit, own)}"),
    (WithinDays, lambda one, own: f"{_fact(one.code)}: within {_days(one, own)}"),
    (LessThanAgo, lambda one, own: f"{_fact(one.code)}: less than {own.words(one.limit)} ago"),
    (MoreThanAgo, lambda one, own: f"{_fact(one.code)}: more than {own.words(one.limit)} ago"),
    (AgeFrom, lambda one, own: f"aged {_limit(one.limit, own).split()[0]} or older"),
    (AgeFromHighest, lambda _one, _own: "older than the highest age the clinic has set"),
    (HasPaediatricProtocol, lambda _one, _own: "the clinic has a protocol for young people"),
    (BodyMassFrom, lambda one, own: f"body mass index {own.words(one.limit)} or more"),
    (ScoreForSexFrom, _by_sex),
    (TierMoved, lambda one, _: f"tier {'higher' if one.is_up else 'lower'} than before"),
    (NotedSince, lambda one, _: f"{_fact(one.code)} noted since"),
    (Takes, lambda one, _: f"takes: {one.group.words}"),
    (
        TakenWithin,
        lambda one, own: f"took in the last {own.words(one.limit)}: {one.group.words}",
    ),
    (
        DiazepamAbove,
        lambda one, own: f"{BENZODIAZEPINES.words}s above {own.words(one.limit)} of diazepam",
    ),
    (NotRecognised, lambda _one, _own: "a medicine on the list is not recognised"),
)


def _days(one: WithinDays, settings: ScreeningSettings) -> str:
    return f"{one.limit} days" if isinstance(one.limit, int) else settings.words(one.limit)
