"""Doubts about a monitor, what may sound outside a room, and when a signal was first shown."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):

    dependencies = [
        ('dosing_session', '0006_sessions_by_closing'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonitorDoubt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('last_heard_at', models.DateTimeField()),
                ('words', models.CharField(max_length=300)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settlement', models.TextField(blank=True)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('monitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubts', to='dosing_session.monitor')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'indexes': [models.Index(fields=['session', 'began_at'], name='doubts_of_a_session')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True)), fields=('monitor', 'session'), name='one_open_doubt_of_a_monitor')],
            },
        ),
        migrations.CreateModel(
            name='SignalShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signal_id', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=30)),
                ('arrived_at', models.DateTimeField()),
                ('shown_at', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'signal_id'), name='a_signal_is_first_shown_once')],
            },
        ),
        migrations.CreateModel(
            name='SoundSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('emergency_rings', models.BooleanField()),
                ('no_signal_rings', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('set_at', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'indexes': [models.Index(fields=['clinic', '-set_at'], name='sounds_newest_first')],
            },
        ),
        clinic_wall("dosing_session_monitordoubt"),
        clinic_wall("dosing_session_soundsetting"),
        clinic_wall("dosing_session_signalshown"),
        append_only("dosing_session_soundsetting"),
        append_only("dosing_session_signalshown"),
    ]
