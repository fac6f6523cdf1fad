"""Whether anything beside a session's log is new since it was asked for, without asking for it.

What a room shows rests on a dozen things that stand in no log: the plan, what was agreed to, the
monitor in the room, the director's signature. They hardly ever change while a page looks every two
seconds, so a page asks for their stamp, and for themselves only when that is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.looking import session_in_clinic
from holdspace.pathway.prepare.readiness_memo import stamp_of_readiness

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.dosing_session.models import DosingSession

# Of each table how many rows there are and who wrote them, as in `readiness_memo`.
ROWS_BESIDE = """
    WITH
    written (place, by) AS (
        SELECT 1, xmin FROM rooms_room WHERE id = %(room)s
        UNION ALL SELECT 2, xmin FROM people_signedstatement WHERE clinic_id = %(clinic)s
        UNION ALL SELECT 3, xmin FROM prepare_guidanceplan WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 4, xmin FROM prepare_intention WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 5, xmin FROM dosing_session_monitorassignment WHERE room_id = %(room)s
        UNION ALL SELECT 6, xmin FROM dosing_session_monitor WHERE id IN
            (SELECT monitor_id FROM dosing_session_monitorassignment
             WHERE room_id = %(room)s AND until_at IS NULL)
        UNION ALL SELECT 7, xmin FROM dosing_session_monitordoubt WHERE session_id = %(session)s
        UNION ALL SELECT 8, xmin FROM dosing_session_dosingsession WHERE patient_id = %(patient)s
        UNION ALL SELECT 9, xmin FROM dosing_session_sessionevent WHERE session_id IN
            (SELECT id FROM dosing_session_dosingsession
             WHERE patient_id = %(patient)s AND id <> %(session)s)
    )
    SELECT place, count(*), sum(by::text::bigint) FROM written GROUP BY place ORDER BY place
"""
ASKED_AT_EACH_BEAT = ("chair", "listening")
"""Who is there now: rows that are written every few seconds, and that grow old by themselves."""


@dataclass
class KnownBeside:
    """The circumstances of one watched session, asked for again when their stamp is another."""

    session_id: UUID
    around: Circumstances | None = None
    _stamp: tuple[object, ...] = ()

    def at(self, now: datetime, *, is_beat: bool) -> Circumstances:
        """As they stand; between two beats as they stood at the last. In the clinic's context."""
        around = self.around or Circumstances(session_in_clinic(self.session_id), now)
        if self.around is None or is_beat:
            # Before what it stands for is asked for: what comes between shows the next time.
            stamp = _stamp_of(around.session, now)
            if self.around is not None and stamp != self._stamp:
                around = Circumstances(session_in_clinic(self.session_id), now)
            self._stamp = stamp
        self.around = around.later(now, asking=ASKED_AT_EACH_BEAT if is_beat else ())
        return self.around


def _stamp_of(session: DosingSession, now: datetime) -> tuple[object, ...]:
    """Another one as soon as a row is new, and each minute: what grows old is said within it."""
    with connection.cursor() as cursor:
        cursor.execute(
            ROWS_BESIDE,
            {
                "session": session.pk,
                "room": session.room_id,
                "clinic": session.clinic_id,
                "cycle": session.cycle_id,
                "patient": session.patient_id,
            },
        )
        rows = tuple(cursor.fetchall())
    minute = now.replace(second=0, microsecond=0)
    return (minute, rows, stamp_of_readiness(session.cycle))
