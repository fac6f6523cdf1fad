"""The walls around what supporters did; what they looked at and ticked only grows."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("circle", "0001_first_tables")]
    operations = [
        clinic_wall("circle_circleuse"),
        clinic_wall("circle_eveningtick"),
        clinic_wall("circle_circlecall"),
        clinic_wall("circle_circlecallmessage"),
        append_only("circle_circleuse"),
        append_only("circle_eveningtick"),
        append_only("circle_circlecallmessage"),
    ]
