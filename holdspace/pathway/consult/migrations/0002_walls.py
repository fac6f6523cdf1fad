"""The walls in the database around the first tables."""

from django.db import migrations

from holdspace.clinic.walls import clinic_wall

ONLY_WITHDRAWAL = """
    CREATE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
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
    CREATE TRIGGER only_withdrawn BEFORE UPDATE OR DELETE ON consult_consent
        FOR EACH ROW EXECUTE FUNCTION refuse_all_but_withdrawal();
    CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consult_consent
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_all_but_withdrawal();
"""
OPEN_AGAIN = """
    DROP TRIGGER only_withdrawn ON consult_consent;
    DROP TRIGGER never_emptied ON consult_consent;
    DROP FUNCTION refuse_all_but_withdrawal();
"""


class Migration(migrations.Migration):
    dependencies = [("consult", "0001_first_tables")]
    operations = [
        clinic_wall("consult_consent"),
        migrations.RunSQL(sql=ONLY_WITHDRAWAL, reverse_sql=OPEN_AGAIN),
    ]
