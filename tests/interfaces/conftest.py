"""A clinic with one known monitor, and the gateway that hears it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.interfaces.gateway_process import GatewayProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database

# A busy machine is no failure: what is proved here is never a time.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture
def clinic(own_database: Database) -> Cast:
    """The cast in a database of its own, committed, for the gateway to find."""
    from holdspace.clinic.demo import make_cast

    return make_cast()


@pytest.fixture
def homeless_monitor(clinic: Cast) -> str:
    """The device key of a monitor that is known and stands nowhere."""
    from tests.interfaces.clinic_monitors import add_monitor

    return add_monitor(clinic, "BEDSIDE / ONE").device_key


@pytest.fixture
def standing_monitor(clinic: Cast) -> str:
    """The device key of a monitor that Ana said stands in Room 1 since an hour ago."""
    from tests.interfaces.clinic_monitors import add_monitor, assign

    monitor = add_monitor(clinic, "BEDSIDE / ONE")
    assign(clinic, monitor, "Room 1", from_at=datetime.now(UTC) - timedelta(hours=1))
    return monitor.device_key


@pytest.fixture
def open_session(clinic: Cast, standing_monitor: str) -> str:
    """The id of a session that is open in Room 1 since half an hour ago."""
    from tests.interfaces.clinic_monitors import session_in

    opened_at = datetime.now(UTC) - timedelta(minutes=30)
    return str(session_in(clinic, "Room 1", "mara", opened_at=opened_at).pk)


@pytest.fixture
def gateway(own_database: Database, tmp_path: Path) -> Iterator[GatewayProcess]:
    process = GatewayProcess(tmp_path / "spool", own_database.app_url)
    yield process
    process.stop()
