"""Tokens of devices that post, recordings from files, and what the gateway says of its spool."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):

    dependencies = [
        ('dosing_session', '0006_sessions_by_closing'),
        ('monitors', '0002_walls'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='spoolposition',
            name='said',
            field=models.JSONField(null=True),
        ),
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
        clinic_wall("monitors_devicetoken"),
        clinic_wall("monitors_recording"),
        append_only("monitors_recording"),
        clinic_wall("monitors_recordingtaken"),
        append_only("monitors_recordingtaken"),
    ]
