"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_first_tables'),
        ('people', '__first__'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='PatientLink',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('secret_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='PatientSignIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('begun_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='own_sign_in', to=settings.AUTH_USER_MODEL)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-begun_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('patient',), name='one_open_sign_in_of_a_patient')],
                    },
                ),
                migrations.CreateModel(
                    name='OwnDevice',
                    fields=[
                        ('key_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('name', models.CharField(max_length=60)),
                        ('pin_hash', models.CharField(max_length=256)),
                        ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                        ('made_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('sign_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='own_access.patientsignin')),
                    ],
                    options={
                        'ordering': ['-last_used_at'],
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
