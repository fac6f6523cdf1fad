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
        ('people', '0001_first_tables'),
        ('people', '__first__'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='Supporter',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=60)),
                        ('relation', models.CharField(blank=True, max_length=60)),
                        ('invited_at', models.DateTimeField()),
                        ('joined_at', models.DateTimeField(blank=True, null=True)),
                        ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to=settings.AUTH_USER_MODEL)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['invited_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', True), ('joined_at__isnull', True)), models.Q(('account__isnull', False), ('joined_at__isnull', False)), _connector='OR'), name='who_joined_has_an_account')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('secret_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('bound_sha256', models.BinaryField(blank=True, max_length=32, null=True)),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='supporters.supporter')),
                    ],
                    options={
                        'ordering': ['-made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='GrantChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('given', 'Given'), ('paused', 'Paused'), ('resumed', 'Taken up again'), ('ended', 'Ended')], max_length=12)),
                        ('at', models.DateTimeField()),
                        ('how', models.CharField(choices=[('own_pages', 'By the person, on their own pages')], default='own_pages', max_length=12)),
                        ('bundle', models.CharField(blank=True, max_length=20)),
                        ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                        ('purpose', models.CharField(blank=True, choices=[('next_visit', 'The next visit'), ('weeks_ahead', 'The weeks ahead')], max_length=12)),
                        ('begins_at', models.DateTimeField(blank=True, null=True)),
                        ('until', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='supporters.supporter')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'given'), _negated=True), models.Q(models.Q(('bundle', ''), _negated=True), models.Q(('purpose', ''), _negated=True), ('begins_at__isnull', False), ('until__isnull', False)), _connector='OR'), name='what_was_given_says_what_why_and_until_when')],
                    },
                ),
                migrations.CreateModel(
                    name='SupporterPhone',
                    fields=[
                        ('key_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('name', models.CharField(max_length=60)),
                        ('pin_hash', models.CharField(max_length=256)),
                        ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                        ('made_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['-last_used_at'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CircleHold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_held', models.BooleanField()),
                        ('reason', models.TextField()),
                        ('noted_at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='held_with_a_reason')],
                    },
                ),
            ],
        ),
    ]
