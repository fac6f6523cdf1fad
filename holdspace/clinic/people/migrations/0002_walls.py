"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first_tables")]
    operations = [
        clinic_wall(
            "people_staffmember",
            or_where="account_id = nullif(current_setting('app.account_id', true), '')::bigint",
        ),
        clinic_wall("people_patient"),
        clinic_wall("people_signedstatement"),
    ]
