"""Statements are listed newest first."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_walls")]
    operations = [
        migrations.AlterModelOptions(
            name="signedstatement", options={"ordering": ["-signed_at"]}
        ),
    ]
