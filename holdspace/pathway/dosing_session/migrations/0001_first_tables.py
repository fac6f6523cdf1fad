"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('course', '0001_first_tables'),
        ('people', '0001_first_tables'),
        ('rooms', '0001_first_tables'),
        ('schedule', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='VitalsSample',
                    fields=[
                        ('pk', models.CompositePrimaryKey('id', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('id', models.BigIntegerField(db_default=models.Func(models.Value('vitals_sample_id'), function='nextval'))),
                        ('at', models.DateTimeField()),
                        ('device_at', models.DateTimeField(null=True)),
                        ('received_at', models.DateTimeField()),
                        ('clock_offset_seconds', models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                        ('heart_rate_per_min', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('pulse_rate_per_min', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('spo2_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        ('systolic_mmhg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('diastolic_mmhg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('mean_pressure_mmhg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('respiratory_rate_per_min', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('etco2_mmhg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('temperature_celsius', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        ('other', models.JSONField(default=dict)),
                        ('flags', models.JSONField(default=list)),
                        ('alarms', models.JSONField(default=list)),
                    ],
                    options={
                        'db_table': 'vitals_sample',
                        'managed': False,
                    },
                ),
                migrations.CreateModel(
                    name='DosingSession',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('protocol_name', models.CharField(max_length=80)),
                        ('protocol_version', models.PositiveIntegerField()),
                        ('opened_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('appointment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to='schedule.appointment')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='session', to='course.dosecycle')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.patient')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rooms.room')),
                    ],
                    options={
                        'ordering': ['opened_at'],
                        'indexes': [models.Index(fields=['clinic', 'closed_at'], name='sessions_by_closing')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('room',), name='one_open_session_per_room')],
                    },
                ),
                migrations.CreateModel(
                    name='ChairDevice',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code_sha256', models.BinaryField(max_length=32, null=True, unique=True)),
                        ('code_until', models.DateTimeField()),
                        ('key_sha256', models.BinaryField(max_length=32, null=True, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('joined_at', models.DateTimeField(blank=True, null=True)),
                        ('heard_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('session',), name='one_chair_device_of_a_session')],
                    },
                ),
                migrations.CreateModel(
                    name='HelpListener',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('device_id', models.UUIDField()),
                        ('is_visible', models.BooleanField()),
                        ('may_sound', models.BooleanField()),
                        ('heard_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rooms.room')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['clinic', '-heard_at'], name='who_was_heard_lately')],
                        'constraints': [models.UniqueConstraint(fields=('clinic', 'device_id'), name='a_page_listens_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Monitor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('device_key', models.CharField(max_length=200)),
                        ('expects_interval_seconds', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('device_key',), name='a_device_is_one_monitor')],
                    },
                ),
                migrations.CreateModel(
                    name='MonitorAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('from_at', models.DateTimeField()),
                        ('until_at', models.DateTimeField(blank=True, null=True)),
                        ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('monitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='dosing_session.monitor')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rooms.room')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until_at__isnull', True)), fields=('monitor',), name='a_monitor_stands_in_one_room')],
                    },
                ),
                migrations.CreateModel(
                    name='MonitorDoubt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('began_at', models.DateTimeField()),
                        ('last_heard_at', models.DateTimeField()),
                        ('words', models.CharField(max_length=300)),
                        ('named', models.CharField(default='', max_length=64)),
                        ('is_this_person', models.BooleanField(blank=True, null=True)),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('settlement', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('monitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubts', to='dosing_session.monitor')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['session', 'began_at'], name='doubts_of_a_session')],
                        'constraints': [models.UniqueConstraint(fields=('monitor', 'session', 'named'), name='one_doubt_of_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='MonitorMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('received_at', models.DateTimeField()),
                        ('source_address', models.CharField(max_length=60)),
                        ('device_key', models.CharField(blank=True, max_length=200)),
                        ('control_id', models.CharField(blank=True, max_length=200)),
                        ('raw', models.BinaryField()),
                        ('state', models.CharField(choices=[('stored', 'Stored'), ('queued', 'Waits for a person'), ('refused', 'Refused')], max_length=10)),
                        ('reason', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['clinic', 'state', '-id'], name='messages_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='MessageResolved',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('what', models.TextField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resolved', to='dosing_session.monitormessage')),
                    ],
                ),
                migrations.CreateModel(
                    name='SessionEvent',
                    fields=[
                        ('sequence', models.PositiveIntegerField()),
                        ('event_id', models.UUIDField(primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=40)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('payload', models.JSONField()),
                        ('occurred_at', models.DateTimeField()),
                        ('device_at', models.DateTimeField()),
                        ('recorded_at', models.DateTimeField()),
                        ('received_offset_ms', models.BigIntegerField()),
                        ('device_id', models.UUIDField()),
                        ('device_sequence', models.PositiveBigIntegerField()),
                        ('device_monotonic_ms', models.BigIntegerField()),
                        ('body_sha256', models.BinaryField(max_length=32)),
                        ('previous_hash', models.BinaryField(max_length=32)),
                        ('hash', models.BinaryField(max_length=32)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['session', 'sequence'],
                        'indexes': [models.Index(condition=models.Q(('kind', 'HelpCalled')), fields=['clinic', '-recorded_at'], name='help_calls_lately'), models.Index(condition=models.Q(('kind', 'RecordSigned')), fields=['session'], name='signatures'), models.Index(condition=models.Q(('kind__in', ['DoseGiven', 'InfusionStarted', 'InfusionRateChanged', 'InfusionPaused', 'InfusionResumed', 'InfusionStopped', 'OtherDrugGiven'])), fields=['session'], name='drugs_given')],
                        'constraints': [models.UniqueConstraint(fields=('session', 'sequence'), name='sequence_once_per_session'), models.CheckConstraint(condition=models.Q(('author__isnull', False), ('kind__in', ['HelpCalled', 'HelpNotReached']), _connector='OR'), name='only_a_call_has_no_author')],
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
                    name='SignedDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64)),
                        ('content', models.BinaryField()),
                        ('kept_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('session', 'sha256'), name='a_document_is_kept_once')],
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
            ],
        ),
    ]
