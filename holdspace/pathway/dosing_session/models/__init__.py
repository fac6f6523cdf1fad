"""Sessions, their log, monitors and what they sent, as rows."""

from holdspace.pathway.dosing_session.models.monitor import (
    MessageResolved,
    Monitor,
    MonitorAssignment,
    MonitorMessage,
    VitalsSample,
)
from holdspace.pathway.dosing_session.models.session import DosingSession, SessionEvent

__all__ = [
    "DosingSession",
    "MessageResolved",
    "Monitor",
    "MonitorAssignment",
    "MonitorMessage",
    "SessionEvent",
    "VitalsSample",
]
