"""Everywhere that words of a journal could come out at the clinic: its pages, and an export."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.outcomes import export_actions as actions
from holdspace.pathway.outcomes.export_files import archive
from tests.pathway.dosing_session.story import dosing_visit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.demo import Cast

OF_A_PERSON = ("", "after/", "visits/", "circle/", "trajectory/", "journal/", "notes/")
OF_THE_CLINIC = (
    "/after/",
    "/visits/",
    "/tasks/",
    "/outcomes/",
    "/exports/",
    "/people/",
    "/clinic/audit/",
)


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


def seen_by_the_staff(cast: Cast, who: str) -> str:
    """What every page about a person, and about everybody, answers to each of the staff."""
    person = f"/people/{cast.patients[who].pk}/"
    pages = [*(person + one for one in OF_A_PERSON), *OF_THE_CLINIC]
    readers = [signed_in(member) for member in cast.staff.values()]
    return "\n".join(
        reader.get(page, follow=True).content.decode() for reader in readers for page in pages
    )


def taken_out(cast: Cast, who: str) -> str:
    """An export with the record's own numbers, as tables and as FHIR; then it is undone."""
    now = timezone.now()
    # In this order: a context is left by a question, and what is rolled back answers none.
    with transaction.atomic():
        with clinic_context(cast.clinic.pk):
            tables = _tables_of_an_export(cast, who, now)
        transaction.set_rollback(True)
    return "\n".join(_files("csv", tables) + _files("fhir", tables))


def _files(form: str, tables: Mapping[str, bytes]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive(form, tables))) as held:
        return [held.read(name).decode() for name in held.namelist()]


def _tables_of_an_export(cast: Cast, who: str, now: datetime) -> dict[str, bytes]:
    _, course = dosing_visit(cast, who, now)
    MedicineActing.objects.create(
        clinic=cast.clinic,
        cycle=latest_cycle_of(course),
        from_at=now - timedelta(days=1),
        until_at=now,
    )
    doctor = cast.actor("okafor")
    export = actions.ask_for_export(
        actor=doctor,
        reason="A count",
        begins_on=now.date() - timedelta(days=2),
        ends_on=now.date(),
        has_own_ids=True,
        now=now,
    )
    while actions.write_next_part(cast.clinic.pk, now):
        pass
    export.refresh_from_db()
    return actions.tables_of(actor=doctor, export=export, form="csv", now=now)
