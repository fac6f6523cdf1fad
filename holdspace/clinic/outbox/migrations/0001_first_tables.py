"""The first tables, made together."""

import django.db.models.deletion
import django.db.models.functions.datetime
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
                    name='Mail',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=40)),
                        ('about_kind', models.CharField(blank=True, max_length=40)),
                        ('about_id', models.CharField(blank=True, max_length=64)),
                        ('link', models.CharField(blank=True, max_length=300)),
                        ('queued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('not_before', models.DateTimeField()),
                        ('not_after', models.DateTimeField()),
                        ('state', models.CharField(choices=[('waiting', 'Waits'), ('being_sent', 'Being sent'), ('sent', 'Sent'), ('not_taken', 'Not taken'), ('not_known', 'Not known whether it was sent'), ('too_late', 'Not sent in time'), ('cancelled', 'Not needed any more')], default='waiting', max_length=20)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('try_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('sent_to', models.CharField(blank=True, max_length=254)),
                        ('server_said', models.TextField(blank=True)),
                        ('told_at', models.DateTimeField(blank=True, null=True)),
                        ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                        ('patient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.patient')),
                        ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                    ],
                    options={
                        'ordering': ['-not_before', 'id'],
                        'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['clinic', 'try_at'], name='mails_to_send')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('patient__isnull', False), ('staff__isnull', True)), models.Q(('patient__isnull', True), ('staff__isnull', False)), _connector='OR'), name='a_mail_is_to_one_person'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('clinic', 'patient', 'staff', 'kind', 'about_kind', 'about_id', 'not_before'), name='one_mail_about_one_thing_at_one_time', nulls_distinct=False)],
                    },
                ),
            ],
        ),
    ]
