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
                    name='Course',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('indication', models.CharField(choices=[('treatment_resistant_depression', 'Treatment-resistant depression'), ('generalised_anxiety', 'Generalised anxiety'), ('ptsd', 'PTSD'), ('chronic_pain', 'Chronic pain'), ('other', 'Other')], max_length=40)),
                        ('protocol_name', models.CharField(max_length=80)),
                        ('protocol_version', models.PositiveIntegerField()),
                        ('planned_sessions', models.PositiveSmallIntegerField()),
                        ('goals', models.TextField(blank=True, verbose_name='goals, in their words')),
                        ('started_on', models.DateField()),
                        ('ended_on', models.DateField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-started_on'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('patient',), name='one_open_course_per_patient')],
                    },
                ),
                migrations.CreateModel(
                    name='DoseCycle',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='course.course')),
                    ],
                    options={
                        'ordering': ['course', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='cycles_are_numbered')],
                    },
                ),
                migrations.CreateModel(
                    name='Goals',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.course')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='MedicineActing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('from_at', models.DateTimeField()),
                        ('until_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='medicine_acting', to='course.dosecycle')),
                    ],
                ),
                migrations.CreateModel(
                    name='PlanVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('reason', models.TextField()),
                        ('rhythm', models.CharField(blank=True, max_length=32)),
                        ('weight_basis', models.CharField(choices=[('actual', 'Actual weight'), ('ideal', 'Ideal weight'), ('adjusted', 'Adjusted weight')], max_length=8)),
                        ('weight_kg', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        ('height_cm', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ('sex_for_formula', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male')], max_length=6)),
                        ('hold_systolic_mmhg', models.PositiveSmallIntegerField(null=True)),
                        ('hold_diastolic_mmhg', models.PositiveSmallIntegerField(null=True)),
                        ('ceiling_mg_per_kg', models.DecimalField(decimal_places=3, max_digits=5, null=True)),
                        ('ceiling_mg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('made_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='course.course')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['course', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='plans_are_numbered'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_plan_has_its_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='PlannedCycle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('on', models.DateField()),
                        ('mg_per_kg', models.DecimalField(decimal_places=3, max_digits=5, null=True)),
                        ('dose_mg', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                        ('tier', models.CharField(blank=True, max_length=40)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='course.planversion')),
                    ],
                    options={
                        'ordering': ['version', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='planned_sessions_are_numbered')],
                    },
                ),
            ],
        ),
    ]
