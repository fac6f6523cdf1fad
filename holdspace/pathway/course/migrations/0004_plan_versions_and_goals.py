"""How a course is planned, version by version; its goals, version by version."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall

TABLES = ("course_planversion", "course_plannedcycle", "course_goals")


class Migration(migrations.Migration):

    dependencies = [
        ('course', '0003_medicine_acting'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
    ]

    operations = [
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
            },
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('course', 'number'), name='plans_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_plan_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='plannedcycle',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='planned_sessions_are_numbered'),
        ),
        *(clinic_wall(table) for table in TABLES),
        *(append_only(table) for table in TABLES),
    ]
