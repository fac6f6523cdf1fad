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
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='CourseClosing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('maintenance', 'Maintenance: single sessions, as seldom as holds the gain'), ('closing', 'A close: no more sessions are planned')], max_length=12)),
                        ('reason', models.TextField()),
                        ('for_person', models.TextField()),
                        ('whom_to_call', models.TextField()),
                        ('look_again_on', models.DateField(null=True)),
                        ('made_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.course')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='NextWish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noted_at', models.DateTimeField()),
                        ('company', models.CharField(blank=True, choices=[('more', 'More company'), ('same', 'As much as this time'), ('less', 'Less company')], max_length=8)),
                        ('depth', models.CharField(blank=True, choices=[('lighter', 'Lighter'), ('same', 'As it was'), ('deeper', 'Deeper')], max_length=8)),
                        ('has_had_enough', models.BooleanField(default=False)),
                        ('words', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OwnSigns',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noted_at', models.DateTimeField()),
                        ('signs', models.TextField(blank=True)),
                        ('helps', models.TextField(blank=True)),
                        ('whom', models.TextField(blank=True)),
                        ('keeps', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.course')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GoalRated',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noted_at', models.DateTimeField()),
                        ('goal', models.TextField()),
                        ('score', models.PositiveSmallIntegerField(null=True)),
                        ('words', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__lte', 10), _connector='OR'), name='goals_are_rated_to_ten')],
                    },
                ),
                migrations.CreateModel(
                    name='SignedReview',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('words', models.TextField()),
                        ('meaning', models.CharField(max_length=200)),
                        ('content', models.JSONField()),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('sha256', models.CharField(max_length=64)),
                        ('signed_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.planversion')),
                        ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-signed_at'],
                        'indexes': [models.Index(fields=['cycle', '-signed_at'], name='reviews_of_a_cycle')],
                    },
                ),
            ],
        ),
    ]
