"""What a PIN must be, on a room's tablet as on a person's own phone."""

from __future__ import annotations

import re

A_PIN = re.compile(r"[0-9]{6,12}", re.ASCII)
RUNS = ("01234567890123", "98765432109876")


class WeakPin(Exception):
    """A PIN that anybody would try first, or that is none. The message is a sentence."""


def refuse_weak(pin: str) -> None:
    """Raises WeakPin."""
    if not A_PIN.fullmatch(pin):
        raise WeakPin("A PIN has six to twelve digits.")
    if len(set(pin)) == 1 or any(pin in run for run in RUNS):
        raise WeakPin("This one is tried first by anybody. Choose digits that make no row.")
