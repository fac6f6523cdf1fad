"""The walls around the schedule; the database itself keeps a person out of two appointments at once."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall

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
    dependencies = [("schedule", "0001_first_tables")]
    operations = [
        clinic_wall("schedule_appointment"),
        clinic_wall("schedule_appointmentstaff"),
        migrations.RunSQL(sql=ADD, reverse_sql=REMOVE),
    ]
