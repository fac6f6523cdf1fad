"""A person about whom everything is known and nothing speaks against a dose; changed fact by fact.

`harmless` and `harmless_today` are for tests of other stages too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from holdspace.domain.medicines import MedicineTaken, normalise
from holdspace.domain.screening import Screened, Stated, Value
from holdspace.domain.screening_facts import FACTS, Section
from holdspace.domain.session_event_body import Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.domain.screening import Finding, Severity

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
TODAY = NOW.date()

_OTHERWISE: dict[str, Value] = {
    "allergies_listed_all": True,
    "audit_c_score": 0,
    "capacity_to_consent": True,
    "ecg_on": date(2026, 11, 1),
    "height_cm": Decimal(170),
    "medicines_listed_all": True,
    "openness": "curious",
    "phq9_item9": 0,
    "resting_diastolic": 75,
    "resting_oxygen": 98,
    "resting_systolic": 120,
    "sex_for_scoring": "female",
    "cannabis_use": "never",
    "stop_bang_points": 1,
    "suicide_tier": "none",
    "weight_kg": Decimal(70),
    "repeated_doses_planned": True,
    "alt_times": Decimal("0.8"),
    "ast_times": Decimal("0.8"),
    "bilirubin_times": Decimal("0.8"),
}
"""Where the harmless answer is not "no"."""

_TODAY_OTHERWISE: dict[str, Value] = {
    "escort_named": True,
    "escort_phone_noted": True,
    "vitals_taken_today": True,
    "suicide_tier_today": "none",
    "consent_current": True,
    "preferences_confirmed": True,
    "scales_done": True,
    "rems_enrolled": True,
    "rems_site_certified": True,
}


def harmless(now: datetime) -> dict[str, Stated]:
    """Every fact that applies before the decision, answered just now."""
    asked = [fact for fact in FACTS if fact.section is not Section.DAY]
    return _stated(now, _values(asked, _OTHERWISE))


def harmless_today(now: datetime) -> dict[str, Stated]:
    """Every fact of the day: fasted, nothing taken, vital signs just recorded."""
    moments = {
        "last_meal_at": now - timedelta(hours=12),
        "last_drink_at": now - timedelta(hours=3),
        "vitals_at": now - timedelta(minutes=5),
    }
    asked = [fact for fact in FACTS if fact.section is Section.DAY]
    return _stated(now, _values(asked, {**_TODAY_OTHERWISE, **moments}))


def _values(asked: Iterable[Any], otherwise: dict[str, Value]) -> dict[str, Value]:
    plain = {fact.code: False for fact in asked if fact.kind == "yes_no" and not fact.asked_if}
    return {**plain, **otherwise}


def _stated(now: datetime, values: dict[str, Value]) -> dict[str, Stated]:
    return {code: Stated(value=value, as_of=now, source="Ana") for code, value in values.items()}


def person(facts: dict[str, Value] | None = None, **changes: Any) -> Screened:
    """Racemic into a vein, US, 40 years old, no medicines; facts and fields as changed."""
    plain = Screened(
        product="racemic",
        route=Route.INTRAVENOUS,
        region="us",
        age_years=40,
        stated={**harmless(NOW), **harmless_today(NOW), **_stated(NOW, facts or {})},
        medicines=(),
        medicines_as_of=NOW,
        medicines_source="Ana",
        at=NOW,
    )
    return replace(plain, **changes)


def without(screened: Screened, *codes: str) -> Screened:
    """The same person; nobody has answered these."""
    left = {code: one for code, one in screened.stated.items() if code not in codes}
    return replace(screened, stated=left)


def taking(typed: str, **amount: Any) -> MedicineTaken:
    found = normalise(typed)
    return MedicineTaken(typed=typed, ingredient=found.name if found else None, **amount)


def found(findings: Iterable[Finding]) -> dict[str, Severity]:
    return {finding.rule_id: finding.severity for finding in findings}
