"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_first_tables'),
        ('rooms', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='Tablet',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=60)),
                        ('key_sha256', models.BinaryField(max_length=32, unique=True)),
                        ('server_half', models.BinaryField(max_length=32)),
                        ('enrolled_at', models.DateTimeField()),
                        ('unenrolled_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('enrolled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rooms.room')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('unenrolled_at__isnull', True)), fields=('clinic', 'name'), name='one_enrolled_tablet_of_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='TabletPin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pin_hash', models.CharField(max_length=256)),
                        ('signing_key', models.BinaryField(max_length=32)),
                        ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                        ('set_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('tablet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pins', to='tablets.tablet')),
                    ],
                    options={
                        'ordering': ['staff__name'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('tablet', 'staff'), name='one_pin_for_a_person_on_a_tablet')],
                    },
                ),
            ],
        ),
    ]
