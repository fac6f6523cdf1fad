"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('course', '0001_first_tables'),
        ('measures', '0001_first_tables'),
        ('people', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='Export',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reason', models.TextField()),
                        ('begins_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('has_own_ids', models.BooleanField(default=False)),
                        ('key', models.BinaryField(max_length=32)),
                        ('asked_at', models.DateTimeField()),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('keep_until', models.DateTimeField()),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['-asked_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_export_has_its_reason'), models.CheckConstraint(condition=models.Q(('begins_on__lte', models.F('ends_on'))), name='an_export_begins_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='ExportPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.CharField(max_length=40)),
                        ('row_count', models.PositiveIntegerField()),
                        ('content', models.BinaryField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('export', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='outcomes.export')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('export', 'table'), name='each_table_once_an_export')],
                    },
                ),
                migrations.CreateModel(
                    name='Scheduled',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('time', models.CharField(max_length=20)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('code', models.CharField(max_length=20)),
                        ('asked_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('told_at', models.DateTimeField(blank=True, null=True)),
                        ('over_at', models.DateTimeField(blank=True, null=True)),
                        ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measures.asked')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.course')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['asked_at', 'id'],
                        'indexes': [models.Index(condition=models.Q(('over_at__isnull', True)), fields=['clinic', 'course'], name='scheduled_and_not_over')],
                        'constraints': [models.UniqueConstraint(fields=('course', 'time', 'number', 'code'), name='scheduled_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SeriesEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sessions', models.PositiveSmallIntegerField()),
                        ('planned_sessions', models.PositiveSmallIntegerField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.course')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('sessions__gte', 1)), name='a_series_has_had_a_session')],
                    },
                ),
            ],
        ),
    ]
