"""Which entries of a log stand, once undo, correction and rescission are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, cast

from holdspace.domain.session_events import (
    EntryCorrected,
    EntryUndone,
    SessionEvent,
    VitalsCharted,
    VitalsRescinded,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_log import Entry

UNDO_FOR = timedelta(seconds=10)
"""How long a tap may be taken back by the person who made it; later only a correction mends."""

B = TypeVar("B", covariant=True)  # noqa: PLC0105 - a short name reads better in `Kept[B]`
C = TypeVar("C")


@dataclass(frozen=True, kw_only=True)
class Kept(Generic[B]):
    """An entry that stands, its body as last corrected. `event_id` is that of the first tap."""

    event_id: UUID
    sequence: int
    at: datetime
    """Chairside: when it happened, as last corrected."""
    said_at: datetime
    """When the words that stand were said: the last correction, or the entry itself."""
    recorded_at: datetime
    author_id: str
    author_name: str
    body: B
    correction_id: UUID | None = None

    def holding(self, body: C) -> Kept[C]:
        """The same entry, typed by its body, which a `match` has just narrowed."""
        if body is not self.body:
            raise ValueError("An entry holds no other body than its own.")
        return cast("Kept[C]", self)


@dataclass(frozen=True, kw_only=True)
class Struck:
    """An entry that no longer counts. It stays in the record, with how, why, by whom and when."""

    entry: Entry
    how: Literal["undone", "corrected", "rescinded"]
    reason: str
    by_id: str
    by_name: str
    at: datetime
    by_event_id: UUID


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A log after its mending: what stands, in clinical order, and what was struck."""

    kept: tuple[Kept[SessionEvent], ...]
    struck: tuple[Struck, ...]
    rescinded_sample_ids: frozenset[int]


def may_undo(entry: Entry, now: datetime) -> bool:
    """Whether the undo window of an entry is open: 10 s from when it happened or was recorded.

    The later of the two counts, so an entry charted with an earlier time can be taken back as well.
    """
    return now - max(entry.occurred_at, entry.recorded_at) <= UNDO_FOR


def clinical_order(entry: Entry) -> tuple[datetime, int]:
    """When it happened, then its place in the log."""
    return (entry.occurred_at, entry.sequence)


def resolve(entries: Iterable[Entry]) -> Standing:
    """Strike what was undone, corrected or rescinded, and sort what stands by when it happened."""
    ordered = sorted(entries, key=clinical_order)
    by_id = {entry.event_id: entry for entry in ordered}
    struck = _struck_by_undo(ordered, by_id)
    last_word = _last_corrections(ordered, struck)
    _strike_corrected(last_word, by_id, struck)
    rescinded = _strike_rescinded(ordered, last_word, struck)
    kept = [
        _kept(entry, last_word.get(entry.event_id))
        for entry in ordered
        if not isinstance(entry.body, EntryCorrected) and _stands(entry, struck)
    ]
    kept.sort(key=lambda one: (one.at, one.sequence))
    return Standing(
        kept=tuple(kept),
        struck=tuple(sorted(struck.values(), key=lambda one: clinical_order(one.entry))),
        rescinded_sample_ids=rescinded,
    )


def _stands(entry: Entry, struck: dict[UUID, Struck]) -> bool:
    """A corrected entry stands in its corrected words; an undone or rescinded one does not."""
    mark = struck.get(entry.event_id)
    return mark is None or mark.how == "corrected"


def _struck_by_undo(ordered: list[Entry], by_id: dict[UUID, Entry]) -> dict[UUID, Struck]:
    """Latest first, so that taking back an undo brings its target back."""
    struck: dict[UUID, Struck] = {}
    for entry in reversed(ordered):
        if not isinstance(entry.body, EntryUndone) or entry.event_id in struck:
            continue
        target = by_id.get(entry.body.target_id)
        if target is not None:
            struck[target.event_id] = _strike(target, entry, "undone", "Taken back")
    return struck


def _last_corrections(ordered: list[Entry], struck: dict[UUID, Struck]) -> dict[UUID, Entry]:
    """The last standing correction of each entry; to correct a correction corrects its root."""
    root_of: dict[UUID, UUID] = {}
    last_word: dict[UUID, Entry] = {}
    for entry in ordered:
        if not isinstance(entry.body, EntryCorrected):
            continue
        root = root_of.get(entry.body.target_id, entry.body.target_id)
        root_of[entry.event_id] = root
        if entry.event_id not in struck:
            last_word[root] = entry
    return last_word


def _strike_corrected(
    last_word: dict[UUID, Entry], by_id: dict[UUID, Entry], struck: dict[UUID, Struck]
) -> None:
    for root, correction in last_word.items():
        target = by_id.get(root)
        if target is None or root in struck or not isinstance(correction.body, EntryCorrected):
            continue
        struck[root] = _strike(target, correction, "corrected", correction.body.reason)


def _strike_rescinded(
    ordered: list[Entry], last_word: dict[UUID, Entry], struck: dict[UUID, Struck]
) -> frozenset[int]:
    """Strike rescinded readings. A sample charted again after its rescission is recovered."""
    if not any(isinstance(entry.body, VitalsRescinded) for entry in ordered):
        return frozenset()
    standing = [entry for entry in ordered if _stands(entry, struck)]
    by_id = {entry.event_id: entry for entry in standing}
    charted: dict[int, Entry] = {}
    rescinded: set[int] = set()
    for entry in standing:
        body = _words(entry, last_word.get(entry.event_id))
        if isinstance(body, VitalsCharted) and body.sample_id is not None:
            charted[body.sample_id] = entry
            rescinded.discard(body.sample_id)
        elif isinstance(body, VitalsRescinded):
            targets = [by_id.get(body.target_id) if body.target_id else None]
            if body.sample_id is not None:
                rescinded.add(body.sample_id)
                targets.append(charted.get(body.sample_id))
            struck.update(
                {
                    target.event_id: _strike(target, entry, "rescinded", body.reason)
                    for target in targets
                    if target is not None
                }
            )
    return frozenset(rescinded)


def _strike(
    target: Entry, by: Entry, how: Literal["undone", "corrected", "rescinded"], reason: str
) -> Struck:
    return Struck(
        entry=target,
        how=how,
        reason=reason,
        by_id=by.author_id,
        by_name=by.author_name,
        at=by.occurred_at,
        by_event_id=by.event_id,
    )


def _words(entry: Entry, correction: Entry | None) -> SessionEvent:
    if correction is not None and isinstance(correction.body, EntryCorrected):
        return correction.body.replacement
    return entry.body


def _kept(entry: Entry, correction: Entry | None) -> Kept[SessionEvent]:
    at = entry.occurred_at
    if correction is not None and isinstance(correction.body, EntryCorrected):
        at = correction.body.replacement_occurred_at or at
    return Kept(
        event_id=entry.event_id,
        sequence=entry.sequence,
        at=at,
        said_at=correction.occurred_at if correction else entry.occurred_at,
        recorded_at=entry.recorded_at,
        author_id=correction.author_id if correction else entry.author_id,
        author_name=correction.author_name if correction else entry.author_name,
        body=_words(entry, correction),
        correction_id=correction.event_id if correction else None,
    )
