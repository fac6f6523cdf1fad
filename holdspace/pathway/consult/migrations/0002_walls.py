"""The walls around consents and what is known of a person; how a signed consent may still change."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall

LOGS = (
    "consult_saidback",
    "consult_talkedthrough",
    "consult_statedfact",
    "consult_medicineline",
    "consult_listedthing",
    "consult_intakefinished",
    "consult_resolution",
    "consult_signeddecision",
    "consult_settingsversion",
)
ENDS_ONCE = """
    CREATE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
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
        migrations.RunSQL(sql=ENDS_ONCE, reverse_sql=OPEN_AGAIN),
        *(clinic_wall(table) for table in LOGS),
        *(append_only(table) for table in LOGS),
    ]
