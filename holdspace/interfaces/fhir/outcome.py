"""Writes an OperationOutcome, and the answer to a Bundle: what a sender is told in words."""

from __future__ import annotations

import json
from typing import Literal

Severity = Literal["information", "warning", "error", "fatal"]


def outcome(severity: Severity, code: str, words: str) -> dict[str, object]:
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": severity, "code": code, "diagnostics": words}],
    }


def bundle_response(kind: str, answers: list[tuple[int, dict[str, object]]]) -> dict[str, object]:
    """One status and outcome for each entry, in the order in which they came."""
    return {
        "resourceType": "Bundle",
        "type": f"{kind}-response",
        "entry": [
            {"response": {"status": str(status), "outcome": said}} for status, said in answers
        ],
    }


def as_bytes(resource: dict[str, object]) -> bytes:
    return json.dumps(resource, ensure_ascii=False).encode()
