"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('dosing_session', '0001_first_tables'),
        ('people', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='DeviceToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('ending', models.CharField(max_length=4)),
                        ('made_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('monitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='dosing_session.monitor')),
                    ],
                    options={
                        'ordering': ['made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Recording',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('content', models.BinaryField()),
                        ('data_name', models.CharField(blank=True, max_length=120)),
                        ('data', models.BinaryField(default=bytes)),
                        ('brought_at', models.DateTimeField()),
                        ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('monitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recordings', to='dosing_session.monitor')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recordings', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['-brought_at'],
                    },
                ),
                migrations.CreateModel(
                    name='RecordingTaken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('began_at', models.DateTimeField()),
                        ('taken', models.PositiveIntegerField()),
                        ('were_there', models.PositiveIntegerField()),
                        ('outside', models.PositiveIntegerField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.monitormessage')),
                        ('recording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takings', to='monitors.recording')),
                    ],
                    options={
                        'ordering': ['at'],
                    },
                ),
                migrations.CreateModel(
                    name='SpoolPosition',
                    fields=[
                        ('spool_id', models.UUIDField(primary_key=True, serialize=False)),
                        ('sequence', models.BigIntegerField(default=0)),
                        ('seen_at', models.DateTimeField()),
                        ('waiting', models.BigIntegerField(default=0)),
                        ('said', models.JSONField(null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                ),
            ],
        ),
    ]
