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
                    name='JournalEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry_id', models.UUIDField()),
                        ('kept_at', models.DateTimeField()),
                        ('sealed_bytes', models.PositiveIntegerField()),
                        ('sha256', models.BinaryField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-kept_at', '-id'],
                        'indexes': [models.Index(fields=['patient', '-kept_at'], name='journal_by_time')],
                        'constraints': [models.UniqueConstraint(fields=('patient', 'entry_id'), name='one_entry_of_an_id')],
                    },
                ),
                migrations.CreateModel(
                    name='JournalKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_key', models.BinaryField()),
                        ('by_passphrase', models.BinaryField()),
                        ('by_recovery', models.BinaryField()),
                        ('proof_sha256', models.BinaryField()),
                        ('made_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                ),
                migrations.CreateModel(
                    name='JournalPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField()),
                        ('sealed', models.BinaryField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='journal.journalentry')),
                    ],
                    options={
                        'ordering': ['place'],
                        'constraints': [models.UniqueConstraint(fields=('entry', 'place'), name='one_part_at_a_place')],
                    },
                ),
                migrations.CreateModel(
                    name='SharedCopy',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('supporter_id', models.UUIDField(null=True)),
                        ('reader_name', models.CharField(max_length=200)),
                        ('shared_at', models.DateTimeField()),
                        ('words', models.BinaryField()),
                        ('key_wrapped', models.BinaryField()),
                        ('site_key_id', models.CharField(max_length=32)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='journal.journalentry')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-shared_at'],
                        'constraints': [models.UniqueConstraint(fields=('entry', 'staff', 'supporter_id'), name='one_copy_for_each_reader', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('staff__isnull', False), ('supporter_id__isnull', False), _connector='XOR'), name='a_copy_has_one_reader')],
                    },
                ),
                migrations.CreateModel(
                    name='SharedMedia',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField()),
                        ('content', models.BinaryField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media', to='journal.sharedcopy')),
                    ],
                    options={
                        'ordering': ['place'],
                        'constraints': [models.UniqueConstraint(fields=('copy', 'place'), name='one_medium_at_a_place')],
                    },
                ),
                migrations.CreateModel(
                    name='SharedOpening',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='journal.sharedcopy')),
                    ],
                    options={
                        'ordering': ['at'],
                    },
                ),
            ],
        ),
    ]
