"""Samples, in a table for each month; the walls around the session and its logs, which only grow."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

# One wide row per moment of a monitor, partitioned by month; what is out of range of every month
# falls into the default partition rather than being refused.
SAMPLES = """
CREATE SEQUENCE vitals_sample_id;
CREATE TABLE vitals_sample (
    id bigint NOT NULL DEFAULT nextval('vitals_sample_id'),
    clinic_id bigint NOT NULL REFERENCES people_clinic,
    monitor_id bigint NOT NULL REFERENCES dosing_session_monitor,
    session_id uuid NULL REFERENCES dosing_session_dosingsession,
    room_id bigint NOT NULL REFERENCES rooms_room,
    message_id bigint NOT NULL REFERENCES dosing_session_monitormessage,
    at timestamptz NOT NULL,
    device_at timestamptz NULL,
    received_at timestamptz NOT NULL,
    clock_offset_seconds numeric(14, 3) NULL,
    heart_rate_per_min numeric(6, 2) NULL,
    pulse_rate_per_min numeric(6, 2) NULL,
    spo2_percent numeric(5, 2) NULL,
    systolic_mmhg numeric(6, 2) NULL,
    diastolic_mmhg numeric(6, 2) NULL,
    mean_pressure_mmhg numeric(6, 2) NULL,
    respiratory_rate_per_min numeric(6, 2) NULL,
    etco2_mmhg numeric(6, 2) NULL,
    temperature_celsius numeric(5, 2) NULL,
    other jsonb NOT NULL DEFAULT '{}',
    flags jsonb NOT NULL DEFAULT '[]',
    alarms jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
-- What a monitor sent to a session after one sample, without reading them all.
CREATE INDEX samples_of_a_session ON vitals_sample (session_id, id);
CREATE INDEX samples_of_a_monitor ON vitals_sample (monitor_id, at);
CREATE TABLE vitals_sample_other_times PARTITION OF vitals_sample DEFAULT;
CREATE FUNCTION make_sample_partitions(first_month date, months integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    month date;
    name text;
BEGIN
    FOR step IN 0 .. months - 1 LOOP
        month := (date_trunc('month', first_month) + step * interval '1 month')::date;
        name := 'vitals_sample_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF vitals_sample FOR VALUES FROM (%L) TO (%L)',
                name, month, (month + interval '1 month')::date);
            EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdspace_app') THEN
                EXECUTE format('REVOKE ALL ON %I FROM holdspace_app', name);
            END IF;
        END IF;
    END LOOP;
END $$;
SELECT make_sample_partitions((now() - interval '1 month')::date, 26);
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdspace_app') THEN
        REVOKE ALL ON vitals_sample_other_times FROM holdspace_app;
        GRANT USAGE ON SEQUENCE vitals_sample_id TO holdspace_app;
    END IF;
END $$;
"""
NO_SAMPLES = """
DROP TABLE vitals_sample;
DROP FUNCTION make_sample_partitions;
DROP SEQUENCE vitals_sample_id;
"""


class Migration(migrations.Migration):
    dependencies = [("dosing_session", "0001_first_tables")]
    operations = [
        migrations.RunSQL(sql=SAMPLES, reverse_sql=NO_SAMPLES),
        clinic_wall("dosing_session_dosingsession"),
        clinic_wall("dosing_session_sessionevent"),
        append_only("dosing_session_sessionevent"),
        clinic_wall("dosing_session_monitor"),
        clinic_wall("dosing_session_monitorassignment"),
        clinic_wall("dosing_session_monitormessage"),
        append_only("dosing_session_monitormessage"),
        clinic_wall("dosing_session_messageresolved"),
        append_only("dosing_session_messageresolved"),
        clinic_wall("vitals_sample"),
        append_only("vitals_sample"),
        clinic_wall("dosing_session_signeddocument"),
        append_only("dosing_session_signeddocument"),
        clinic_wall(
            "dosing_session_chairdevice",
            # One door: the device itself, by the code it was given or the key it keeps.
            or_where=(
                "nullif(current_setting('app.chair_key', true), '')"
                " IN (encode(code_sha256, 'hex'), encode(key_sha256, 'hex'))"
            ),
        ),
        clinic_wall("dosing_session_helplistener"),
        clinic_wall("dosing_session_monitordoubt"),
        clinic_wall("dosing_session_soundsetting"),
        append_only("dosing_session_soundsetting"),
        clinic_wall("dosing_session_signalshown"),
        append_only("dosing_session_signalshown"),
    ]
