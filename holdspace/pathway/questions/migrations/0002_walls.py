"""The walls around the questions; what was sent is a log that only grows."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_first_tables")]
    operations = [
        clinic_wall("questions_question"),
        clinic_wall("questions_questionmessage"),
        clinic_wall("questions_questiondraft"),
        append_only("questions_questionmessage"),
    ]
