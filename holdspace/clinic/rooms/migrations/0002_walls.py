"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("rooms", "0001_first_tables")]
    operations = [
        clinic_wall("rooms_room"),
    ]
