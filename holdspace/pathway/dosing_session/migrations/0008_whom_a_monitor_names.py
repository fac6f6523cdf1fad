"""Tell one name that a monitor shows from another, and keep what somebody found at the monitor."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dosing_session", "0007_signals_outside_the_log")]
    operations = [
        migrations.RemoveConstraint(model_name="monitordoubt", name="one_open_doubt_of_a_monitor"),
        migrations.AddField(
            model_name="monitordoubt",
            name="named",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="monitordoubt",
            name="is_this_person",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="monitordoubt",
            constraint=models.UniqueConstraint(
                fields=("monitor", "session", "named"), name="one_doubt_of_a_name"
            ),
        ),
    ]
