"""An export out of a world in which every text is a token."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from holdspace.clinic.context import clinic_context
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.outcomes import export_actions as actions
from holdspace.pathway.outcomes.export_files import archive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.authorisation.everything import Everything


def everything_taken_out(everything: Everything) -> dict[str, str]:
    """Every file of an export, as tables and as FHIR, by its name; then it is undone."""
    cast, now = everything.cast, everything.now
    with transaction.atomic():
        with clinic_context(cast.clinic.id):
            MedicineActing.objects.create(
                clinic=cast.clinic,
                cycle=everything.one(apps.get_model("course", "DoseCycle")),
                from_at=now - timedelta(days=1),
                until_at=now,
            )
            export = actions.ask_for_export(
                actor=cast.actor("okafor"),
                reason="A count",
                begins_on=now.date() - timedelta(days=2),
                ends_on=now.date(),
                has_own_ids=True,
                now=now,
            )
            while export.done_at is None:
                actions.write_next_part(cast.clinic.pk, now)
                export.refresh_from_db()
            tables = actions.tables_of(
                actor=cast.actor("okafor"), export=export, form="csv", now=now
            )
        transaction.set_rollback(True)
    return _files("fhir", tables) | _files("csv", tables)


def _files(form: str, tables: Mapping[str, bytes]) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive(form, tables))) as held:
        return {name: held.read(name).decode() for name in held.namelist()}
