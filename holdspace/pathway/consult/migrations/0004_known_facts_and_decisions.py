"""What is known of a person, and what was decided on it: logs that only grow."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall

TABLES = (
    "consult_statedfact",
    "consult_medicineline",
    "consult_listedthing",
    "consult_intakefinished",
    "consult_resolution",
    "consult_signeddecision",
)

class Migration(migrations.Migration):

    dependencies = [
        ('consult', '0003_signed_by_the_person'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
    ]

    operations = [
        migrations.CreateModel(
            name='IntakeFinished',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('open_questions', models.PositiveSmallIntegerField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ListedThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('line', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('condition', 'Condition'), ('allergy', 'Allergy')], max_length=12)),
                ('typed', models.CharField(max_length=200)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('is_off_the_list', models.BooleanField(default=False)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['patient', 'line', '-id'], name='latest_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='MedicineLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('line', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('typed', models.CharField(max_length=120)),
                ('ingredient', models.CharField(blank=True, max_length=80)),
                ('dose_mg', models.DecimalField(blank=True, decimal_places=3, max_digits=9, null=True)),
                ('times_a_day', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ('is_as_needed', models.BooleanField(default=False)),
                ('taken_as', models.CharField(blank=True, max_length=40)),
                ('last_taken_at', models.DateTimeField(blank=True, null=True)),
                ('is_off_the_list', models.BooleanField(default=False)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['patient', 'line', '-id'], name='latest_of_a_medicine')],
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule_id', models.CharField(max_length=40)),
                ('fingerprint', models.CharField(max_length=64)),
                ('finding', models.JSONField()),
                ('reason', models.TextField()),
                ('as_prescriber', models.BooleanField()),
                ('is_taken_back', models.BooleanField(default=False)),
                ('resolved_at', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('resolved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['patient', 'fingerprint'], name='said_about_a_finding')],
            },
        ),
        migrations.CreateModel(
            name='SignedDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('go', 'Go'), ('go_with_conditions', 'Go with conditions'), ('defer', 'Defer'), ('not_suitable', 'Not suitable')], max_length=20)),
                ('conditions', models.TextField(blank=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('needed', models.TextField(blank=True)),
                ('words_for_person', models.TextField(blank=True)),
                ('meaning', models.CharField(max_length=200)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'ordering': ['-signed_at'],
                'indexes': [models.Index(fields=['patient', '-signed_at'], name='latest_decision')],
            },
        ),
        migrations.CreateModel(
            name='StatedFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('code', models.CharField(max_length=60)),
                ('value', models.JSONField(blank=True, null=True)),
                ('why_unknown', models.CharField(blank=True, choices=[('do_not_know', 'Not known'), ('rather_not_say', 'Would rather not say')], max_length=16)),
                ('as_of', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['patient', 'code', '-id'], name='latest_of_a_fact')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('value__isnull', True), ('why_unknown__gt', '')), models.Q(('value__isnull', False), ('why_unknown', '')), _connector='OR'), name='a_fact_is_known_or_says_why_not')],
            },
        ),
        *(clinic_wall(table) for table in TABLES),
        *(append_only(table) for table in TABLES),
    ]
