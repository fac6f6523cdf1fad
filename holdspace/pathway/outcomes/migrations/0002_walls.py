"""The walls around what was scheduled and what was taken out."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_first_tables")]
    operations = [
        clinic_wall("outcomes_scheduled"),
        clinic_wall("outcomes_export"),
        clinic_wall("outcomes_exportpart"),
        clinic_wall("outcomes_seriesend"),
        append_only("outcomes_seriesend"),
    ]
