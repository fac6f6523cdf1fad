"""What a person can do about messages that wait, or were refused, for one reason."""

from __future__ import annotations

from holdspace.interfaces.monitors.batch import ENDED, NOWHERE
from holdspace.interfaces.monitors.doubt import NAMES_ANOTHER
from holdspace.interfaces.monitors.posted.subject import SEVERAL_PEOPLE
from holdspace.interfaces.monitors.posted.tokens import NO_TOKEN
from holdspace.interfaces.monitors.posted.translate import TAKEN_BACK
from holdspace.pathway.dosing_session.models import MonitorMessage

BY_REASON = {
    NO_TOKEN: "If it is a device of yours, enter its token in it, then settle this.",
    ENDED: "Give the device a new token. If it is none of yours, settle this.",
    NAMES_ANOTHER: "Say above whom it measures. If it is somebody else, settle this.",
    NOWHERE: "Say in which room it stands.",
    SEVERAL_PEOPLE: "Let each monitor post only whom it measures, under its own token.",
}


def what_to_do(*, state: str, reason: str, device_key: str, is_known: bool) -> str:
    if reason in BY_REASON:
        return BY_REASON[reason]
    if reason.startswith(TAKEN_BACK):
        return "Strike that value out in the session's room, then settle this."
    if state == MonitorMessage.State.REFUSED:
        return "The sender was told no. Correct its settings, then settle this."
    if not device_key:
        return "Give the monitor a name in its network settings, then settle this."
    if not is_known:
        return "If it is one of yours, add it and say in which room it stands."
    return "Look at the monitor and at its message, then settle this."
