"""A clinic's phone, hours and crisis lines; a person's own time zone. Unsaid until somebody says it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_statements_newest_first")]
    operations = [
        migrations.AddField(
            "clinic",
            "country",
            models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            "clinic",
            "phone",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField("clinic", "opening_hours", models.JSONField(blank=True, default=dict)),
        migrations.AddField("clinic", "crisis_lines", models.JSONField(blank=True, default=list)),
        migrations.AddField(
            "patient",
            "time_zone",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
