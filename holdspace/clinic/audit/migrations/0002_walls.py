"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_tables")]
    operations = [
        clinic_wall("audit_auditentry"),
        append_only("audit_auditentry"),
    ]
