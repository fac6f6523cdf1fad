"""The clinic's own screening settings, and whether a word was the medical director's."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [
        ('consult', '0004_known_facts_and_decisions'),
        ('people', '0004_hours_lines_and_a_zone_of_their_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='resolution',
            name='as_medical_director',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='SettingsVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('changes', models.JSONField()),
                ('reason', models.TextField()),
                ('as_medical_director', models.BooleanField()),
                ('noted_at', models.DateTimeField()),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('clinic', 'number'), name='one_settings_version_of_each_number')],
            },
        ),
        clinic_wall('consult_settingsversion'),
        append_only('consult_settingsversion'),
    ]
