"""A message that names somebody else than the person of the session its monitor stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from holdspace.interfaces.monitors.named_person import NamedPerson, what_differs
from holdspace.interfaces.monitors.rows import SampleRow
from holdspace.interfaces.monitors.whereabouts import SessionWindow

NAMES_ANOTHER = "the monitor names somebody else than the person in the room"
"""Why a message waits. Whom it names stays in the message."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """For a person to settle: the program chooses neither the monitor's word nor the room's."""

    monitor_id: int
    session_id: UUID
    named: str
    """A digest: one name told from another."""
    differs: tuple[str, ...]

    def words(self, monitor_name: str) -> str:
        """For the room, without a name."""
        verb = "differs" if len(self.differs) == 1 else "differ"
        what = " and ".join(self.differs)
        return f"{monitor_name} says that it is measuring somebody else: {what} {verb}."


def doubt_about(
    named: NamedPerson, rows: Iterable[SampleRow], windows: Sequence[SessionWindow]
) -> Doubt | None:
    """The first there is. Rows that belong to no session are nobody's, whatever the name."""
    if named.is_nobody:
        return None
    people = {window.session_id: window.person for window in windows}
    for row in rows:
        person = people.get(row.session_id) if row.session_id else None
        differs = what_differs(named, person) if person else ()
        if row.session_id and differs:
            return Doubt(row.monitor_id, row.session_id, named.digest(row.session_id), differs)
    return None
