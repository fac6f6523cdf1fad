"""The wall in the database around the spool's position."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("monitors", "0001_first_tables")]
    operations = [clinic_wall("monitors_spoolposition")]
