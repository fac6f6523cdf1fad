"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_first_tables")]
    operations = [
        clinic_wall("schedule_appointment"),
        clinic_wall("schedule_appointmentstaff"),
    ]
