"""Migration operations for the walls: row-level security, and logs that only grow."""

from __future__ import annotations

from django.db.migrations import RunSQL

APP_ROLE = "holdspace_app"
_OWN_CLINIC = "clinic_id = nullif(current_setting('app.clinic_id', true), '')::bigint"


def clinic_wall(table: str, *, or_where: str = "") -> RunSQL:
    """Rows of `table` are seen and written only inside their own clinic's context, by anybody."""
    own = f"({_OWN_CLINIC}) OR ({or_where})" if or_where else _OWN_CLINIC
    return RunSQL(
        sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY clinic_wall ON {table} USING ({own}) WITH CHECK ({_OWN_CLINIC});
        """,
        reverse_sql=f"""
            DROP POLICY clinic_wall ON {table};
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def only_the_author(table: str) -> RunSQL:
    """Of the rows that the clinic's wall lets through, those of the author who asks; no others."""
    own = "author_id = nullif(current_setting('app.author_id', true), '')::uuid"
    return RunSQL(
        sql=f"""
            CREATE POLICY only_the_author ON {table} AS RESTRICTIVE USING ({own})
                WITH CHECK ({own});
        """,
        reverse_sql=f"DROP POLICY only_the_author ON {table};",
    )


def append_only(table: str) -> RunSQL:
    """`table` is a log: the site may read and add; change, removal and truncation are refused."""
    return RunSQL(
        sql=f"""
            CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'The log % only grows: % is refused.', TG_TABLE_NAME, TG_OP;
            END $$;
            CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            DO $$ BEGIN
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
                    REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};
                END IF;
            END $$;
        """,  # noqa: S608 - the table is named by a migration, never from outside
        reverse_sql=f"""
            DROP TRIGGER only_grows ON {table};
            DROP TRIGGER never_emptied ON {table};
        """,
    )
