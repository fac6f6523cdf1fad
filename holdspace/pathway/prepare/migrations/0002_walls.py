"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

LOGS = (
    "prepare_intention",
    "prepare_guidanceplan",
    "prepare_readinessnote",
    "prepare_weightmeasured",
    "prepare_escort",
    "prepare_letpass",
    "prepare_medicinelines",
    "prepare_settingchecked",
    "prepare_owntimes",
)


class Migration(migrations.Migration):
    dependencies = [("prepare", "0001_first_tables")]
    operations = [
        *(clinic_wall(table) for table in (*LOGS, "prepare_draft")),
        *(append_only(table) for table in LOGS),
    ]
