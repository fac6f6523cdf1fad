"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

TABLES = (
    "measures_licensedcopy",
    "measures_asked",
    "measures_answer",
    "measures_finished",
    "measures_struck",
    "measures_risktier",
)
LOGS = tuple(table for table in TABLES if table != "measures_asked")


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_first_tables")]
    operations = [
        *(clinic_wall(table) for table in TABLES),
        *(append_only(table) for table in LOGS),
    ]
