"""Each family's sample messages, written by us in the monitor's shape, and what each becomes."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from holdspace.interfaces.monitors.manifest import families


@dataclass(frozen=True, slots=True)
class SampleMessage:
    family: str
    """The folder."""
    name: str
    raw: bytes
    becomes: dict[str, Any]
    """As `<name>.json` beside it says."""


def sample_messages() -> list[SampleMessage]:
    """Those of every family there is: `samples/<name>.hl7` in its folder, a line a segment."""
    return [sample for folder in sorted(families()) for sample in _of(folder)]


def _of(folder: str) -> list[SampleMessage]:
    samples = files(f"holdspace.interfaces.monitors.{folder}") / "samples"
    if not samples.is_dir():
        return []
    names = sorted(entry.name for entry in samples.iterdir() if entry.name.endswith(".hl7"))
    return [
        SampleMessage(
            family=folder,
            name=name.removesuffix(".hl7"),
            raw=(samples / name).read_text(encoding="utf-8").replace("\n", "\r").encode(),
            becomes=json.loads((samples / name.replace(".hl7", ".json")).read_text()),
        )
        for name in names
    ]
