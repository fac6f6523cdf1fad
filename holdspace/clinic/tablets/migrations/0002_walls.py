"""The walls around the tablets, with one door: a device may see its own enrolment."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("tablets", "0001_first_tables")]
    operations = [
        clinic_wall(
            "tablets_tablet",
            or_where="encode(key_sha256, 'hex') = nullif(current_setting('app.tablet_key', true), '')",
        ),
        clinic_wall("tablets_tabletpin"),
    ]
