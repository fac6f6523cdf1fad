"""The first tables, made together."""

import django.db.models.deletion
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
                    name='OwnTimes',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('product', models.CharField(max_length=16)),
                        ('route', models.CharField(max_length=12)),
                        ('minutes', models.JSONField(default=dict)),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(max_length=20)),
                        ('values', models.JSONField(default=dict)),
                        ('saved_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('cycle', 'what'), name='one_draft_of_each')],
                    },
                ),
                migrations.CreateModel(
                    name='Escort',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('name', models.CharField(max_length=200)),
                        ('phone', models.CharField(max_length=40)),
                        ('relation', models.CharField(blank=True, max_length=100)),
                        ('ride', models.CharField(blank=True, choices=[('their_car', "In the escort's car"), ('taxi', 'By taxi, together'), ('public_transport', 'By bus or train, together'), ('on_foot', 'On foot, together')], max_length=20)),
                        ('expected_at', models.DateTimeField(blank=True, null=True)),
                        ('is_confirmed', models.BooleanField(default=False)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='escort_says_who_wrote_it')],
                    },
                ),
                migrations.CreateModel(
                    name='GuidancePlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('level', models.PositiveSmallIntegerField(choices=[(0, 'Silent'), (1, 'Non-directive presence'), (2, 'Light touchpoints'), (3, 'Supportive'), (4, 'Active')])),
                        ('is_touch_allowed', models.BooleanField(default=False)),
                        ('touch_areas', models.CharField(blank=True, max_length=200)),
                        ('hand_signal', models.CharField(blank=True, max_length=200)),
                        ('words_that_help', models.TextField(blank=True)),
                        ('when_it_gets_hard', models.TextField(blank=True)),
                        ('music', models.TextField(blank=True)),
                        ('eye_mask', models.CharField(blank=True, max_length=200)),
                        ('avoid', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='guidanceplan_says_who_wrote_it'), models.CheckConstraint(condition=models.Q(('level__gte', 0), ('level__lte', 4)), name='five_levels_of_guidance'), models.CheckConstraint(condition=models.Q(('is_touch_allowed', False), models.Q(('touch_areas', ''), _negated=True), _connector='OR'), name='touch_says_where')],
                    },
                ),
                migrations.CreateModel(
                    name='Intention',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('words', models.TextField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='intention_says_who_wrote_it')],
                    },
                ),
                migrations.CreateModel(
                    name='LetPass',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('code', models.CharField(max_length=40)),
                        ('reason', models.TextField()),
                        ('about_as_of', models.DateTimeField(null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='letpass_says_who_wrote_it'), models.CheckConstraint(condition=models.Q(('requested_by', models.F('noted_by')), _negated=True), name='let_pass_by_a_second_person'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='let_pass_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='MedicineLines',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('words', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='medicinelines_says_who_wrote_it')],
                    },
                ),
                migrations.CreateModel(
                    name='ReadinessNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('code', models.CharField(max_length=40)),
                        ('met', models.CharField(choices=[('met', 'Met'), ('unmet', 'Not met'), ('unknown', 'Not known')], max_length=8)),
                        ('detail', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='readinessnote_says_who_wrote_it')],
                    },
                ),
                migrations.CreateModel(
                    name='SettingChecked',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('room', models.CharField(max_length=100)),
                        ('answers', models.JSONField(default=dict)),
                        ('note', models.TextField(blank=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='settingchecked_says_who_wrote_it')],
                    },
                ),
                migrations.CreateModel(
                    name='WeightMeasured',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                        ('noted_at', models.DateTimeField()),
                        ('weight_kg', models.DecimalField(decimal_places=2, max_digits=5)),
                        ('measured_on', models.DateField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle')),
                        ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='weightmeasured_says_who_wrote_it'), models.CheckConstraint(condition=models.Q(('weight_kg__gte', 25), ('weight_kg__lte', 300)), name='plausible_weight_kg')],
                    },
                ),
            ],
        ),
    ]
