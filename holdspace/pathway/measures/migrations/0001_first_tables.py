"""The first tables, made together."""

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
                    name='Asked',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20)),
                        ('is_on_phone', models.BooleanField()),
                        ('may_skip', models.BooleanField(default=True)),
                        ('asked_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measures.licensedcopy')),
                    ],
                    options={
                        'ordering': ['asked_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('patient', 'code'), name='each_questionnaire_is_asked_once_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Finished',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20)),
                        ('finished_at', models.DateTimeField()),
                        ('answers', models.JSONField()),
                        ('total', models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        ('exact', models.DecimalField(decimal_places=8, max_digits=16, null=True)),
                        ('band', models.CharField(blank=True, max_length=40)),
                        ('answered', models.PositiveSmallIntegerField()),
                        ('of', models.PositiveSmallIntegerField()),
                        ('is_prorated', models.BooleanField(default=False)),
                        ('why_none', models.CharField(blank=True, max_length=200)),
                        ('parts', models.JSONField(default=list)),
                        ('flags', models.JSONField(default=list)),
                        ('scoring_version', models.PositiveSmallIntegerField()),
                        ('wording_sha256', models.CharField(max_length=64)),
                        ('days_since_dose', models.PositiveIntegerField(null=True)),
                        ('asked', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='finished', to='measures.asked')),
                        ('by_staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-finished_at'],
                        'indexes': [models.Index(fields=['patient', 'code', '-finished_at'], name='latest_result')],
                    },
                ),
                migrations.CreateModel(
                    name='LicensedCopy',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20)),
                        ('sha256', models.CharField(max_length=64)),
                        ('content', models.JSONField()),
                        ('statement', models.TextField()),
                        ('held_by', models.CharField(max_length=200)),
                        ('is_in_use', models.BooleanField(default=True)),
                        ('loaded_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('loaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-loaded_at'],
                    },
                ),
                migrations.CreateModel(
                    name='RiskTier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('tier', models.CharField(choices=[('none', 'None'), ('low', 'Low'), ('moderate', 'Moderate'), ('high', 'High')], max_length=10)),
                        ('basis', models.TextField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('finished', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measures.finished')),
                        ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-noted_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Struck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField()),
                        ('struck_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('finished', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='measures.finished')),
                        ('struck_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                ),
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('value', models.SmallIntegerField(null=True)),
                        ('touches_suicide', models.BooleanField(default=False)),
                        ('given_at', models.DateTimeField()),
                        ('by_staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='measures.asked')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('touches_suicide', True)), fields=['asked', 'given_at'], name='answers_that_touch_suicide')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('touches_suicide', False), ('value__isnull', False), _connector='OR'), name='what_was_skipped_touches_nothing')],
                    },
                ),
            ],
        ),
    ]
