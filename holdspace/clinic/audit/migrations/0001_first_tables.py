"""The first tables, made together."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by_patient', models.BooleanField(default=False)),
                        ('act', models.CharField(max_length=60)),
                        ('object_kind', models.CharField(blank=True, max_length=60)),
                        ('object_id', models.CharField(blank=True, max_length=64)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['clinic', 'patient', '-id'], name='audit_of_a_patient')],
                    },
                ),
            ],
        ),
    ]
