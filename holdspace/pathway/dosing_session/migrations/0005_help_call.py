"""Chairs, who listens for their calls, and entries that no member of staff wrote."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import clinic_wall


class Migration(migrations.Migration):

    dependencies = [
        ('dosing_session', '0004_signed_documents'),
        ('people', '0003_statements_newest_first'),
        ('rooms', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChairDevice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code_sha256', models.BinaryField(max_length=32, null=True, unique=True)),
                ('code_until', models.DateTimeField()),
                ('key_sha256', models.BinaryField(max_length=32, null=True, unique=True)),
                ('made_at', models.DateTimeField()),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='HelpListener',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device_id', models.UUIDField()),
                ('is_visible', models.BooleanField()),
                ('may_sound', models.BooleanField()),
                ('heard_at', models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name='sessionevent',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddIndex(
            model_name='sessionevent',
            index=models.Index(condition=models.Q(('kind', 'HelpCalled')), fields=['clinic', '-recorded_at'], name='help_calls_lately'),
        ),
        migrations.AddConstraint(
            model_name='sessionevent',
            constraint=models.CheckConstraint(condition=models.Q(('author__isnull', False), ('kind__in', ['HelpCalled', 'HelpNotReached']), _connector='OR'), name='only_a_call_has_no_author'),
        ),
        migrations.AddField(
            model_name='chairdevice',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='chairdevice',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='chairdevice',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dosing_session.dosingsession'),
        ),
        migrations.AddField(
            model_name='helplistener',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='helplistener',
            name='room',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rooms.room'),
        ),
        migrations.AddField(
            model_name='helplistener',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='chairdevice',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('session',), name='one_chair_device_of_a_session'),
        ),
        migrations.AddIndex(
            model_name='helplistener',
            index=models.Index(fields=['clinic', '-heard_at'], name='who_was_heard_lately'),
        ),
        migrations.AddConstraint(
            model_name='helplistener',
            constraint=models.UniqueConstraint(fields=('clinic', 'device_id'), name='a_page_listens_once'),
        ),
        clinic_wall(
            "dosing_session_chairdevice",
            # One door: the device itself, by the code it was given or the key it keeps.
            or_where=(
                "nullif(current_setting('app.chair_key', true), '')"
                " IN (encode(code_sha256, 'hex'), encode(key_sha256, 'hex'))"
            ),
        ),
        clinic_wall("dosing_session_helplistener"),
    ]
