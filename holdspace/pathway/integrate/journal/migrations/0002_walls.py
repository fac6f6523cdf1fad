"""The walls around the journal. None of its tables only grows: what is erased is gone."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first_tables")]
    operations = [
        clinic_wall("journal_journalkey"),
        clinic_wall("journal_journalentry"),
        clinic_wall("journal_journalpart"),
        clinic_wall("journal_sharedcopy"),
        clinic_wall("journal_sharedmedia"),
        clinic_wall("journal_sharedopening"),
    ]
