"""What a folder here says about its family of monitors, and how the folders are found."""

from collections.abc import Callable, Mapping
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
    supported_models: tuple[str, ...]
    """With how far that was tried."""
    recognised_by: str
    """For a reader, in words."""
    recognises: Callable[[Message], int]
    """0 = not ours. The family with the highest answer translates the message."""
    translate: Translate
    known_limits: tuple[str, ...]


_PACKAGE = "holdspace.interfaces.monitors"


@cache
def families() -> Mapping[str, Manifest]:
    """By folder: every one beside this file that has a `manifest.py` with a `MANIFEST`."""
    return {
        folder.name: _manifest_in(f"{_PACKAGE}.{folder.name}.manifest")
        for folder in iter_modules(import_module(_PACKAGE).__path__)
        if folder.ispkg and find_spec(f"{_PACKAGE}.{folder.name}.manifest")
    }


def family_of(message: Message) -> Manifest:
    """Raises UnknownMonitor with a sentence when none, or more than one, says that it is theirs."""
    answers = [(family.recognises(message), family) for family in families().values()]
    highest = max(answer for answer, _ in answers)
    if highest == 0:
        raise UnknownMonitor(f"no family of monitors here reads {_coded_in(message)}")
    best = [family for answer, family in answers if answer == highest]
    if len(best) > 1:
        names = " and ".join(family.name for family in best)
        raise UnknownMonitor(f"this could be a message of more than one family: {names}")
    return best[0]


def _coded_in(message: Message) -> str:
    """What the codes of a message are of, for a person to read."""
    systems = {obx.component(3, 3)[:20] for obx in message.named("OBX")}
    named = ", ".join(sorted(system for system in systems if system)[:5])
    return f"observations coded in {named}" if named else "observations without a code system"


def _manifest_in(name: str) -> Manifest:
    manifest = import_module(name).MANIFEST
    if not isinstance(manifest, Manifest):
        raise TypeError(f"{name}.MANIFEST is not a Manifest")
    return manifest
