"""The walls around a person's own practices. None of them only grows: what is taken away is gone."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_first_tables")]
    operations = [
        clinic_wall("practices_shown"),
        clinic_wall("practices_smallthing"),
        clinic_wall("practices_opendaysplan"),
        clinic_wall("practices_lean"),
        clinic_wall("practices_wheel"),
        clinic_wall("practices_wheelscore"),
    ]
