"""Where one value ended a moment before the other, neither line is drawn over the gap."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from room_states import a_row

from tests.faults import eyes

if TYPE_CHECKING:
    from clinic_double import ClinicDouble
    from playwright.sync_api import Page

AWAY_FROM, BACK_AT = 20 * 60, 5 * 60
"""Seconds ago."""
MARGIN_SECONDS = 60


@pytest.mark.parametrize("longer", ["hr", "spo2"])
def test_a_value_that_ended_a_moment_earlier_is_not_joined(
    tablet: Page, clinic: ClinicDouble, longer: str
) -> None:
    now = clinic.now()
    rows = [
        a_row(number + 1, now - timedelta(seconds=ago), hr=72, spo2=98)
        for number, ago in enumerate([*range(30 * 60, AWAY_FROM, -5), *range(BACK_AT, -1, -5)])
    ]
    # The packet that was on its way held one value only.
    rows.append(a_row(9_999, now - timedelta(seconds=AWAY_FROM), **{longer: 80}))
    clinic.rows = sorted(rows, key=lambda row: str(row["at"]))
    tablet.add_init_script(eyes.KEEP_THE_PLOT)
    tablet.goto(clinic.page)
    tablet.wait_for_selector("#room[data-ready=true][data-sheets=true]")
    eyes.until(tablet, "window.plotDrawn && window.plotDrawn.data[0].length > 100")

    within = (
        now.timestamp() - AWAY_FROM + MARGIN_SECONDS,
        now.timestamp() - BACK_AT - MARGIN_SECONDS,
    )
    found = [line.across(*within) for line in eyes.lines(tablet)]

    assert [joined for joined, _ in found] == [0, 0]
    assert min(of for _, of in found) > 50
