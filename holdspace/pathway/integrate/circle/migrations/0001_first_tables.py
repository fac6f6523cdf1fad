"""The first tables, made together."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdspace.clinic.first_tables import MadeTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_first_tables'),
        ('schedule', '0001_first_tables'),
        ('supporters', '0001_first_tables'),
    ]

    operations = [
        MadeTogether(
            tables=[
                migrations.CreateModel(
                    name='CircleCall',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('opened_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='supporters.supporter')),
                    ],
                    options={
                        'ordering': ['-opened_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('supporter',), name='one_open_call_of_a_supporter')],
                    },
                ),
                migrations.CreateModel(
                    name='CircleCallMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='circle.circlecall')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CircleUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('opened', 'Opened the page'), ('opened_quiet', 'Opened the page; there was nothing new'), ('ticked', 'Ticked a line of the evening'), ('unticked', 'Took a tick away'), ('called', 'Told the clinic that something is wrong')], max_length=16)),
                        ('detail', models.CharField(blank=True, max_length=40)),
                        ('visit_on', models.DateField(blank=True, null=True)),
                        ('at', models.DateTimeField()),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='supporters.supporter')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='EveningTick',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=30)),
                        ('is_done', models.BooleanField()),
                        ('at', models.DateTimeField()),
                        ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schedule.appointment')),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supporters.supporter')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
            ],
        ),
    ]
