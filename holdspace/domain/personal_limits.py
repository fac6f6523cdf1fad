"""Limits of one person, stricter than the protocol's; never wider.

They are laid over the protocol that the course is pinned to, so every rule that reads the protocol
reads them: the start gate, the ceilings, what the room says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.dose_finding import DoseFinding
from holdspace.domain.protocol import (
    Ceiling,
    Comparison,
    PressureLimit,
    Protocol,
    Quantity,
    Severity,
    Sourced,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from holdspace.domain.sourced import Unit

SOURCE = "product 0.1 (personal limits are stricter than the protocol, never wider)"
_CEILINGS: tuple[tuple[str, Quantity, Unit], ...] = (
    ("ceiling_mg_per_kg", Quantity.DOSE_MG_PER_KG, "mg/kg"),
    ("ceiling_mg", Quantity.DOSE_MG, "mg"),
)


@dataclass(frozen=True, kw_only=True)
class PersonalLimits:
    """What the prescriber set for this person. None: as the protocol has it."""

    hold_systolic_mmhg: Decimal | None = None
    """At or above this before the dose: not today, unless repeats are lower."""
    hold_diastolic_mmhg: Decimal | None = None
    ceiling_mg_per_kg: Decimal | None = None
    ceiling_mg: Decimal | None = None
    set_by: str = ""

    @property
    def is_any(self) -> bool:
        return any(
            each is not None
            for each in (
                self.hold_systolic_mmhg,
                self.hold_diastolic_mmhg,
                self.ceiling_mg_per_kg,
                self.ceiling_mg,
            )
        )

    @property
    def source(self) -> str:
        return f"personal limit, set by {self.set_by}" if self.set_by else "personal limit"


def limit_findings(protocol: Protocol, limits: PersonalLimits) -> tuple[DoseFinding, ...]:
    """A refusal for each limit that is wider than the protocol's, or that nothing can be under."""
    return (*_pressure_findings(protocol, limits), *_ceiling_findings(protocol, limits))


def _pressure_findings(protocol: Protocol, limits: PersonalLimits) -> Iterator[DoseFinding]:
    rule = protocol.pre_dose_pressure
    pairs = (
        ("systolic", limits.hold_systolic_mmhg, rule.hold_at.systolic, rule.low_below.systolic),
        ("diastolic", limits.hold_diastolic_mmhg, rule.hold_at.diastolic, rule.low_below.diastolic),
    )
    for name, own, hold, low in pairs:
        if own is None:
            continue
        if own > hold.value:
            yield _refuse(f"{name}_wider", f"The protocol holds at {hold.words} {name}: not above.")
        if own <= low.value:
            yield _refuse(f"{name}_too_low", f"Below {low.words} {name} no dose is given anyway.")


def _ceiling_findings(protocol: Protocol, limits: PersonalLimits) -> Iterator[DoseFinding]:
    for name, quantity, unit in _CEILINGS:
        own: Decimal | None = getattr(limits, name)
        if own is None:
            continue
        if own <= 0:
            yield _refuse(f"{name}_too_low", f"A ceiling of {own:f} {unit} lets nothing through.")
        lowest = _lowest_refusal(protocol, quantity)
        if lowest is not None and own > lowest:
            yield _refuse(
                f"{name}_wider", f"The protocol's ceiling is {lowest:f} {unit}: not above."
            )


def _lowest_refusal(protocol: Protocol, quantity: Quantity) -> Decimal | None:
    return min(
        (
            each.limit.value
            for each in protocol.ceilings
            if each.quantity is quantity and each.severity is Severity.REFUSE
        ),
        default=None,
    )


def with_personal_limits(protocol: Protocol, limits: PersonalLimits) -> Protocol:
    """The protocol as it holds for this person: the stricter of the two, each with its source."""
    if not limits.is_any:
        return protocol
    rule = protocol.pre_dose_pressure
    hold = PressureLimit(
        systolic=_stricter(rule.hold_at.systolic, limits.hold_systolic_mmhg, limits.source),
        diastolic=_stricter(rule.hold_at.diastolic, limits.hold_diastolic_mmhg, limits.source),
    )
    own = tuple(
        _ceiling(name, quantity, unit, limits)
        for name, quantity, unit in _CEILINGS
        if getattr(limits, name) is not None
    )
    return protocol.model_copy(
        update={
            "pre_dose_pressure": rule.model_copy(update={"hold_at": hold}),
            "ceilings": (*protocol.ceilings, *own),
        }
    )


def _stricter(limit: Sourced, own: Decimal | None, source: str) -> Sourced:
    if own is None or own >= limit.value:
        return limit
    return Sourced(value=own, unit=limit.unit, source=source)


def _ceiling(name: str, quantity: Quantity, unit: Unit, limits: PersonalLimits) -> Ceiling:
    limit = Sourced(value=getattr(limits, name), unit=unit, source=limits.source)
    return Ceiling(
        code=f"personal_{name}",
        quantity=quantity,
        comparison=Comparison.ABOVE,
        limit=limit,
        severity=Severity.REFUSE,
        sentence=f"The dose is above this person's own ceiling of {limit.words}.",
    )


def _refuse(code: str, sentence: str) -> DoseFinding:
    return DoseFinding(code=code, severity=Severity.REFUSE, sentence=sentence, source=SOURCE)
