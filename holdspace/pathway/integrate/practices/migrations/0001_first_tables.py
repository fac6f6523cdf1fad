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
                    name='Lean',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('way', models.CharField(choices=[('toward', 'Lean toward'), ('back', 'Step back from')], max_length=6)),
                        ('kind', models.CharField(choices=[('people', 'People'), ('media', 'News, feeds, films'), ('places', 'Places')], max_length=6)),
                        ('words', models.CharField(max_length=200)),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['at'],
                    },
                ),
                migrations.CreateModel(
                    name='OpenDaysPlan',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('belief', models.TextField(blank=True)),
                        ('instead', models.TextField(blank=True)),
                        ('practice', models.TextField(blank=True)),
                        ('when', models.CharField(blank=True, max_length=120)),
                        ('said', models.CharField(blank=True, choices=[('done', 'done'), ('not_now', 'not_now')], max_length=8)),
                        ('said_on', models.DateField(null=True)),
                        ('changed_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['-changed_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Wheel',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('on', models.DateField()),
                        ('at', models.DateTimeField()),
                        ('tended', models.PositiveSmallIntegerField(null=True)),
                        ('tended_how', models.CharField(blank=True, max_length=300)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-at'],
                    },
                ),
                migrations.CreateModel(
                    name='Shown',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('what', models.CharField(choices=[('small_things', 'Small things'), ('open_days', 'The open days'), ('lean', 'Lean toward, step back from'), ('wheel', 'The wheel')], max_length=12)),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('patient', 'what'), name='each_part_is_shown_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SmallThing',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(blank=True, max_length=40)),
                        ('title', models.CharField(max_length=120)),
                        ('why', models.CharField(blank=True, max_length=300)),
                        ('when', models.CharField(blank=True, max_length=120)),
                        ('place', models.PositiveSmallIntegerField(null=True)),
                        ('said', models.CharField(blank=True, choices=[('done', 'done'), ('not_now', 'not_now')], max_length=8)),
                        ('said_on', models.DateField(null=True)),
                        ('changed_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['place', '-changed_at'],
                        'constraints': [models.UniqueConstraint(fields=('patient', 'place'), name='one_small_thing_at_a_place'), models.CheckConstraint(condition=models.Q(('place__isnull', True), ('place__range', (1, 3)), _connector='OR'), name='three_small_things_at_most')],
                    },
                ),
                migrations.CreateModel(
                    name='WheelScore',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=40)),
                        ('score', models.PositiveSmallIntegerField(null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('wheel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='practices.wheel')),
                    ],
                    options={
                        'ordering': ['place'],
                        'constraints': [models.UniqueConstraint(fields=('wheel', 'place'), name='one_area_at_a_place'), models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__lte', 10), _connector='OR'), name='areas_go_to_ten')],
                    },
                ),
            ],
        ),
    ]
