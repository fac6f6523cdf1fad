"""Whoever changes history, with whatever rights, is found (promise R18, without the anchor)."""

from __future__ import annotations

import psycopg
import pytest
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.queries import BrokenChain, entries_of, verify_chain
from tests.pathway.dosing_session.story import Tablet, opened

TABLE = "dosing_session_sessionevent"


@pytest.mark.parametrize(
    "tampering",
    [
        f"UPDATE {TABLE} SET payload = '{{}}' WHERE sequence = 3",
        f"UPDATE {TABLE} SET occurred_at = occurred_at - interval '1 minute' WHERE sequence = 3",
        (
            f"UPDATE {TABLE} SET author_id = (SELECT id FROM people_staffmember"
            " WHERE name = 'Mei Tan') WHERE sequence = 3"
        ),
        f"DELETE FROM {TABLE} WHERE sequence = 3",
        (
            f"UPDATE {TABLE} SET sequence = 99 WHERE sequence = 3;"
            f"UPDATE {TABLE} SET sequence = 3 WHERE sequence = 4;"
            f"UPDATE {TABLE} SET sequence = 4 WHERE sequence = 99"
        ),
        f"UPDATE {TABLE} SET hash = previous_hash WHERE sequence = 5",
    ],
    ids=["edited", "back-dated", "another author", "deleted", "swapped", "hash replaced"],
)
def test_a_changed_line_is_found(own_database, tampering) -> None:
    cast = make_cast()
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, timezone.now()))
        for code in ("tears", "laughter", "fear", "grief"):
            tablet.chart(cast.actor("jonas"), timezone.now(), "Observed", code=code)
        whole = verify_chain(tablet.session)
    tamper(own_database, tampering)

    with clinic_context(cast.clinic.id), pytest.raises(BrokenChain):
        verify_chain(tablet.session)
    assert whole == 5


def test_a_process_that_knew_the_log_reads_it_again_when_history_changed(own_database) -> None:
    cast = make_cast()
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, timezone.now()))
        tablet.chart(cast.actor("jonas"), timezone.now(), "Observed", code="tears")
        known = len(entries_of(tablet.session))
    tamper(own_database, f"DELETE FROM {TABLE} WHERE sequence = 2")

    with clinic_context(cast.clinic.id):
        assert (known, len(entries_of(tablet.session))) == (2, 1)


def tamper(database, statements: str) -> None:
    """As somebody with every right over the database."""
    with psycopg.connect(database.admin_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements.split(";"):
            connection.execute(statement)
