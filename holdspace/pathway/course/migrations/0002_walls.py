"""The walls around courses; plans and goals are kept version by version."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

LOGS = ("course_planversion", "course_plannedcycle", "course_goals")


class Migration(migrations.Migration):
    dependencies = [("course", "0001_first_tables")]
    operations = [
        clinic_wall("course_course"),
        clinic_wall("course_dosecycle"),
        clinic_wall("course_medicineacting"),
        *(clinic_wall(table) for table in LOGS),
        *(append_only(table) for table in LOGS),
    ]
