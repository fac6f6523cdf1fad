"""The walls around people's circles, with doors by one's own account and by one's own secret."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

_BY_ACCOUNT = "account_id = nullif(current_setting('app.account_id', true), '')::bigint"
_BY_SECRET = "encode({}, 'hex') = nullif(current_setting('app.own_key', true), '')"


class Migration(migrations.Migration):
    dependencies = [("supporters", "0001_first_tables")]
    operations = [
        clinic_wall("supporters_supporter", or_where=_BY_ACCOUNT),
        clinic_wall("supporters_grantchange"),
        clinic_wall("supporters_invitation", or_where=_BY_SECRET.format("secret_sha256")),
        clinic_wall("supporters_supporterphone", or_where=_BY_SECRET.format("key_sha256")),
        clinic_wall("supporters_circlehold"),
        append_only("supporters_grantchange"),
        append_only("supporters_circlehold"),
    ]
