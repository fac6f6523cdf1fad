"""The facts of readiness for pages that look every two seconds, worked out again when they change.

Working them out reads a person's whole screening. A page that only looks asks first whether any row
they rest on is new; the entry that begins a dose never asks here (`queries.readiness_facts`).
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from django.db import connection

from holdspace.pathway.prepare.queries import readiness_facts

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_events import Fact
    from holdspace.pathway.course.models import DoseCycle

MOST_KEPT = 512
# Of each table how many rows there are and which transactions wrote them: an added row, an ended
# consent and a struck answer all show. What was rolled back never shows again.
ROWS_IT_RESTS_ON = """
    WITH
    this_course AS (SELECT id FROM course_course WHERE patient_id = %(patient)s),
    this_asked AS (SELECT id FROM measures_asked WHERE patient_id = %(patient)s),
    written (place, by) AS (
        SELECT 1, xmin FROM people_patient WHERE id = %(patient)s
        UNION ALL SELECT 2, xmin FROM people_clinic WHERE id = %(clinic)s
        UNION ALL SELECT 3, xmin FROM people_staffmember WHERE clinic_id = %(clinic)s
        UNION ALL SELECT 4, xmin FROM prepare_owntimes WHERE clinic_id = %(clinic)s
        UNION ALL SELECT 5, xmin FROM measures_licensedcopy WHERE clinic_id = %(clinic)s
        UNION ALL SELECT 6, xmin FROM course_course WHERE patient_id = %(patient)s
        UNION ALL SELECT 7, xmin FROM course_dosecycle
            WHERE course_id IN (SELECT id FROM this_course)
        UNION ALL SELECT 8, xmin FROM course_medicineacting WHERE cycle_id IN
            (SELECT id FROM course_dosecycle WHERE course_id IN (SELECT id FROM this_course))
        UNION ALL SELECT 9, xmin FROM consult_consent
            WHERE course_id IN (SELECT id FROM this_course)
        UNION ALL SELECT 10, xmin FROM consult_statedfact WHERE patient_id = %(patient)s
        UNION ALL SELECT 11, xmin FROM consult_medicineline WHERE patient_id = %(patient)s
        UNION ALL SELECT 12, xmin FROM consult_resolution WHERE patient_id = %(patient)s
        UNION ALL SELECT 13, xmin FROM consult_signeddecision WHERE patient_id = %(patient)s
        UNION ALL SELECT 14, xmin FROM measures_asked WHERE patient_id = %(patient)s
        UNION ALL SELECT 15, xmin FROM measures_answer
            WHERE asked_id IN (SELECT id FROM this_asked)
        UNION ALL SELECT 16, xmin FROM measures_finished
            WHERE asked_id IN (SELECT id FROM this_asked)
        UNION ALL SELECT 17, xmin FROM measures_struck WHERE finished_id IN
            (SELECT id FROM measures_finished WHERE asked_id IN (SELECT id FROM this_asked))
        UNION ALL SELECT 18, xmin FROM measures_risktier WHERE patient_id = %(patient)s
        UNION ALL SELECT 19, xmin FROM prepare_readinessnote WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 20, xmin FROM prepare_escort WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 21, xmin FROM prepare_weightmeasured WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 22, xmin FROM prepare_letpass WHERE cycle_id = %(cycle)s
        UNION ALL SELECT 23, xmin FROM consult_settingsversion WHERE clinic_id = %(clinic)s
        UNION ALL SELECT 24, xmin FROM course_planversion
            WHERE course_id IN (SELECT id FROM this_course)
        UNION ALL SELECT 25, xmin FROM course_plannedcycle WHERE version_id IN
            (SELECT id FROM course_planversion WHERE course_id IN (SELECT id FROM this_course))
        UNION ALL SELECT 24, xmin FROM tasks_task
            WHERE patient_id = %(patient)s AND kind = 'suicide_answer'
    )
    SELECT place, count(*), sum(by::text::bigint) FROM written GROUP BY place ORDER BY place
"""

Stamp = tuple[tuple[object, ...], ...]
_kept: OrderedDict[tuple[UUID, datetime | None], tuple[Stamp, datetime, tuple[Fact, ...]]]
_kept = OrderedDict()
_one_at_a_time = Lock()


def readiness_to_look_at(
    cycle: DoseCycle, now: datetime, *, dosed_at: datetime | None = None
) -> tuple[Fact, ...]:
    """As `readiness_facts` says them; worked out anew when a row is new, and each minute.

    Days and minutes begin at full minutes: what grows too old is said within the minute.
    """
    key, minute = (cycle.pk, dosed_at), now.replace(second=0, microsecond=0)
    stamp = stamp_of_readiness(cycle)
    with _one_at_a_time:
        kept = _kept.get(key)
    if kept is not None and kept[:2] == (stamp, minute):
        return kept[2]
    facts = readiness_facts(cycle, now, dosed_at=dosed_at)
    with _one_at_a_time:
        _kept[key] = (stamp, minute, facts)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return facts


def stamp_of_readiness(cycle: DoseCycle) -> Stamp:
    """Another one as soon as any row is new that readiness rests on."""
    with connection.cursor() as cursor:
        cursor.execute(
            ROWS_IT_RESTS_ON,
            {"patient": cycle.course.patient_id, "clinic": cycle.clinic_id, "cycle": cycle.pk},
        )
        return tuple(cursor.fetchall())
