"""The walls around the tasks; what was done about them is a log that only grows."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_first_tables")]
    operations = [
        clinic_wall("tasks_task"),
        clinic_wall("tasks_taskact"),
        append_only("tasks_taskact"),
    ]
