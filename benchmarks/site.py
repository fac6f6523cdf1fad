"""A clinic with four open sessions behind a real worker, in a database made for the run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
from django.utils import timezone
from psycopg import sql

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.models import Monitor, MonitorAssignment
from tests.pathway.dosing_session.live import Browser, signed_in
from tests.pathway.dosing_session.story import opened

if TYPE_CHECKING:
    from holdspace.server.database_address import Database

ROOMS = (("mara", "Room 1"), ("theo", "Room 2"), ("rosa", "Room 3"), ("samir", "Room 4"))


class Site:
    """What the benchmarks measure."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.cast = make_cast()
        self._browsers: list[Browser] = []
        with clinic_context(self.cast.clinic.id):
            self.sessions = [
                opened(self.cast, timezone.now(), patient=patient, room=room)
                for patient, room in ROOMS
            ]

    def browser(self, port: int, who: str) -> Browser:
        self._browsers.append(signed_in(port, self.cast.staff[who]))
        return self._browsers[-1]

    def add_monitor(self, device_key: str, room: int) -> None:
        with clinic_context(self.cast.clinic.id):
            monitor = Monitor.objects.create(
                clinic=self.cast.clinic, name=device_key, device_key=device_key
            )
            MonitorAssignment.objects.create(
                clinic=self.cast.clinic,
                monitor=monitor,
                room=self.sessions[room].room,
                assigned_by=self.cast.staff["ana"],
                from_at=timezone.now() - timedelta(minutes=1),
            )

    def monitor(self, device_key: str) -> Monitor:
        return Monitor.objects.get(device_key=device_key)

    def count(self, table: str) -> int:
        """Rows of a table, whoever they belong to."""
        with psycopg.connect(self.database.admin_url) as connection:
            found = connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            ).fetchone()
        return int(found[0]) if found else 0
