"""Reads what a device posts: one Observation, or a Bundle of them. Pure; the bytes are all it sees.

A `transaction` and a `collection` are taken whole or not at all, a `batch` entry by entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec

from holdspace.interfaces.fhir.resources import Bundle, Entry, Kind, Observation, Patient

MOST_ENTRIES = 2000
STATUSES = frozenset(
    {
        "registered", "preliminary", "final", "amended", "corrected", "cancelled",
        "entered-in-error", "unknown",
    }
)  # fmt: skip
_METHODS = frozenset({"POST", "PUT"})

BundleKind = Literal["transaction", "batch", "collection"]
BUNDLES: tuple[BundleKind, ...] = ("transaction", "batch", "collection")

IssueCode = Literal["structure", "not-supported", "invalid", "required", "too-long"]
Part = TypeVar("Part")


class NotFhir(ValueError):
    """The body cannot be taken; the words say why, the code is that of FHIR's IssueType."""

    def __init__(self, words: str, code: IssueCode = "invalid") -> None:
        super().__init__(words)
        self.code: IssueCode = code


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of a batch that is not taken, and why."""

    words: str
    code: IssueCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A body as it was understood."""

    kind: Literal["Observation"] | BundleKind
    entries: tuple[Observation | Refused, ...]
    """In the order of the Bundle; the one Observation when it came alone."""
    name: str = ""
    """What the sender calls the whole."""

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(one for one in self.entries if isinstance(one, Observation))

    @property
    def refused(self) -> tuple[tuple[int, Refused], ...]:
        """With the number of each, counted from one."""
        return tuple(
            (number, one)
            for number, one in enumerate(self.entries, start=1)
            if isinstance(one, Refused)
        )


def parse_body(raw: bytes) -> Posted:
    """Raises NotFhir, and nothing else whatever the bytes are."""
    kind = _read(raw, Kind, "the body").resource_type
    if kind == "Observation":
        observation = _observation(raw)
        return Posted(kind="Observation", entries=(observation,), name=observation.name)
    if kind == "Bundle":
        return _bundle(_read(raw, Bundle, "the Bundle"))
    if not kind:
        raise NotFhir("the body has no resourceType: send an Observation or a Bundle", "required")
    raise NotFhir(
        f"{kind[:40]} is not taken here: send an Observation or a Bundle of them", "not-supported"
    )


def _bundle(bundle: Bundle) -> Posted:
    kind = next((one for one in BUNDLES if one == bundle.type), None)
    if kind is None:
        taken = ", ".join(BUNDLES)
        raise NotFhir(
            f"a Bundle of type {bundle.type[:40]} is not taken here: {taken} are", "not-supported"
        )
    if not bundle.entry:
        raise NotFhir("the Bundle holds no entry", "required")
    if len(bundle.entry) > MOST_ENTRIES:
        raise NotFhir(f"the Bundle holds more than {MOST_ENTRIES} entries", "too-long")
    entries = tuple(_entry(one, number) for number, one in enumerate(bundle.entry, start=1))
    first = next((one for one in entries if isinstance(one, Refused)), None)
    if first and (kind != "batch" or not any(isinstance(e, Observation) for e in entries)):
        raise NotFhir(first.words, first.code)
    name = bundle.identifier.value if bundle.identifier else ""
    return Posted(
        kind=kind,
        entries=entries,
        name=name or bundle.id,
    )


def _entry(entry: Entry, number: int) -> Observation | Refused:
    try:
        return _taken(entry)
    except NotFhir as refusal:
        return Refused(f"entry {number}: {refusal}", refusal.code)


def _taken(entry: Entry) -> Observation:
    method = entry.request.method if entry.request else "POST"
    if method not in _METHODS:
        raise NotFhir(f"{method[:10] or 'a request without a method'} is not taken, POST is")
    raw = bytes(entry.resource)
    if not raw:
        raise NotFhir("it holds no resource", "required")
    kind = _read(raw, Kind, "the resource").resource_type
    if kind != "Observation":
        raise NotFhir(f"{kind[:40] or 'a resource without a type'} is not taken, Observation is")
    return _observation(raw)


def _observation(raw: bytes) -> Observation:
    observation = _read(raw, Observation, "the Observation")
    if observation.status not in STATUSES:
        raise NotFhir(f"{observation.status[:40]} is no status of an Observation")
    if not (observation.code.coding or observation.code.text):
        raise NotFhir("the Observation does not say what it observed: its code is empty")
    for one in observation.contained:
        if _read(one, Kind, "a contained resource").resource_type == "Patient":
            _read(one, Patient, "the contained Patient")
    if bytes(observation.effective_timing):
        raise NotFhir(
            "effectiveTiming is not read here: send effectiveDateTime, effectiveInstant or "
            "effectivePeriod",
            "not-supported",
        )
    return observation


def _read(raw: bytes, kind: type[Part], what: str) -> Part:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        raise NotFhir(f"{what} cannot be read: {_without_values(error)}", "structure") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NotFhir("the body is not JSON", "structure") from None
    except RecursionError:
        raise NotFhir("the body is nested too deeply", "structure") from None


def _without_values(error: msgspec.ValidationError) -> str:
    """The library names types, fields and places; what was sent in them is not said back."""
    return str(error).replace("`", "'")[:200]
