"""When a rule fires: true, false, or not known, with the facts that make it so.

One known yes is enough for "any", one known no for "all", whatever else is unknown.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeVar

from holdspace.domain.screening_case import FactOfWrongKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from holdspace.domain.screening_case import Missing, Screened, Used, Value


Each = TypeVar("Each", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`is_true` None: not known. `used` made it so; `unknown` would have to be known."""

    is_true: bool | None
    used: tuple[Used, ...] = ()
    unknown: tuple[Missing, ...] = ()


class Condition(Protocol):
    """Something that can be asked of one person."""

    @property
    def facts(self) -> frozenset[str]:
        """Codes of the facts it looks at."""

    def look(self, screened: Screened) -> Verdict:
        """The answer for this person."""


def of_fact(screened: Screened, code: str, is_true: Callable[[Value], bool]) -> Verdict:
    """A verdict on one fact: unknown stays unknown, "does not apply" is no."""
    known = screened.known(code)
    if not known.applies:
        return Verdict(is_true=False, used=(known.used,))
    if known.missing is not None:
        return Verdict(is_true=None, unknown=(known.missing,))
    return Verdict(is_true=is_true(known.value), used=(known.used,))


@dataclass(frozen=True)
class OfOneFact:
    """What every condition on one fact shares."""

    code: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.code})


@dataclass(frozen=True)
class Yes(OfOneFact):
    """The fact is a known yes."""

    def look(self, screened: Screened) -> Verdict:
        return of_fact(screened, self.code, lambda value: value is True)


@dataclass(frozen=True)
class OneOf(OfOneFact):
    """The choice is one of these."""

    values: frozenset[str]

    def look(self, screened: Screened) -> Verdict:
        return of_fact(screened, self.code, lambda value: value in self.values)


@dataclass(frozen=True)
class AtLeast(OfOneFact):
    """The number is at or above a limit: the name of a setting, or a number that nobody sets."""

    limit: str | int

    def look(self, screened: Screened) -> Verdict:
        limit = limit_of(screened, self.limit)
        return of_fact(screened, self.code, lambda value: number(value) >= limit)


@dataclass(frozen=True)
class Above(OfOneFact):
    """The number is above a limit."""

    limit: str | int

    def look(self, screened: Screened) -> Verdict:
        limit = limit_of(screened, self.limit)
        return of_fact(screened, self.code, lambda value: number(value) > limit)


@dataclass(frozen=True)
class Below(OfOneFact):
    """The number is below a limit."""

    limit: str | int

    def look(self, screened: Screened) -> Verdict:
        limit = limit_of(screened, self.limit)
        return of_fact(screened, self.code, lambda value: number(value) < limit)


@dataclass(frozen=True)
class WithinDays(OfOneFact):
    """The day lies so many days, weeks or calendar months back or less. The limit is inside."""

    limit: str | int
    """The name of a setting that ends in `_days`, `_weeks` or `_months`; a number means days."""

    def look(self, screened: Screened) -> Verdict:
        first = _first_day(screened, self.limit)
        return of_fact(screened, self.code, lambda value: _day(value) >= first)


@dataclass(frozen=True)
class LessThanAgo(OfOneFact):
    """The moment is nearer than the limit: at the limit the wait is over."""

    limit: str
    """The name of a setting that ends in `_hours` or `_minutes`."""

    def look(self, screened: Screened) -> Verdict:
        limit = span_of(screened, self.limit)
        return of_fact(screened, self.code, lambda value: screened.at - _moment(value) < limit)


@dataclass(frozen=True)
class MoreThanAgo(OfOneFact):
    """The moment is further back than the limit: at the limit it still counts."""

    limit: str

    def look(self, screened: Screened) -> Verdict:
        limit = span_of(screened, self.limit)
        return of_fact(screened, self.code, lambda value: screened.at - _moment(value) > limit)


@dataclass(frozen=True)
class AnyOf:
    """At least one of these."""

    conditions: tuple[Condition, ...]

    @property
    def facts(self) -> frozenset[str]:
        return frozenset().union(*(one.facts for one in self.conditions))

    def look(self, screened: Screened) -> Verdict:
        verdicts = [one.look(screened) for one in self.conditions]
        true = [one for one in verdicts if one.is_true]
        if true:
            return Verdict(is_true=True, used=_joined(one.used for one in true))
        if any(one.is_true is None for one in verdicts):
            return Verdict(is_true=None, unknown=_joined(one.unknown for one in verdicts))
        return Verdict(is_true=False, used=_joined(one.used for one in verdicts))


@dataclass(frozen=True)
class AllOf:
    """Every one of these. Only the first unknown is named: the rest may not matter."""

    conditions: tuple[Condition, ...]

    @property
    def facts(self) -> frozenset[str]:
        return frozenset().union(*(one.facts for one in self.conditions))

    def look(self, screened: Screened) -> Verdict:
        verdicts = [one.look(screened) for one in self.conditions]
        false = [one for one in verdicts if one.is_true is False]
        if false:
            return Verdict(is_true=False, used=_joined(one.used for one in false))
        missing = next((one.unknown for one in verdicts if one.is_true is None), None)
        if missing is not None:
            return Verdict(is_true=None, unknown=missing)
        return Verdict(is_true=True, used=_joined(one.used for one in verdicts))


@dataclass(frozen=True)
class Not:
    """The opposite; not known stays not known."""

    condition: Condition

    @property
    def facts(self) -> frozenset[str]:
        return self.condition.facts

    def look(self, screened: Screened) -> Verdict:
        verdict = self.condition.look(screened)
        opposite = None if verdict.is_true is None else not verdict.is_true
        return Verdict(is_true=opposite, used=verdict.used, unknown=verdict.unknown)


def any_of(*conditions: Condition) -> AnyOf:
    return AnyOf(conditions)


def all_of(*conditions: Condition) -> AllOf:
    return AllOf(conditions)


def yes(*codes: str) -> AnyOf:
    """Any of these facts is a known yes."""
    return AnyOf(tuple(Yes(code) for code in codes))


def limit_of(screened: Screened, limit: str | int) -> Decimal:
    return screened.settings.number(limit) if isinstance(limit, str) else Decimal(limit)


def number(value: Value) -> Decimal:
    if isinstance(value, (Decimal, int)):
        return Decimal(value)
    raise FactOfWrongKind(f"{value!r} is no number.")


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    next_month = date(year + month // 12, month % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _first_day(screened: Screened, limit: str | int) -> date:
    amount = int(limit_of(screened, limit))
    today = screened.at.date()
    if isinstance(limit, str) and limit.endswith("_months"):
        return months_before(today, amount)
    weeks = isinstance(limit, str) and limit.endswith("_weeks")
    return today - timedelta(days=amount * (7 if weeks else 1))


def _day(value: Value) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise FactOfWrongKind(f"{value!r} is no day.")


def _moment(value: Value) -> datetime:
    if isinstance(value, datetime):
        return value
    raise FactOfWrongKind(f"{value!r} is no moment.")


def span_of(screened: Screened, limit: str) -> timedelta:
    number = float(screened.settings.number(limit))
    return timedelta(minutes=number) if limit.endswith("_minutes") else timedelta(hours=number)


def _joined(groups: Iterable[tuple[Each, ...]]) -> tuple[Each, ...]:
    """All of them, each once, in order."""
    return tuple(dict.fromkeys(one for group in groups for one in group))
