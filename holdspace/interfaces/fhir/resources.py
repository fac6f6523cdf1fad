"""The parts of a FHIR R4 Observation and Bundle that are read here; the rest stays in the message.

Names are FHIR's own in our spelling; what is not named is skipped, however it looks.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

NOTHING = msgspec.Raw(b"")


class Resource(msgspec.Struct, frozen=True, rename="camel"):
    """Shared by all parts: the wire's names are in camel case."""


class Coding(Resource, frozen=True):
    system: str = ""
    code: str = ""
    display: str = ""


class CodeableConcept(Resource, frozen=True):
    coding: tuple[Coding, ...] = ()
    text: str = ""


class Quantity(Resource, frozen=True):
    value: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    system: str = ""
    code: str = ""


class Period(Resource, frozen=True):
    start: str = ""
    end: str = ""


class Identifier(Resource, frozen=True):
    system: str = ""
    value: str = ""


class Reference(Resource, frozen=True):
    reference: str = ""
    type: str = ""
    display: str = ""
    identifier: Identifier | None = None


class Meta(Resource, frozen=True):
    security: tuple[Coding, ...] = ()
    tag: tuple[Coding, ...] = ()


class HumanName(Resource, frozen=True):
    family: str = ""
    given: tuple[str, ...] = ()
    text: str = ""


class Patient(Resource, frozen=True):
    """As it may lie inside an Observation; one that is sent by itself is not taken."""

    id: str = ""
    identifier: tuple[Identifier, ...] = ()
    name: tuple[HumanName, ...] = ()
    birth_date: str = ""


class Component(Resource, frozen=True, kw_only=True):
    """One value of an observation that holds several: the two pressures of a cuff."""

    code: CodeableConcept
    value_quantity: Quantity | None = None
    value_integer: int | None = None
    value_string: str | None = None
    data_absent_reason: CodeableConcept | None = None
    interpretation: tuple[CodeableConcept, ...] = ()


class Observation(Component, frozen=True, kw_only=True):
    resource_type: str
    status: str
    id: str = ""
    identifier: tuple[Identifier, ...] = ()
    meta: Meta | None = None
    contained: tuple[msgspec.Raw, ...] = ()
    subject: Reference | None = None
    device: Reference | None = None
    effective_date_time: str = ""
    effective_instant: str = ""
    effective_period: Period | None = None
    effective_timing: msgspec.Raw = NOTHING
    component: tuple[Component, ...] = ()

    @property
    def name(self) -> str:
        """What the sender calls it: its first identifier, or its id."""
        return next((one.value for one in self.identifier if one.value), self.id)


class EntryRequest(Resource, frozen=True):
    method: str = ""
    url: str = ""


class Entry(Resource, frozen=True):
    resource: msgspec.Raw = NOTHING
    request: EntryRequest | None = None


class Bundle(Resource, frozen=True, kw_only=True):
    resource_type: str
    type: str
    id: str = ""
    identifier: Identifier | None = None
    entry: tuple[Entry, ...] = ()


class Kind(Resource, frozen=True):
    """What a resource says of itself, read before the rest of it."""

    resource_type: str = ""
