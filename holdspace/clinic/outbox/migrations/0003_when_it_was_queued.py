"""When a mail was queued: one whose time had passed by then was never needed."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_walls")]
    operations = [
        migrations.AddField("mail", "queued_at", models.DateTimeField(db_default=Now())),
    ]
