"""The first tables, made together."""

import django.contrib.postgres.fields
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
                    name='CheckIn',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('home_at', models.DateTimeField()),
                        ('rung', models.CharField(max_length=10)),
                        ('begun_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['-begun_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('rung', 'between'), _negated=True), fields=('session', 'rung'), name='each_moment_is_asked_once_a_session'), models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True), ('rung', 'between')), fields=('patient',), name='one_of_their_own_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='CheckInAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('question', models.CharField(max_length=12)),
                        ('value', models.CharField(blank=True, max_length=12)),
                        ('marks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                        ('words', models.TextField(blank=True)),
                        ('is_skipped', models.BooleanField(default=False)),
                        ('given_at', models.DateTimeField()),
                        ('told_by', models.CharField(choices=[('person', 'the person'), ('other', 'somebody who is with them')], default='person', max_length=8)),
                        ('by_staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('check_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='check_ins.checkin')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_skipped', False), models.Q(('marks', []), ('value', ''), ('words', '')), _connector='OR'), name='what_was_skipped_says_nothing'), models.CheckConstraint(condition=models.Q(('told_by', 'person'), ('by_staff__isnull', False), _connector='OR'), name='somebody_else_speaks_only_by_phone')],
                    },
                ),
                migrations.CreateModel(
                    name='ClockNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rung', models.CharField(max_length=10)),
                        ('kind', models.CharField(choices=[('reminded', 'A reminder was queued'), ('silent', 'Nobody had answered: the staff was asked to call')], max_length=10)),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('session', 'rung', 'kind'), name='the_clock_does_a_thing_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RaisedFlag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=20)),
                        ('because', models.CharField(max_length=200)),
                        ('rule_version', models.PositiveSmallIntegerField()),
                        ('raised_at', models.DateTimeField()),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='check_ins.checkinanswer')),
                        ('check_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='check_ins.checkin')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='WordsDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('kept_at', models.DateTimeField()),
                        ('check_in', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='check_ins.checkin')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                ),
                migrations.CreateModel(
                    name='AfterSession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('home_at', models.DateTimeField(null=True)),
                        ('how', models.CharField(blank=True, max_length=20)),
                        ('had_dose', models.BooleanField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['home_at'],
                        'indexes': [models.Index(fields=['clinic', 'home_at'], name='who_went_home_lately')],
                    },
                ),
            ],
        ),
    ]
