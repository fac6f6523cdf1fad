"""The database itself keeps a person out of two appointments at once."""

from django.db import migrations

# Built-in range types only: a person's id becomes a number, its range holds that one number.
ADD = """
    ALTER TABLE schedule_appointment ADD CONSTRAINT one_appointment_per_person
    EXCLUDE USING gist (
        int8range(
            hashtextextended(patient_id::text, 0), hashtextextended(patient_id::text, 0), '[]'
        ) WITH &&,
        tstzrange(starts_at, ends_at, '[)') WITH &&
    ) WHERE (cancelled_at IS NULL);
"""
REMOVE = "ALTER TABLE schedule_appointment DROP CONSTRAINT one_appointment_per_person;"


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_walls")]
    operations = [migrations.RunSQL(sql=ADD, reverse_sql=REMOVE)]
