"""Find what a monitor sent to a session after one sample, without reading them all."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dosing_session", "0002_walls")]
    operations = [
        migrations.RunSQL(
            sql="CREATE INDEX samples_of_a_session_by_id ON vitals_sample (session_id, id)",
            reverse_sql="DROP INDEX samples_of_a_session_by_id",
        ),
    ]
