"""Tests that live at the machine's own time: their clinic is where it is afternoon.

What is asked on the day is asked again after midnight; a test that begins an hour ago must not
depend on the hour at which somebody runs it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from holdspace.clinic.context import clinic_context

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

AFTERNOON = 15
FARTHEST_EAST = 14


def in_the_afternoon(cast: Cast) -> Cast:
    """The same clinic, in a zone in which it is between three and four."""
    east = AFTERNOON - datetime.now(UTC).hour
    if east > FARTHEST_EAST:
        east -= 24
    with clinic_context(cast.clinic.id):
        cast.clinic.time_zone = f"Etc/GMT{-east:+d}" if east else "Etc/GMT"
        cast.clinic.save(update_fields=["time_zone"])
    return cast
