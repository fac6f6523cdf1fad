"""A screened person and the findings as plain data for a JSON column, and back, without loss.

What is kept is what was judged: facts, medicines, the clinic's numbers, and each rule's version.
So a decision can be judged again by later rules and compared.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from holdspace.domain.medicines import MedicineTaken
from holdspace.domain.screening_case import Screened, Stated, Value
from holdspace.domain.screening_rule import Finding
from holdspace.domain.screening_settings import ScreeningSettings
from holdspace.domain.session_event_body import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FORMAT = 1
"""Raised when the shape changes; an older shape is then read by its own function."""

_FINDING = TypeAdapter(Finding)
_MEDICINE = TypeAdapter(MedicineTaken)
_SETTINGS = TypeAdapter(ScreeningSettings)


class NotScreeningData(ValueError):
    """This is not what `as_data` wrote, or it is of a format we do not know."""


def as_data(screened: Screened) -> dict[str, object]:
    """Everything the rules looked at."""
    return {
        "format": FORMAT,
        "product": screened.product,
        "route": screened.route.value,
        "region": screened.region,
        "age_years": screened.age_years,
        "at": screened.at.isoformat(),
        "at_home": screened.at_home,
        "stated": {code: _stated_as_data(one) for code, one in screened.stated.items()},
        "medicines": None
        if screened.medicines is None
        else [_MEDICINE.dump_python(one, mode="json") for one in screened.medicines],
        "medicines_as_of": _moment_as_data(screened.medicines_as_of),
        "medicines_source": screened.medicines_source,
        "settings": _settings_as_data(screened.settings),
    }


def from_data(data: Mapping[str, object]) -> Screened:
    """What `as_data` kept. Raises NotScreeningData, or NoSuchFact for a fact that is gone."""
    if data.get("format") != FORMAT:
        raise NotScreeningData(f"Format {data.get('format')!r} is not {FORMAT}.")
    stated, medicines, age = data["stated"], data["medicines"], data["age_years"]
    if not isinstance(stated, dict) or not isinstance(medicines, (list, type(None))):
        raise NotScreeningData("Facts or medicines are missing.")
    if age is not None and not isinstance(age, int):
        raise NotScreeningData("The age is no number.")
    return Screened(
        product=str(data["product"]),
        route=Route(str(data["route"])),
        region=str(data["region"]),
        age_years=age,
        stated={code: _stated_from_data(one) for code, one in stated.items()},
        medicines=None
        if medicines is None
        else tuple(_MEDICINE.validate_python(one) for one in medicines),
        at=datetime.fromisoformat(str(data["at"])),
        settings=_SETTINGS.validate_python(data["settings"]),
        at_home=bool(data["at_home"]),
        medicines_as_of=_moment_from_data(data["medicines_as_of"]),
        medicines_source=str(data["medicines_source"]),
    )


def findings_as_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    return [_FINDING.dump_python(one, mode="json") for one in findings]


def findings_from_data(data: Sequence[object]) -> tuple[Finding, ...]:
    return tuple(_FINDING.validate_python(one) for one in data)


def _settings_as_data(settings: ScreeningSettings) -> dict[str, object]:
    """All numbers in force, defaults too: a default may change. Sets are put in order."""
    data: dict[str, object] = _SETTINGS.dump_python(settings, mode="json")
    return {**data, "scale_pack": sorted(settings.scale_pack)}


def _stated_as_data(stated: Stated) -> dict[str, object]:
    kind, value = value_as_data(stated.value)
    return {
        "kind": kind,
        "value": value,
        "as_of": _moment_as_data(stated.as_of),
        "source": stated.source,
    }


def _stated_from_data(data: Mapping[str, object]) -> Stated:
    return Stated(
        value=value_from_data(str(data["kind"]), data["value"]),
        as_of=_moment_from_data(data["as_of"]),
        source=str(data["source"]),
    )


def value_as_data(value: Value) -> tuple[str, object]:
    """A value with the name of its type, so that 1, "1" and yes stay apart."""
    match value:
        case None | bool():
            return ("unknown" if value is None else "yes_no"), value
        case Decimal() | int():
            return "number", f"{Decimal(value):f}"
        case str():
            return "text", value
        case tuple():
            return "choices", list(value)
        case _:
            kind = "moment" if isinstance(value, datetime) else "date"
            return kind, value.isoformat()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise NotScreeningData("Choices are a list.")
    return tuple(str(one) for one in value)


READ: Mapping[str, Callable[[object], Value]] = MappingProxyType({
    "unknown": lambda _: None,
    "yes_no": bool,
    "number": lambda text: Decimal(str(text)),
    "text": str,
    "choices": _texts,
    "moment": lambda text: datetime.fromisoformat(str(text)),
    "date": lambda text: date.fromisoformat(str(text)),
})  # fmt: skip


def value_from_data(kind: str, value: object) -> Value:
    if kind not in READ:
        raise NotScreeningData(f"There is no kind of value called {kind!r}.")
    return READ[kind](value)


def _moment_as_data(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment_from_data(data: object) -> datetime | None:
    return None if data is None else datetime.fromisoformat(str(data))
