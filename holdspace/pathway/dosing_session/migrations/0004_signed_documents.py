"""Documents as they were signed, behind the clinic's wall, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [
        ("dosing_session", "0003_samples_by_arrival"),
        ("people", "0002_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="SignedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("clinic", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.clinic")),
                ("session", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dosing_session.dosingsession")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("session", "sha256"), name="a_document_is_kept_once")],
            },
        ),
        clinic_wall("dosing_session_signeddocument"),
        append_only("dosing_session_signeddocument"),
    ]
