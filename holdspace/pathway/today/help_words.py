"""What the board says of a call for help, and of what would keep one from being heard."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

OPEN = {
    "ringing": "It rings outside the room",
    "escalated": "Nobody has answered yet",
    "not_reached": "Not reached: the person was told to call out",
}
"""By what a call is at; one that was answered is not among them."""


def rings(panel: dict[str, Any]) -> bool:
    """Whether a call is open. It is overdue until somebody answers it."""
    return _open_call(panel) is not None


def words_of_call(panel: dict[str, Any], now: datetime) -> tuple[str, str]:
    """The call and its age, and what it is at."""
    call = _open_call(panel)
    if call is None:
        return ("", "")
    seconds = max(0, int((now - datetime.fromisoformat(call["at"])) / timedelta(seconds=1)))
    age = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes
    return (f"Help call, {age}", OPEN[call["state"]])


def note_of_help(panel: dict[str, Any], *, begun: bool) -> str:
    """Said before the dose, and afterwards wherever there is a help button at all."""
    is_due = not begun or panel["device"] in {"here", "silent"}
    return " ".join(panel["notices"]) if is_due else ""


def _open_call(panel: dict[str, Any]) -> dict[str, Any] | None:
    return next((call for call in panel["calls"] if call["state"] in OPEN), None)
