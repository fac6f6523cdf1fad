"""Take data out: asked for with a reason, written table by table, fetched, erased; all audited."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.people.roles import CLINICAL
from holdspace.pathway.outcomes.clinic_queries import Period, courses_in
from holdspace.pathway.outcomes.export_files import packed
from holdspace.pathway.outcomes.export_rows import Taken, rows_of
from holdspace.pathway.outcomes.export_tables import TABLES, described
from holdspace.pathway.outcomes.models import Export, ExportPart

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor

KEPT_FOR = timedelta(hours=24)
"""Our own number: long enough to fetch it, short enough not to be a second record."""
KEY_BYTES = 32


class NoReason(Exception):
    """It is said what for."""


class OwnNumbersAreForClinicians(Exception):
    """Who may not read a chart takes nothing out that leads back to one."""


class NotThere(Exception):
    """It is not written yet, or was erased."""


@transaction.atomic
def ask_for_export(
    *,
    actor: Actor,
    reason: str,
    begins_on: date,
    ends_on: date,
    has_own_ids: bool,
    now: datetime,
) -> Export:
    """It is written by the clock, one table after the other.

    Raises NoReason, OwnNumbersAreForClinicians.
    """
    if not reason.strip():
        raise NoReason("Say what it is for.")
    if has_own_ids and not actor.has_any(CLINICAL):
        raise OwnNumbersAreForClinicians(
            "The record's own numbers lead back to a chart. Leave them out, or ask a prescriber."
        )
    export = Export.objects.create(
        clinic_id=actor.clinic_id,
        reason=reason.strip(),
        begins_on=begins_on,
        ends_on=ends_on,
        has_own_ids=has_own_ids,
        key=secrets.token_bytes(KEY_BYTES),
        asked_by_id=actor.staff_id,
        asked_at=now,
        keep_until=now + KEPT_FOR,
    )
    _note(actor, "ask for an export", export)
    return export


def write_next_part(clinic_id: int, now: datetime) -> bool:
    """One table of the oldest export that is not whole. Whether there may be more."""
    with clinic_context(clinic_id):
        waiting = Export.objects.filter(
            clinic_id=clinic_id, done_at__isnull=True, erased_at__isnull=True
        )
        export = waiting.select_for_update(skip_locked=True).order_by("asked_at").first()
        if export is None:
            return False
        written = set(export.parts.values_list("table", flat=True))
        left = [table for table in TABLES if table not in written]
        if left:
            _write(export, left[0], now)
        if len(left) <= 1:
            # Who finds the files later cannot make the same numbers again.
            Export.objects.filter(pk=export.pk).update(done_at=now, key=b"")
        return True


def erase_what_is_old(clinic_id: int, now: datetime) -> int:
    """The files of exports whose time is over. How many exports."""
    with clinic_context(clinic_id):
        old = Export.objects.filter(
            clinic_id=clinic_id, erased_at__isnull=True, keep_until__lte=now
        )
        return sum(_erase(export, now) for export in old)


@transaction.atomic
def erase(*, actor: Actor, export: Export, now: datetime) -> None:
    """Before its time. Who asked, why and of what stays. Raises NotThere."""
    if not _erase(export, now):
        raise NotThere("Its files were erased before.")
    _note(actor, "erase an export", export)


@transaction.atomic
def tables_of(*, actor: Actor, export: Export, form: str, now: datetime) -> dict[str, bytes]:
    """Every table, to be written in one form; a line says who fetched it. Raises NotThere."""
    if not export.is_there(now):
        raise NotThere("Its files are not there: they are being written, or were erased.")
    _note(actor, f"fetch an export as {form}", export)
    return {part.table: bytes(part.content) for part in export.parts.all()}


def period_of(begins_on: date, ends_on: date, zone: ZoneInfo) -> Period:
    """Both days included."""
    return Period(
        begins=datetime.combine(begins_on, time(), zone),
        ends=datetime.combine(ends_on + timedelta(days=1), time(), zone),
    )


def _write(export: Export, table: str, now: datetime) -> None:
    zone = ZoneInfo(Clinic.objects.get(pk=export.clinic_id).time_zone)
    taken = Taken(
        # As it was asked for: what happened since is in the next one.
        courses=courses_in(export.clinic_id, period_of(export.begins_on, export.ends_on, zone)),
        key=bytes(export.key),
        has_own_ids=export.has_own_ids,
        zone=zone,
        now=now,
    )
    count, content = packed(rows_of(table, taken), described(table))
    ExportPart.objects.create(
        clinic_id=export.clinic_id, export=export, table=table, row_count=count, content=content
    )


def _erase(export: Export, now: datetime) -> bool:
    still = Export.objects.filter(pk=export.pk, erased_at__isnull=True)
    if not still.update(erased_at=now, key=b""):
        return False
    ExportPart.objects.filter(export=export).delete()
    return True


def _note(actor: Actor, act: str, export: Export) -> None:
    record(actor=actor, act=act, object_kind="export", object_id=export.pk)
