"""Sessions, their log, monitors, what they sent and say, chairs and who hears them, as rows."""

from holdspace.pathway.dosing_session.models.help import ChairDevice, HelpListener
from holdspace.pathway.dosing_session.models.monitor import (
    MessageResolved,
    Monitor,
    MonitorAssignment,
    MonitorMessage,
    VitalsSample,
)
from holdspace.pathway.dosing_session.models.session import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.models.signal import (
    MonitorDoubt,
    SignalShown,
    SoundSetting,
)
from holdspace.pathway.dosing_session.models.signed_document import SignedDocument

__all__ = [
    "ChairDevice",
    "DosingSession",
    "HelpListener",
    "MessageResolved",
    "Monitor",
    "MonitorAssignment",
    "MonitorDoubt",
    "MonitorMessage",
    "SessionEvent",
    "SignalShown",
    "SignedDocument",
    "SoundSetting",
    "VitalsSample",
]
