"""The two roles of the site, its database, and copies of it for tests.

The owner makes tables and runs migrations. The app reads and writes rows and nothing else: it
owns nothing, so it cannot switch off row-level security, drop a trigger or change a table.
"""

from __future__ import annotations

from dataclasses import replace

import psycopg
from psycopg import sql

from holdspace.server.database_address import APP_ROLE, OWNER_ROLE, Database


def ensure_roles(database: Database) -> None:
    """Make both roles and the site's database if they are missing, and set what each may do."""
    with _connect(replace(database, name="postgres")) as connection:
        for role in (OWNER_ROLE, APP_ROLE):
            if not _exists(connection, "pg_roles", "rolname", role):
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            # Said every time: a role that was widened by hand is narrowed again at the next start.
            connection.execute(
                sql.SQL(
                    "ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
                    " NOREPLICATION"
                ).format(sql.Identifier(role))
            )
        if not _exists(connection, "pg_database", "datname", database.name):
            create_database(database)


def create_database(database: Database, *, template: str = "template1") -> Database:
    """Make the database that `database` names, owned by the owner role, as a copy of `template`.

    Nobody may be connected to the template meanwhile.
    """
    with _connect(replace(database, name="postgres")) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(database.name), sql.Identifier(OWNER_ROLE), sql.Identifier(template)
            )
        )
        connection.execute(
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database.name))
        )
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(database.name), sql.Identifier(APP_ROLE)
            )
        )
    _grant_rows_to_app(database)
    return database


def clone(database: Database, name: str) -> Database:
    """A copy of `database` under another name: how a test gets its own, already migrated."""
    drop_database(replace(database, name=name))
    return create_database(replace(database, name=name), template=database.name)


def drop_database(database: Database) -> None:
    """Remove the database and end whoever is still connected to it."""
    with _connect(replace(database, name="postgres")) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name))
        )


def _grant_rows_to_app(database: Database) -> None:
    """What the owner makes from now on, the app may read and write. Migrations narrow the logs."""
    with _connect(database) as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute(
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP_ROLE))
        )
        for kind, rights in (
            ("TABLES", "SELECT, INSERT, UPDATE, DELETE"),
            ("SEQUENCES", "USAGE, SELECT"),
        ):
            connection.execute(
                sql.SQL(
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} ON {} TO {}"
                ).format(
                    sql.Identifier(OWNER_ROLE),
                    sql.SQL(rights),
                    sql.SQL(kind),
                    sql.Identifier(APP_ROLE),
                )
            )


def _connect(database: Database) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(database.admin_url, autocommit=True)


def _exists(
    connection: psycopg.Connection[tuple[object, ...]], catalogue: str, column: str, name: str
) -> bool:
    found = connection.execute(
        sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
            sql.Identifier(catalogue), sql.Identifier(column)
        ),
        [name],
    ).fetchone()
    return found is not None
