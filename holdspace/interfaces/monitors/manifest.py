"""What a folder here says about its family of monitors, and how the folders are found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from holdspace.interfaces.hl7v2.er7 import Message
from holdspace.interfaces.monitors.reading import Translation

Translate = Callable[[Message, tzinfo, datetime], Translation]


class UnknownMonitor(ValueError):
    """No family recognises the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    name: str
    recognised_by: str
    """For a reader, in words."""
    recognises: Callable[[Message], int]
    """0 = not ours. The family with the highest answer translates the message."""
    translate: Translate
    known_limits: tuple[str, ...]


@cache
def families() -> tuple[Manifest, ...]:
    """Every folder beside this file that has a `manifest.py` with a `MANIFEST`."""
    package = "holdspace.interfaces.monitors"
    names = [
        f"{package}.{folder.name}.manifest"
        for folder in iter_modules(import_module(package).__path__)
        if folder.ispkg and find_spec(f"{package}.{folder.name}.manifest")
    ]
    return tuple(_manifest_in(name) for name in sorted(names))


def family_of(message: Message) -> Manifest:
    best = max(families(), key=lambda family: family.recognises(message))
    if best.recognises(message) == 0:
        raise UnknownMonitor("no observation carries a code of a monitor family that is known here")
    return best


def _manifest_in(name: str) -> Manifest:
    manifest = import_module(name).MANIFEST
    if not isinstance(manifest, Manifest):
        raise TypeError(f"{name}.MANIFEST is not a Manifest")
    return manifest
