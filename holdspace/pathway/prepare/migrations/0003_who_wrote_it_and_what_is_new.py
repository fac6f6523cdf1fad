"""Who wrote each entry, the person or staff; medicines, the room, what was let pass; drafts."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall

LOGS = (
    "prepare_letpass",
    "prepare_medicinelines",
    "prepare_settingchecked",
    "prepare_owntimes",
)


class Migration(migrations.Migration):

    dependencies = [
        ('course', '0004_plan_versions_and_goals'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
        ('prepare', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=20)),
                ('values', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField()),
            ],
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
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MedicineLines',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8)),
                ('noted_at', models.DateTimeField()),
                ('words', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnTimes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.CharField(max_length=16)),
                ('route', models.CharField(max_length=12)),
                ('minutes', models.JSONField(default=dict)),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
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
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='escort',
            name='source',
            field=models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8),
        ),
        migrations.AddField(
            model_name='guidanceplan',
            name='source',
            field=models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8),
        ),
        migrations.AddField(
            model_name='intention',
            name='source',
            field=models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8),
        ),
        migrations.AddField(
            model_name='readinessnote',
            name='source',
            field=models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8),
        ),
        migrations.AddField(
            model_name='weightmeasured',
            name='source',
            field=models.CharField(choices=[('staff', 'Written down by'), ('paper', 'Copied from what the person wrote or said, by'), ('person', 'Written by the person, on their own device')], default='staff', max_length=8),
        ),
        migrations.AlterField(
            model_name='escort',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AlterField(
            model_name='guidanceplan',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AlterField(
            model_name='intention',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AlterField(
            model_name='readinessnote',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AlterField(
            model_name='weightmeasured',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='escort',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='escort_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='guidanceplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='guidanceplan_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='intention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='intention_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='readinessnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='readinessnote_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='weightmeasured',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='weightmeasured_says_who_wrote_it'),
        ),
        migrations.AddField(
            model_name='draft',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='draft',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle'),
        ),
        migrations.AddField(
            model_name='letpass',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='letpass',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle'),
        ),
        migrations.AddField(
            model_name='letpass',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='letpass',
            name='requested_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='medicinelines',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='medicinelines',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle'),
        ),
        migrations.AddField(
            model_name='medicinelines',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='owntimes',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='owntimes',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='settingchecked',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='settingchecked',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='course.dosecycle'),
        ),
        migrations.AddField(
            model_name='settingchecked',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('cycle', 'what'), name='one_draft_of_each'),
        ),
        migrations.AddConstraint(
            model_name='letpass',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='letpass_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='letpass',
            constraint=models.CheckConstraint(condition=models.Q(('requested_by', models.F('noted_by')), _negated=True), name='let_pass_by_a_second_person'),
        ),
        migrations.AddConstraint(
            model_name='letpass',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='let_pass_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='medicinelines',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='medicinelines_says_who_wrote_it'),
        ),
        migrations.AddConstraint(
            model_name='settingchecked',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_by', None), ('source', 'person')), models.Q(models.Q(('source', 'person'), _negated=True), ('noted_by__isnull', False)), _connector='OR'), name='settingchecked_says_who_wrote_it'),
        ),
        *(clinic_wall(table) for table in (*LOGS, "prepare_draft")),
        *(append_only(table) for table in LOGS),
    ]
