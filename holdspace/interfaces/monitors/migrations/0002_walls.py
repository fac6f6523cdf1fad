"""The walls around the spool's position, tokens and recordings."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("monitors", "0001_first_tables")]
    operations = [
        clinic_wall("monitors_spoolposition"),
        clinic_wall("monitors_devicetoken"),
        clinic_wall("monitors_recording"),
        append_only("monitors_recording"),
        clinic_wall("monitors_recordingtaken"),
        append_only("monitors_recordingtaken"),
    ]
