"""What tablets were told beside what is stored: the only judge of every proof."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdspace.server.proving.inside import Stored, StoredLine
    from holdspace.server.proving.tablets import Tablet


@dataclass(frozen=True)
class Findings:
    """Each list is empty when the record is whole; what is in one names the entry."""

    acknowledged: int
    stored: int
    lost: Sequence[str]
    """Acknowledged, and not in the record."""
    doubled: Sequence[str]
    """The same words, or the same entry of the same device, more than once."""
    moved: Sequence[str]
    """Acknowledged at one place and stored, or acknowledged again, at another."""
    mixed: Sequence[str]
    """In another session than it was charted in, under another author, or with other words."""
    unasked: Sequence[str]
    """In the record, and no tablet said it."""
    broken: Sequence[str]
    """Chains that do not hold, numbers that are missing."""

    def complaints(self) -> list[str]:
        """In words, with the first few of each kind."""
        kinds = {
            "acknowledged and lost": self.lost,
            "stored twice": self.doubled,
            "acknowledged at one place and stored at another": self.moved,
            "in the wrong session, by the wrong person or with other words": self.mixed,
            "stored and said by nobody": self.unasked,
            "chain or numbering": self.broken,
        }
        return [
            f"{len(found)} {kind}: {', '.join(list(found)[:3])}"
            for kind, found in kinds.items()
            if found
        ]


def check(tablets: Iterable[Tablet], stored: Stored) -> Findings:
    """Compare; the first line of each session is the server's own and is left out."""
    by_tablet = {one.device_id: one for one in tablets}
    lines = [one for one in stored.lines if one.text or one.device_id in by_tablet]
    by_id = {one.event_id: one for one in lines}
    acknowledged = {
        event_id: places for one in by_tablet.values() for event_id, places in
        one.acknowledged.items()
    }  # fmt: skip
    moved = [
        event_id
        for event_id, places in acknowledged.items()
        if event_id in by_id and places != {by_id[event_id].sequence}
    ]
    return Findings(
        acknowledged=len(acknowledged),
        stored=len(lines),
        lost=[one for one in acknowledged if one not in by_id],
        doubled=_doubled(lines),
        moved=moved,
        mixed=[one.event_id for one in lines if _is_mixed(one, by_tablet.get(one.device_id))],
        unasked=[one.event_id for one in lines if one.device_id not in by_tablet],
        broken=list(stored.broken),
    )


def _doubled(lines: Iterable[StoredLine]) -> list[str]:
    said = Counter((one.device_id, one.device_sequence) for one in lines)
    words = Counter(one.text for one in lines)
    return [
        one.text for one in lines
        if said[one.device_id, one.device_sequence] > 1 or words[one.text] > 1
    ]  # fmt: skip


def _is_mixed(line: StoredLine, tablet: Tablet | None) -> bool:
    if tablet is None:
        return False
    said = tablet.said.get(line.event_id)
    return (
        line.session_id != tablet.session_id
        or line.author_id != tablet.who.staff_id
        or (said is not None and said.text != line.text)
    )
