"""Input from elsewhere, read from the folder HOLDSPACE_RECORDINGS names; none of it is ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.interfaces.gateway_process import GatewayProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder; where it is not given, these tests are reported as not run, with the reason."""
    named = os.environ.get("HOLDSPACE_RECORDINGS")
    if not named:
        pytest.skip("not run: HOLDSPACE_RECORDINGS does not name a folder of recordings")
    return Path(named)


@pytest.fixture
def clinic(recordings: Path, own_database: Database) -> Cast:
    from holdspace.clinic.demo import make_cast
    from tests.clinic_hours import in_the_afternoon

    return in_the_afternoon(make_cast())


@pytest.fixture
def gateway(own_database: Database, clinic: Cast, tmp_path: Path) -> Iterator[GatewayProcess]:
    """It begins when the clinic is where it shall be: the zone a clinic is in does not change."""
    process = GatewayProcess(tmp_path / "spool", own_database.app_url)
    yield process
    process.stop()
