"""A questionnaire that the schedule of a protocol asks is asked by nobody on the staff."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_walls")]
    operations = [
        migrations.AlterField(
            model_name="asked",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.staffmember",
            ),
        ),
    ]
