"""The walls around patients' sign-ins, with two doors: one's own account, one's own secret."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall

_BY_SECRET = "encode({}, 'hex') = nullif(current_setting('app.own_key', true), '')"


class Migration(migrations.Migration):
    dependencies = [("own_access", "0001_first_tables")]
    operations = [
        clinic_wall(
            "own_access_patientsignin",
            or_where="account_id = nullif(current_setting('app.account_id', true), '')::bigint",
        ),
        clinic_wall("own_access_patientlink", or_where=_BY_SECRET.format("secret_sha256")),
        clinic_wall("own_access_owndevice", or_where=_BY_SECRET.format("key_sha256")),
    ]
