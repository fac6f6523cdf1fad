"""The walls around the reviews; all of them are logs that only grow."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

TABLES = (
    "review_goalrated",
    "review_nextwish",
    "review_signedreview",
    "review_ownsigns",
    "review_courseclosing",
)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_first_tables")]
    operations = [
        *(clinic_wall(table) for table in TABLES),
        *(append_only(table) for table in TABLES),
    ]
