"""The form of a device that posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.forms import MonitorForm

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor


class PostingMonitorForm(MonitorForm):
    """A monitor that nobody has heard yet, because nothing is heard without its token."""

    def __init__(self, actor: Actor, *args: object, now: datetime, **more: object) -> None:
        super().__init__(actor, *args, now=now, **more)
        # It has never stood anywhere.
        del self.fields["since"]
