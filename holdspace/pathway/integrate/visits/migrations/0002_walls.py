"""The walls around visits, shares and notes; what was said, opened and signed only grows."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall, only_the_author

_BY_LINK = "encode(secret_sha256, 'hex') = nullif(current_setting('app.share_key', true), '')"


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_first_tables")]
    operations = [
        clinic_wall("visits_integrationvisit"),
        clinic_wall("visits_visitword"),
        append_only("visits_visitword"),
        clinic_wall("visits_specialist"),
        clinic_wall("visits_specialistword"),
        append_only("visits_specialistword"),
        clinic_wall("visits_othercare"),
        clinic_wall("visits_visitrecord"),
        append_only("visits_visitrecord"),
        clinic_wall("visits_share", or_where=_BY_LINK),
        clinic_wall("visits_shareopening"),
        append_only("visits_shareopening"),
        clinic_wall("visits_noteskey"),
        clinic_wall("visits_psychotherapynote"),
        only_the_author("visits_psychotherapynote"),
        append_only("visits_psychotherapynote"),
    ]
