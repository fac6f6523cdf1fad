"""Reads protocol files. Every file is read and checked before any is listed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from holdspace.domain.protocol_complaints import Nonsense
from holdspace.domain.protocol_sense import ProtocolMakesNoSense, read_protocol

if TYPE_CHECKING:
    from collections.abc import Hashable

    from holdspace.domain.protocol import Protocol

FOLDER = Path(__file__).parent
# Ten times as quick where it was built; both read the same.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownProtocol(LookupError):
    """There is no protocol of that name and version."""


class _ExactLoader(_Loader):  # type: ignore[misc, valid-type]
    """Plain YAML, but a decimal number stays as it was written, and no key is there twice."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - PyYAML's signature
    ) -> dict[Hashable, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"{', '.join(twice)} is there twice", node.start_mark
            )
        mapped: dict[Hashable, object] = super().construct_mapping(node, deep)
        return mapped


def _exact_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    written = str(loader.construct_scalar(node))
    try:
        return Decimal(written)
    except InvalidOperation as wrong:
        raise yaml.constructor.ConstructorError(
            None, None, f"{written} is not a decimal number", node.start_mark
        ) from wrong


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _exact_number)


def protocol_from_yaml(text: str, path: str) -> Protocol:
    """A protocol from the text of a file. Raises ProtocolMakesNoSense: file, place, why."""
    try:
        data = yaml.load(text, Loader=_ExactLoader)  # noqa: S506 - a SafeLoader underneath
    except yaml.MarkedYAMLError as unreadable:
        mark = unreadable.problem_mark
        place = f"line {mark.line + 1}" if mark else "somewhere"
        wrong = Nonsense(place=place, why=unreadable.problem or "is not YAML")
        raise ProtocolMakesNoSense(path, (wrong,)) from unreadable
    return read_protocol(data, path)


@cache
def available_protocols() -> tuple[tuple[str, int], ...]:
    """Every name and version there is, in order."""
    files = FOLDER.glob("*/*.yaml")
    return tuple(sorted((file.parent.name, int(file.stem)) for file in files))


def latest_version(name: str) -> int:
    """The newest version of a protocol. Raises UnknownProtocol."""
    versions = [version for each, version in available_protocols() if each == name]
    if not versions:
        raise UnknownProtocol(f"There is no protocol {name}.")
    return max(versions)


@cache
def load_protocol(name: str, version: int) -> Protocol:
    """One version of one protocol. Raises UnknownProtocol, ProtocolMakesNoSense."""
    if (name, version) not in available_protocols():
        raise UnknownProtocol(f"There is no protocol {name} version {version}.")
    file = FOLDER / name / f"{version}.yaml"
    shown = f"{name}/{version}.yaml"
    protocol = protocol_from_yaml(file.read_text(encoding="utf-8"), shown)
    if (protocol.name, protocol.version) != (name, version):
        wrong = Nonsense(
            place="name, version", why=f"are {protocol.name} {protocol.version}, not the file's"
        )
        raise ProtocolMakesNoSense(shown, (wrong,))
    return protocol
