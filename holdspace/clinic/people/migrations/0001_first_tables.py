"""The first tables, made together."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='Account',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Clinic',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('time_zone', models.CharField(default='UTC', max_length=64)),
                        ('emergency_number', models.CharField(blank=True, max_length=40)),
                        ('emergency_address', models.TextField(blank=True)),
                        ('country', models.CharField(blank=True, max_length=2)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('opening_hours', models.JSONField(blank=True, default=dict)),
                        ('crisis_lines', models.JSONField(blank=True, default=list)),
                    ],
                ),
                migrations.CreateModel(
                    name='Patient',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('given_name', models.CharField(max_length=100)),
                        ('family_name', models.CharField(max_length=100)),
                        ('called', models.CharField(blank=True, max_length=100, verbose_name='what they like to be called')),
                        ('born_on', models.DateField()),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('time_zone', models.CharField(blank=True, max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['family_name', 'given_name'],
                    },
                ),
                migrations.CreateModel(
                    name='StaffMember',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=200)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                        ('is_medical_director', models.BooleanField(default=False)),
                        ('is_active', models.BooleanField(default=True)),
                        ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership', to=settings.AUTH_USER_MODEL)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='SignedStatement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(choices=[('own_limits', 'Signals from our own limits'), ('variant', 'A variant of a protocol')], max_length=32)),
                        ('detail', models.CharField(blank=True, max_length=200)),
                        ('text', models.TextField()),
                        ('signed_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-signed_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('clinic', 'subject', 'detail'), name='one_statement_in_force')],
                    },
                ),
            ],
        ),
    ]
