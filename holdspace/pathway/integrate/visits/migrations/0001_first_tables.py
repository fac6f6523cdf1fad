"""The first tables, made together."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('consult', '0001_first_tables'),
        ('dosing_session', '0001_first_tables'),
        ('people', '0001_first_tables'),
        ('schedule', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='IntegrationVisit',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('went_home_at', models.DateTimeField()),
                        ('proposed_at', models.DateTimeField()),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='integration_visit', to='dosing_session.dosingsession')),
                    ],
                    options={
                        'ordering': ['-went_home_at'],
                        'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['clinic', 'went_home_at'], name='visits_not_settled')],
                    },
                ),
                migrations.CreateModel(
                    name='NotesKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wrapped', models.BinaryField()),
                        ('site_key_id', models.CharField(max_length=16)),
                        ('made_at', models.DateTimeField()),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('patient', 'author'), name='one_notes_key_for_each_author')],
                    },
                ),
                migrations.CreateModel(
                    name='OtherCare',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('therapist', 'Therapist'), ('coach', 'Integration coach'), ('psychiatrist', 'Psychiatrist'), ('family_doctor', 'Family doctor'), ('group', 'Group'), ('body_work', 'Body or movement work'), ('other', 'Other')], max_length=20)),
                        ('name', models.CharField(max_length=200)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['kind', 'name'],
                    },
                ),
                migrations.CreateModel(
                    name='PsychotherapyNote',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('sealed', models.BinaryField()),
                        ('written_at', models.DateTimeField()),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='visits.psychotherapynote')),
                    ],
                    options={
                        'ordering': ['-written_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Share',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('to_whom', models.TextField()),
                        ('purpose', models.CharField(max_length=300)),
                        ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                        ('content', models.JSONField()),
                        ('secret_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('word_hash', models.CharField(max_length=256)),
                        ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                        ('made_at', models.DateTimeField()),
                        ('until', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consult.consent')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-made_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('items', []), _negated=True), name='a_share_holds_something'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('made_at'))), name='a_share_ends_later')],
                    },
                ),
                migrations.CreateModel(
                    name='ShareOpening',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('read', 'Read'), ('printed', 'Took it as a file'), ('wrong_word', 'Tried a wrong word')], max_length=12)),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='visits.share')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Specialist',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('therapist', 'Therapist'), ('coach', 'Integration coach'), ('psychiatrist', 'Psychiatrist'), ('family_doctor', 'Family doctor'), ('group', 'Group'), ('body_work', 'Body or movement work'), ('other', 'Other')], max_length=20)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('languages', models.CharField(blank=True, max_length=200)),
                        ('insurance', models.CharField(blank=True, max_length=300)),
                        ('remote', models.CharField(blank=True, choices=[('', 'Not known'), ('both', 'In the room and by video'), ('only', 'By video only'), ('no', 'In the room only')], max_length=8)),
                        ('notes', models.TextField(blank=True)),
                        ('in_use', models.BooleanField(default=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='SpecialistWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('supportive', models.CharField(choices=[('yes', 'Supportive of ketamine work'), ('with_questions', 'Has questions, is willing to talk'), ('no', 'Not supportive of it')], max_length=20)),
                        ('basis', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('specialist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='visits.specialist')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='VisitRecord',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('held_on', models.DateField()),
                        ('themes', models.TextField()),
                        ('beliefs', models.TextField(blank=True)),
                        ('practised', models.TextField(blank=True)),
                        ('actions', models.TextField(blank=True)),
                        ('next_step', models.TextField(blank=True)),
                        ('shares_actions', models.BooleanField(default=False)),
                        ('reason', models.TextField(blank=True)),
                        ('signed_at', models.DateTimeField()),
                        ('content_sha256', models.CharField(max_length=64)),
                        ('appointment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schedule.appointment')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='visits.visitrecord')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession')),
                        ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-held_on', '-signed_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_corrected_visit_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='VisitWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('asks_for_a_time', 'Asks for a time'), ('own_therapist', 'Sees their own therapist'), ('not_this_time', 'Not this time'), ('done_elsewhere', 'It took place elsewhere'), ('ask_again', 'Open again')], max_length=20)),
                        ('words', models.TextField(blank=True)),
                        ('wished_at', models.DateTimeField(blank=True, null=True)),
                        ('elsewhere_on', models.DateField(blank=True, null=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='visits.integrationvisit')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'not_this_time'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='not_this_time_says_why')],
                    },
                ),
            ],
        ),
    ]
