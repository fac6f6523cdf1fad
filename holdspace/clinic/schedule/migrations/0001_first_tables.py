"""The first tables, made together."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import holdspace.clinic.schedule.models
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
                    name='Appointment',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('consult', 'Consultation'), ('preparation', 'Preparation'), ('dosing', 'Dosing session'), ('integration', 'Integration')], max_length=16)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('zone', models.CharField(max_length=64)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.patient')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rooms.room')),
                        ('staff', models.ManyToManyField(through='schedule.AppointmentStaff', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['starts_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at__isnull', True)), expressions=[(models.Func(models.F('room_id'), models.F('room_id'), models.Value('[]'), function='int8range'), '&&'), (holdspace.clinic.schedule.models._During(models.F('starts_at'), models.F('ends_at'), models.Value('[)')), '&&')], name='one_appointment_per_room')],
                    },
                ),
                migrations.CreateModel(
                    name='AppointmentStaff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='schedule.appointment')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.staffmember')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('appointment', 'staff'), name='booked_once')],
                    },
                ),
            ],
        ),
    ]
