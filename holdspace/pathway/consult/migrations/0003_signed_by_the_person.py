"""A consent may be signed by the person alone; what they said back about their treatment."""

import django.db.models.deletion
from django.db import migrations, models

from holdspace.clinic.walls import append_only, clinic_wall

ENDS_ONCE = """
    CREATE OR REPLACE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_a_withdrawal text[] := ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_by_person'];
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.withdrawn_at IS NULL AND OLD.replaced_at IS NULL THEN
                IF NEW.withdrawn_at IS NOT NULL
                   AND to_jsonb(NEW) - of_a_withdrawal = to_jsonb(OLD) - of_a_withdrawal THEN
                    RETURN NEW;
                END IF;
                IF NEW.replaced_at IS NOT NULL
                   AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at' THEN
                    RETURN NEW;
                END IF;
            END IF;
        END IF;
        RAISE EXCEPTION 'A signed consent changes only by its withdrawal: % is refused.', TG_OP;
    END $$;
"""
WITHDRAWN_ONCE = """
    CREATE OR REPLACE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
               AND to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id'
                 = to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id' THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'A signed consent changes only by its withdrawal: % is refused.', TG_OP;
    END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consult', '0002_walls'),
        ('course', '0003_medicine_acting'),
        ('people', '0003_statements_newest_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='SaidBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=40)),
                ('question_version', models.PositiveSmallIntegerField()),
                ('answer', models.CharField(max_length=40)),
                ('is_right', models.BooleanField()),
                ('answered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TalkedThrough',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(max_length=64)),
                ('words', models.TextField()),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='consent',
            name='one_consent_in_force_per_text',
        ),
        migrations.AddField(
            model_name='consent',
            name='delete_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='consent',
            name='replaced_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='consent',
            name='scope',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='consent',
            name='signature_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='consent',
            name='signed_by_person',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='consent',
            name='withdrawn_by_person',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='consent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('course', 'item'), name='one_consent_in_force_per_item'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_by__isnull', True), ('signed_by_person', True)), models.Q(('recorded_by__isnull', False), ('signed_by_person', False)), _connector='OR'), name='signed_alone_or_before_a_witness'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by__isnull', True), ('withdrawn_by_person', False)), _connector='OR'), name='who_withdrew_says_when'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('text_version__lt', 2), ('item__in', ['treatment', 'research']), models.Q(('scope', ''), _negated=True), _connector='OR'), name='a_consent_says_how_far_it_goes'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('text_version__lt', 2), models.Q(('item', 'recording'), _negated=True), ('delete_on__isnull', False), _connector='OR'), name='a_recording_has_its_last_day'),
        ),
        migrations.AddField(
            model_name='saidback',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='saidback',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said_back', to='course.course'),
        ),
        migrations.AddField(
            model_name='talkedthrough',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.clinic'),
        ),
        migrations.AddField(
            model_name='talkedthrough',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talked_through', to='course.course'),
        ),
        migrations.AddField(
            model_name='talkedthrough',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        clinic_wall("consult_saidback"),
        append_only("consult_saidback"),
        clinic_wall("consult_talkedthrough"),
        append_only("consult_talkedthrough"),
        migrations.RunSQL(sql=ENDS_ONCE, reverse_sql=WITHDRAWN_ONCE),
    ]
