"""Who is disabled has no stream left open: each listens for the account it belongs to."""

from __future__ import annotations

import psycopg

from holdspace.clinic.access.actions import disable_member
from holdspace.clinic.access.ending import CHANNEL
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast


def test_open_streams_are_told_at_once(own_database) -> None:
    cast = make_cast()

    with psycopg.connect(own_database.app_url, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        with clinic_context(cast.clinic.id):
            disable_member(actor=cast.actor("owner"), member=cast.staff["ana"])
        heard = [notice.payload for notice in listener.notifies(timeout=5, stop_after=1)]

    assert heard == [str(cast.staff["ana"].account_id)]
