"""Two tablets on one session: one ends the dose while the other charts. Both stand and agree."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from live_tablets import SENT, Tablets
from waiting import press_and_hold, tap, until

from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session.queries import log_of
from tests.pathway.dosing_session.live import running_site
from tests.pathway.dosing_session.story import Tablet, ready_to_dose, start_infusion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

HOUR = timedelta(hours=1)
INFUSING = timedelta(minutes=20)
TABLE = "document.querySelector('#table').textContent"


@pytest.fixture
def infusing(browser: Browser, own_database) -> Iterator[Tablets]:
    """Mara's infusion has run for twenty minutes."""
    with running_site(own_database.app_url) as port:
        tablets = Tablets(browser, port, since=HOUR)
        begun = timezone.now() - INFUSING
        with clinic_context(tablets.cast.clinic.id):
            told = Tablet(tablets.session)
            plan = ready_to_dose(tablets.cast, told, begun)
            assert start_infusion(tablets.cast, told, begun, plan).state == "new"
        yield tablets


def stop_the_infusion(page: Page) -> None:
    page.locator(".dose").click()
    tap(page, "Stop")
    press_and_hold(page, page.locator("dialog[open] .hold-button"))
    until(page, "document.querySelector('dialog.sheet') === null")


def end_dosing(page: Page) -> None:
    page.locator(".dose").click()
    page.get_by_role("button", name="No more dose").click()
    press_and_hold(page, page.get_by_role("button", name="End dosing"))


def rows(page: Page) -> list[str]:
    """The chart's twin in words, without what time alone changes."""
    return sorted(page.locator("#table tbody tr").all_inner_texts())


def charted(tablets: Tablets) -> dict[str, str]:
    """What was charted on the two screens, and by whom."""
    with clinic_context(tablets.cast.clinic.id):
        entries = log_of(tablets.session).entries
    names: dict[str, Any] = {
        "InfusionStopped": "stop", "Observed": "tears", "DosingEnded": "end",
    }  # fmt: skip
    kinds = ((type(one.body).__name__, one.author_name) for one in entries)
    return {names[kind]: author for kind, author in kinds if kind in names}


def test_one_ends_the_dose_while_the_other_charts(infusing: Tablets) -> None:
    """Okafor, outside, has no network for a moment: neither waits for the other."""
    okafor, ana = infusing.of("okafor"), infusing.of("ana")
    okafor.context.set_offline(True)

    tap(okafor, "Tears")
    stop_the_infusion(ana)
    until(ana, SENT)
    end_dosing(ana)
    until(ana, SENT)
    okafor.context.set_offline(False)

    until(okafor, SENT)
    for page in (okafor, ana):
        until(page, f"{TABLE}.includes('Tears')")
        until(page, f"{TABLE}.toLowerCase().includes('dosing ended')")
    assert charted(infusing) == {
        "stop": "Ana Silva", "tears": "Dr Okafor", "end": "Ana Silva",
    }  # fmt: skip
    assert rows(ana) == rows(okafor)
    assert any("Dr Okafor" in row and "Tears" in row for row in rows(ana))
    assert any("Ana Silva" in row and "topped" in row for row in rows(okafor))
    assert "running" not in okafor.locator(".dose").inner_text()


def test_both_stop_the_same_infusion_and_it_stops_once(infusing: Tablets) -> None:
    """The second stop is in the record, too: it happened, and it changes nothing."""
    okafor, ana = infusing.of("okafor"), infusing.of("ana")
    okafor.context.set_offline(True)
    stop_the_infusion(okafor)
    stop_the_infusion(ana)
    until(ana, SENT)

    okafor.context.set_offline(False)

    until(okafor, SENT)
    with clinic_context(infusing.cast.clinic.id):
        state = log_of(infusing.session).state
    assert state.doses.running is None
    assert {one.author_name for one in state.entries} >= {"Ana Silva", "Dr Okafor"}
    assert okafor.locator("#notices .banner.act").count() == 0
