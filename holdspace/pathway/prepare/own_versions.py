"""What each form of the companion writes over, as it stands, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.access.stale_forms import Version
from holdspace.pathway.course.queries import goals_of
from holdspace.pathway.prepare.own_forms import own_escort_values
from holdspace.pathway.prepare.queries import escort_of
from holdspace.pathway.prepare.versions import guidance_version, intention_version

if TYPE_CHECKING:
    from holdspace.pathway.course.models import DoseCycle


def own_version(cycle: DoseCycle, what: str) -> Version:
    match what:
        case "intention":
            return intention_version(cycle)
        case "guidance":
            return guidance_version(cycle)
        case "escort":
            escort = escort_of(cycle)
            return Version(values=own_escort_values(escort), entry=escort.pk if escort else "")
        case _:
            return Version(values={"words": goals_of(cycle.course)}, entry="goals")
