"""Whether what an entry points at belongs to the same session. Two sessions never mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.session_events import EntryCorrected
from holdspace.pathway.dosing_session.models import DosingSession, VitalsSample

if TYPE_CHECKING:
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import SessionEvent

POINTERS = {
    "target_id": "The entry to mend is not in this record.",
    "plan_id": "The plan named here is not in this record.",
    "infusion_id": "The infusion named here is not in this record.",
    "call_id": "The help call named here is not in this record.",
    "adverse_event_id": "The adverse event named here is not in this record.",
}
NO_SUCH_SAMPLE = "The monitor's reading named here is not of this session."


def what_is_foreign(body: SessionEvent, session: DosingSession, state: Session) -> str | None:
    """A sentence when an entry names something that is not of this session; else None."""
    for name, sentence in POINTERS.items():
        target = getattr(body, name, None)
        if target is not None and state.entry(target) is None:
            return sentence
    sample_id = getattr(body, "sample_id", None)
    if sample_id is not None and not _is_own_sample(sample_id, session):
        return NO_SUCH_SAMPLE
    if isinstance(body, EntryCorrected):
        return what_is_foreign(body.replacement, session, state)
    return None


def _is_own_sample(sample_id: int, session: DosingSession) -> bool:
    return VitalsSample.objects.of_session(session).filter(id=sample_id).exists()
