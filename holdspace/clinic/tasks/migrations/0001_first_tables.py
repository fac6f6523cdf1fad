"""The first tables, made together."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
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
                    name='Task',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=40)),
                        ('about_kind', models.CharField(blank=True, max_length=40)),
                        ('about_id', models.CharField(blank=True, max_length=64)),
                        ('opened_at', models.DateTimeField()),
                        ('acknowledge_by', models.DateTimeField()),
                        ('done_by', models.DateTimeField()),
                        ('escalates_at', models.DateTimeField(blank=True, null=True)),
                        ('rungs_at', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None)),
                        ('rung', models.PositiveSmallIntegerField(default=0)),
                        ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['done_by', 'opened_at'],
                        'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['clinic', 'escalates_at'], name='tasks_to_escalate')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('patient', 'kind', 'about_kind', 'about_id'), name='one_open_task_of_a_kind_about_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='who_acknowledged_says_when')],
                    },
                ),
                migrations.CreateModel(
                    name='TaskAct',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('opened', 'Opened'), ('acknowledged', 'Acknowledged'), ('taken', 'Taken'), ('escalated', 'Escalated'), ('closed', 'Closed')], max_length=20)),
                        ('at', models.DateTimeField()),
                        ('words', models.TextField(blank=True)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='tasks.task')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
            ],
        ),
    ]
