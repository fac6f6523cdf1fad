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
                    name='SaidBack',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('question', models.CharField(max_length=40)),
                        ('question_version', models.PositiveSmallIntegerField()),
                        ('answer', models.CharField(max_length=40)),
                        ('is_right', models.BooleanField()),
                        ('answered_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said_back', to='course.course')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='TalkedThrough',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text_sha256', models.CharField(max_length=64)),
                        ('words', models.TextField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talked_through', to='course.course')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('item', models.CharField(choices=[('treatment', 'Treatment'), ('touch', 'Touch'), ('recording', 'Recording'), ('observers', 'Observers'), ('supporter', 'Supporter'), ('sharing', 'Sharing'), ('research', 'Research')], max_length=16)),
                        ('text_version', models.PositiveSmallIntegerField()),
                        ('text_sha256', models.CharField(max_length=64)),
                        ('signed_name', models.CharField(max_length=200)),
                        ('meaning', models.CharField(max_length=200)),
                        ('given_at', models.DateTimeField()),
                        ('scope', models.TextField(blank=True)),
                        ('delete_on', models.DateField(blank=True, null=True)),
                        ('signature_sha256', models.CharField(blank=True, max_length=64)),
                        ('signed_by_person', models.BooleanField(default=False)),
                        ('replaced_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_by_person', models.BooleanField(default=False)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='course.course')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-given_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('course', 'item'), name='one_consent_in_force_per_item'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_by__isnull', True), ('signed_by_person', True)), models.Q(('recorded_by__isnull', False), ('signed_by_person', False)), _connector='OR'), name='signed_alone_or_before_a_witness'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by__isnull', True), ('withdrawn_by_person', False)), _connector='OR'), name='who_withdrew_says_when'), models.CheckConstraint(condition=models.Q(('text_version__lt', 2), ('item__in', ['treatment', 'research']), models.Q(('scope', ''), _negated=True), _connector='OR'), name='a_consent_says_how_far_it_goes'), models.CheckConstraint(condition=models.Q(('text_version__lt', 2), models.Q(('item', 'recording'), _negated=True), ('delete_on__isnull', False), _connector='OR'), name='a_recording_has_its_last_day')],
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
                        ('as_medical_director', models.BooleanField(default=False)),
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
                    name='SettingsVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('content', models.JSONField()),
                        ('changes', models.JSONField()),
                        ('reason', models.TextField()),
                        ('as_medical_director', models.BooleanField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('clinic', 'number'), name='one_settings_version_of_each_number')],
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
            ],
        ),
    ]
