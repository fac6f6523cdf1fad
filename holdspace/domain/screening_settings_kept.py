"""A clinic's screening settings as plain data, and back into what the rules can stand today.

What was kept may be older than the program: a number whose bounds have moved, a severity that is
not the clinic's any more, a rule that is gone. The default counts in its place, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeVar

from holdspace.domain.screening import check_severities
from holdspace.domain.screening_settings import NUMBERS, ScreeningSettings, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Read = TypeVar("Read", Decimal, Severity)

SET_BEFORE_A_SESSION = frozenset({
    "solids_hours", "solids_by_mouth_hours", "solids_esketamine_hours", "liquids_minutes",
    "liquids_esketamine_minutes", "alcohol_hours", "nasal_spray_minutes",
})  # fmt: skip
"""These have one place, the clinic's own times before a session: what a person is told is what the
day-of check asks for. They are not set a second time."""
MAY_BE_SET = tuple(one for one in NUMBERS if one.name not in SET_BEFORE_A_SESSION)


@dataclass(frozen=True, kw_only=True)
class KeptSettings:
    """What counts now of settings that were kept, and what does not: its name and what was kept."""

    settings: ScreeningSettings
    not_taken: tuple[tuple[str, str], ...] = ()


def settings_as_data(settings: ScreeningSettings) -> dict[str, object]:
    """Everything a clinic may set, defaults too: what was signed for is what stands."""
    return {
        "numbers": {one.name: f"{settings.number(one.name):f}" for one in MAY_BE_SET},
        "age_high_years": settings.age_high_years,
        "has_paediatric_protocol": settings.has_paediatric_protocol,
        "scale_pack": sorted(settings.scale_pack),
        "diazepam_table": {name: f"{mg:f}" for name, mg in sorted(settings.diazepam_table.items())},
        "severities": {key: one.value for key, one in sorted(settings.severities.items())},
        "absolute_may_pass": settings.absolute_may_pass,
    }


def settings_from_data(data: Mapping[str, object], version: int) -> KeptSettings:
    """What `settings_as_data` kept. Never raises for what was once allowed."""
    given = ScreeningSettings()
    left_out: list[tuple[str, str]] = []
    numbers = _each(_texts(data.get("numbers")), left_out, _number)
    severities = _each(_texts(data.get("severities")), left_out, _severity)
    table = {
        name: Decimal(text) for name, text in _texts(data.get("diazepam_table")).items()
    } or dict(given.diazepam_table)
    pack, age = data.get("scale_pack"), data.get("age_high_years")
    settings = ScreeningSettings(
        numbers=numbers,
        age_high_years=age if isinstance(age, int) else None,
        has_paediatric_protocol=data.get("has_paediatric_protocol") is True,
        scale_pack=frozenset(map(str, pack)) if isinstance(pack, list) else given.scale_pack,
        diazepam_table=table,
        severities=severities,
        absolute_may_pass=data.get("absolute_may_pass") is True,
        version=version,
    )
    return KeptSettings(settings=settings, not_taken=tuple(left_out))


def _texts(data: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}


def _each(
    kept: Mapping[str, str], left_out: list[tuple[str, str]], read: Callable[[str, str], Read]
) -> dict[str, Read]:
    """What can still be read; what cannot is put into `left_out`."""
    found: dict[str, Read] = {}
    for name, text in kept.items():
        try:
            found[name] = read(name, text)
        except (ValueError, InvalidOperation):
            left_out.append((name, text))
    return found


def _number(name: str, text: str) -> Decimal:
    value = Decimal(text)
    ScreeningSettings(numbers={name: value})
    return value


def _severity(key: str, text: str) -> Severity:
    severity = Severity(text)
    check_severities(ScreeningSettings(severities={key: severity}))
    return severity
