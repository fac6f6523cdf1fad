"""Conditions on more than one stated fact: age, body mass, how the suicide-risk tier moved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.quantities import body_mass_index, in_words
from holdspace.domain.screening_case import Missing, Used
from holdspace.domain.screening_conditions import Verdict, limit_of, number

if TYPE_CHECKING:
    from holdspace.domain.screening_case import Screened

AGE = "age_years"
"""Not a fact that is asked: it follows from the date of birth."""
TIER_ORDER = ("none", "low", "moderate", "high")


@dataclass(frozen=True)
class AgeFrom:
    """So many years old, or older."""

    limit: str | int

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({AGE})

    def look(self, screened: Screened) -> Verdict:
        age = screened.age_years
        if age is None:
            used = Used(code=AGE, words="Age: the date of birth is not known")
            return Verdict(is_true=None, unknown=(Missing(code=AGE, name="Age", used=used),))
        used = Used(code=AGE, words=f"Age: {age} years", source="date of birth")
        return Verdict(is_true=age >= limit_of(screened, self.limit), used=(used,))


@dataclass(frozen=True)
class AgeFromHighest:
    """Older than the clinic's highest age, where it set one."""

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({AGE})

    def look(self, screened: Screened) -> Verdict:
        highest = screened.settings.age_high_years
        if highest is None:
            return Verdict(is_true=False)
        return AgeFrom(highest + 1).look(screened)


@dataclass(frozen=True)
class HasPaediatricProtocol:
    """The clinic treats people under age by a protocol of its own."""

    @property
    def facts(self) -> frozenset[str]:
        return frozenset()

    def look(self, screened: Screened) -> Verdict:
        return Verdict(is_true=screened.settings.has_paediatric_protocol)


@dataclass(frozen=True)
class BodyMassFrom:
    """Body mass index at or above a limit in kg/m2, from weight and height."""

    limit: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({"weight_kg", "height_cm"})

    def look(self, screened: Screened) -> Verdict:
        weight, height = screened.known("weight_kg"), screened.known("height_cm")
        missing = tuple(one.missing for one in (weight, height) if one.missing is not None)
        if missing:
            return Verdict(is_true=None, unknown=missing)
        index = body_mass_index(number(weight.value), number(height.value))
        used = Used(code="bmi", words=f"Body mass index: {in_words(index, 'kg/m2')}")
        is_true = index >= screened.settings.number(self.limit)
        return Verdict(is_true=is_true, used=(used, weight.used, height.used))


@dataclass(frozen=True)
class ScoreForSexFrom:
    """A score at or above the limit for women or for men; for who is neither, the lower one."""

    code: str
    women: str
    men: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.code, "sex_for_scoring"})

    def look(self, screened: Screened) -> Verdict:
        score, sex = screened.known(self.code), screened.known("sex_for_scoring")
        if not score.applies:
            return Verdict(is_true=False, used=(score.used,))
        if score.missing is not None:
            return Verdict(is_true=None, unknown=(score.missing,))
        low, high = self._limits(screened, sex.value)
        value = number(score.value)
        if low <= value < high and sex.missing is not None:
            return Verdict(is_true=None, unknown=(sex.missing,))
        return Verdict(is_true=value >= low, used=(score.used, sex.used))

    def _limits(self, screened: Screened, sex: object) -> tuple[Decimal, Decimal]:
        """The limit that counts, and the one above which sex makes no difference."""
        women, men = (screened.settings.number(name) for name in (self.women, self.men))
        stricter = min(women, men)
        limit = {"female": women, "male": men}.get(str(sex), stricter)
        return limit, max(women, men)


@dataclass(frozen=True)
class TierMoved:
    """Today's suicide-risk tier against the one before it. Only where both are known.

    That a tier is missing is said by the rules that need it; here it would say it twice.
    """

    is_up: bool
    before: str = "suicide_tier"
    today: str = "suicide_tier_today"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.before, self.today})

    def look(self, screened: Screened) -> Verdict:
        before, today = screened.known(self.before), screened.known(self.today)
        if before.missing is not None or today.missing is not None:
            return Verdict(is_true=False)
        step = TIER_ORDER.index(str(today.value)) - TIER_ORDER.index(str(before.value))
        return Verdict(is_true=step > 0 if self.is_up else step < 0, used=(before.used, today.used))


@dataclass(frozen=True)
class NotedSince:
    """The first fact was stated at or after the second: the answer to a question is on record."""

    code: str
    since: str

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.code, self.since})

    def look(self, screened: Screened) -> Verdict:
        noted, since = screened.known(self.code), screened.known(self.since)
        noted_at, since_at = noted.used.as_of, since.used.as_of
        is_true = (
            noted.missing is None
            and noted_at is not None
            and since_at is not None
            and noted_at >= since_at
        )
        return Verdict(is_true=is_true, used=(noted.used,))
