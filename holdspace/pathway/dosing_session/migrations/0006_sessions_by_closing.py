"""Find the records that were closed of late, however many there are: the board asks who signed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dosing_session", "0005_help_call")]
    operations = [
        migrations.AddIndex(
            model_name="dosingsession",
            index=models.Index(fields=["clinic", "closed_at"], name="sessions_by_closing"),
        ),
    ]
