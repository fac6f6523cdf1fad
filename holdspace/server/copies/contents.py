"""What stands in a database, in figures: rows and a checksum of each table, where each log ends.

Asked of the record in the same snapshot that a copy is made of, and of the copy once it was loaded:
the two must be alike to the last row. Says nothing about anybody.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

from holdspace.server.database_address import APP_ROLE

_Row = tuple[Any, ...]

HEADS = """
    SELECT DISTINCT ON (session_id) session_id::text, sequence, encode(hash, 'hex')
    FROM dosing_session_sessionevent ORDER BY session_id, sequence DESC
"""
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
RIGHTS = """
    SELECT relname, string_agg(right_to, '' ORDER BY place)
    FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'])
        WITH ORDINALITY AS named (name, place),
        LATERAL (SELECT CASE WHEN has_table_privilege(%s, pg_class.oid, name)
                             THEN left(name, 1) ELSE '-' END AS right_to) AS said
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    GROUP BY relname ORDER BY relname
"""
# How a value is written as text depends on these; the same on both sides.
AS_TEXT = (
    "SET TimeZone = 'UTC'", "SET DateStyle = 'ISO, YMD'", "SET IntervalStyle = 'postgres'",
    "SET extra_float_digits = 1", "SET bytea_output = 'hex'",
)  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """The figures of one database at one moment."""

    server_major: int
    migrations: list[str]
    tables: dict[str, list[Any]]
    """Rows, and a sum over the checksum of each row: whatever order they lie in."""
    rights: dict[str, str]
    """What the site's role may do to each table: the logs must not become editable on the way."""
    logs: int
    heads_sha256: str
    """Over the number and the hash of the last line of every session's log."""
    bytes_on_disk: int

    @property
    def rows(self) -> int:
        return sum(int(rows) for rows, _ in self.tables.values())

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def of_json(cls, read: dict[str, Any]) -> Contents:
        return cls(**read)


def contents_of(connection: psycopg.Connection[_Row]) -> Contents:
    """Read in the transaction that is open, as a role that sees every clinic."""
    for one in AS_TEXT:
        connection.execute(one)
    names = [str(name) for (name,) in connection.execute(TABLES).fetchall()]
    heads = connection.execute(HEADS).fetchall() if "dosing_session_sessionevent" in names else []
    told = hashlib.sha256("".join(f"{log} {last} {end}\n" for log, last, end in heads).encode())
    applied = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return Contents(
        server_major=connection.info.server_version // 10_000,
        migrations=[str(name) for (name,) in applied.fetchall()],
        tables={name: _table(connection, name) for name in names},
        rights=rights_of(connection),
        logs=len(heads),
        heads_sha256=told.hexdigest(),
        bytes_on_disk=_one(connection, "SELECT pg_database_size(current_database())"),
    )


def rights_of(connection: psycopg.Connection[_Row]) -> dict[str, str]:
    """By table: first letters of what the site's role may do, a dash for what it may not."""
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone()
    rows = connection.execute(RIGHTS, [APP_ROLE]).fetchall() if there else []
    return {str(name): str(rights) for name, rights in rows}


def other_rights(said: dict[str, str], found: dict[str, str]) -> list[str]:
    """Tables that the site's role may do something else to than in the record."""
    return [
        f"{name}: the site's role may do {found.get(name, 'nothing')} and should {rights}"
        for name, rights in said.items()
        if found.get(name) != rights
    ]


def differences(said: Contents, found: Contents) -> list[str]:
    """What is not as the manifest says, in words; empty when all of it is."""
    names = sorted(said.tables.keys() | found.tables.keys())
    compares_rows = said.server_major == found.server_major
    unlike = [
        _difference(
            name, said.tables.get(name), found.tables.get(name), compares_rows=compares_rows
        )
        for name in names
    ]
    logs = [] if said.heads_sha256 == found.heads_sha256 else ["the logs end elsewhere"]
    migrations = [] if said.migrations == found.migrations else ["other tables than it says"]
    rights = other_rights(said.rights, found.rights)
    return [*(one for one in unlike if one), *logs, *migrations, *rights]


def _difference(
    name: str, said: list[Any] | None, found: list[Any] | None, *, compares_rows: bool
) -> str:
    if said is None or found is None:
        return f"{name}: the table is {'missing' if found is None else 'not of the copy'}"
    if said[0] != found[0]:
        return f"{name}: {found[0]} of {said[0]} rows"
    # Another PostgreSQL may work out another checksum of the same row.
    if compares_rows and said[1] != found[1]:
        return f"{name}: its rows are not what was copied"
    return ""


def _table(connection: psycopg.Connection[_Row], name: str) -> list[Any]:
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text"
        " FROM ONLY {} AS t"
    ).format(sql.Identifier(name))
    row = connection.execute(query).fetchone()
    return [int(row[0]), str(row[1])] if row else [0, "0"]


def _one(connection: psycopg.Connection[_Row], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
