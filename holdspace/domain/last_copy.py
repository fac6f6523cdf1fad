"""When a copy of the record was last made, and when that is too long ago.

A design default, no clinical number: a copy each night, and one missed night may pass.
"""

from __future__ import annotations

from datetime import datetime, timedelta

WARN_AFTER = timedelta(days=2)


def warning(made_at: datetime | None, now: datetime) -> str | None:
    """What whoever runs the site should hear; None when the last copy is young enough."""
    if made_at is None:
        return (
            "No copy of the record is known here. If this machine is lost, so is the record. Tell"
            " who runs the site today."
        )
    if now - made_at <= WARN_AFTER:
        return None
    return (
        f"The last copy of the record is {(now - made_at).days} days old. What was charted since"
        " would be lost with this machine. Tell who runs the site today."
    )
