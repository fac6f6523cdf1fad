"""One thing to say about a dose: how grave, in a sentence, from which source, on which inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdspace.domain.protocol import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, kw_only=True)
class DoseFinding:
    """A finding and all that it rests on. `second_clinician`: two named people sign the review."""

    code: str
    severity: Severity
    sentence: str
    source: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    second_clinician: bool = False


def worst(findings: Iterable[DoseFinding]) -> Severity | None:
    """The gravest severity among findings; None when there are none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in found), None)
