"""Two people at two tablets before the real site: planned, checked, read out, begun, paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from live_tablets import SENT, Tablets
from waiting import press_and_hold, press_keys, tap, until

from tests.pathway.dosing_session.live import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture
def tablets(browser: Browser, own_database) -> Iterator[Tablets]:
    with running_site(own_database.app_url) as port:
        yield Tablets(browser, port)


def enter(page: Page, **numbers: str) -> None:
    for label, digits in numbers.items():
        page.locator(".number-field", has_text=label.replace("_", " ")).click()
        press_keys(page, digits)


def sent(page: Page) -> None:
    until(page, "document.querySelector('dialog.sheet') === null")
    until(page, SENT)
    assert page.locator("#notices .banner.act").count() == 0, page.locator("#notices").inner_text()


def chart_resting_vitals(page: Page) -> None:
    page.locator(".vital.pressure").click()
    enter(page, Systolic="122", Diastolic="78", Heart_rate="70", Breathing="14", Temperature="36.6")
    page.locator(".number-field", has_text="Oxygen").first.click()
    press_keys(page, "98")
    tap(page, "Save")
    sent(page)


def confirm_time_out(page: Page) -> None:
    page.locator("#phase").click()
    page.get_by_role("button", name="Time-out").last.click()
    page.locator("dialog.sheet input[type=checkbox]").first.wait_for()
    for box in page.locator("dialog.sheet input[type=checkbox]").all():
        box.check()
    tap(page, "I confirm all of it")
    sent(page)


def test_a_tap_on_one_tablet_is_seen_on_the_other(tablets: Tablets) -> None:
    ana, okafor = tablets.of("ana"), tablets.of("okafor")

    tap(ana, "Tears")

    until(ana, SENT)
    until(okafor, "document.querySelector('#table').textContent.toLowerCase().includes('tears')")


def test_a_dose_is_planned_checked_by_another_read_out_and_begun(tablets: Tablets) -> None:
    ana, okafor = tablets.of("ana"), tablets.of("okafor")
    chart_resting_vitals(ana)
    okafor.locator(".dose").click()
    okafor.get_by_role("button", name="Plan the dose").click()
    enter(okafor, Dose="35", Strength="0.7", Volume="50", Over="40")
    press_and_hold(okafor, okafor.locator(".hold-button"))
    sent(okafor)
    until(ana, "document.querySelector('.dose').textContent.includes('35 mg over 40 min')")

    ana.locator(".dose").click()
    ana.get_by_role("button", name="Check this dose").click()
    enter(ana, Strength="0.7", Volume="50")
    press_and_hold(ana, ana.locator(".hold-button"))
    sent(ana)
    confirm_time_out(ana)
    confirm_time_out(okafor)
    ana.locator(".dose").click()
    until(ana, "document.querySelector('dialog .tap-button.primary')?.disabled === false")
    ana.get_by_role("button", name="Start the infusion").click()
    enter(ana, Rate_on_the_pump="75")
    press_and_hold(ana, ana.locator(".hold-button"))
    sent(ana)

    until(okafor, "document.querySelector('#elapsed').textContent.startsWith('00:0')")
    until(okafor, "document.querySelector('.dose').textContent.includes('mg given')")
