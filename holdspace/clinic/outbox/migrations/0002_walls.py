"""The wall around the mails."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_first_tables")]
    operations = [clinic_wall("outbox_mail")]
