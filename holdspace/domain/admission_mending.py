"""May the record be mended so? Undo in its window by its author; a correction with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Candidate, Refused
from holdspace.domain.session_events import (
    CorrectableEvent,
    DischargeSigned,
    DosingReleased,
    EntryCorrected,
    EntryUndone,
    HandedOver,
    HelpAnswered,
    HelpCalled,
    HelpNotReached,
    NoteWritten,
    RecordClosed,
    RecordSigned,
    SessionOpened,
    VitalsRescinded,
)
from holdspace.domain.session_standing import may_undo

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.domain.session import Session

NOT_THERE = "The entry to mend is not in this record."

NEVER_UNDONE = (
    SessionOpened, DosingReleased, DischargeSigned, HandedOver, RecordSigned, RecordClosed,
    HelpCalled, HelpAnswered, HelpNotReached,
)  # fmt: skip
"""Acts that others rely on at once: a signature is not a slip of the finger."""


def admit_undo(session: Session, candidate: Candidate, body: EntryUndone) -> Admitted | Refused:
    """By the author, within the window, counted from tap to tap: the network may take longer."""
    target = session.entry(body.target_id)
    if target is None:
        return Refused(sentence=NOT_THERE)
    if _is_struck(session, body.target_id):
        return Refused(sentence="This entry is struck out already.")
    if isinstance(target.body, NEVER_UNDONE):
        return Refused(sentence="This cannot be taken back. Write a note beside it.")
    if target.author_id != candidate.author_id:
        return Refused(
            sentence=f"Only {target.author_name} can take this back. Correct it instead."
        )
    if not may_undo(target, candidate.occurred_at):
        return Refused(sentence="The 10 s to take this back are over. Correct it with a reason.")
    return ADMITTED


def admit_correction(session: Session, body: EntryCorrected) -> Admitted | Refused:
    """Of an entry that stands and may be corrected, with a reason.

    To the same kind, or to a note ("charted by mistake"): a tap cannot be corrected into a dose,
    which would be a way around the start gate.
    """
    target = session.entry(body.target_id)
    if target is None:
        return Refused(sentence=NOT_THERE)
    if not isinstance(target.body, CorrectableEvent | EntryCorrected):
        return Refused(sentence="This entry cannot be corrected. Write a note beside it.")
    mark = session.strike_of(body.target_id)
    if mark is not None and mark.how != "corrected":
        return Refused(sentence="This entry is struck out already.")
    if not body.reason.strip():
        return Refused(sentence="Say why the entry was wrong.")
    words = target.body.replacement if isinstance(target.body, EntryCorrected) else target.body
    if type(body.replacement) not in {type(words), NoteWritten}:
        return Refused(sentence="Correct it to the same kind of entry, or to a note.")
    return ADMITTED


def admit_rescission(session: Session, body: VitalsRescinded) -> Admitted | Refused:
    """Of a charted reading that stands or a monitor's sample, with a reason."""
    if body.target_id is None and body.sample_id is None:
        return Refused(sentence="Say which reading is struck out.")
    if body.target_id is not None and session.entry(body.target_id) is None:
        return Refused(sentence=NOT_THERE)
    if not body.reason.strip():
        return Refused(sentence="Say why the reading is struck out.")
    return ADMITTED


def _is_struck(session: Session, event_id: UUID) -> bool:
    mark = session.strike_of(event_id)
    return mark is not None and mark.how != "corrected"
