"""The person in the chair calls for help: the chair made ready, the call, who comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from holdspace.domain.session_event_body import Body


@dataclass(frozen=True, kw_only=True)
class ChairSet(Body):
    """The help button lies beside the person, and the physical bell is named."""

    bell: str
    """What rings without any of this: the bell, the cord, or the voice through an open door."""
    demonstrated: bool
    """The person pressed the button themselves, and saw what it says."""


@dataclass(frozen=True, kw_only=True)
class HelpCalled(Body):
    """The person pressed the button. Written from the chair: it has no author among the staff."""


@dataclass(frozen=True, kw_only=True)
class HelpAnswered(Body):
    """A member of staff said that they are coming."""

    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class HelpNotReached(Body):
    """Nobody came forward in time. Written by the server; the call goes on ringing."""

    call_id: UUID
    reason: Literal["nobody_listening", "nobody_answered"]
