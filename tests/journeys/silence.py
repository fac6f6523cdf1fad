"""A monitor that freezes and a server that freezes: each is shown, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.journeys import room

if TYPE_CHECKING:
    from tests.journeys.tablet import Staff, Tablet

OXYGEN = ".vital.oxygen"
COLOUR = "getComputedStyle(document.querySelector('.vital.oxygen .value')).color"
GAPS = """Promise.all([
  import('/static/holdspace/js/room/chart_series.js'),
  fetch(`${document.getElementById('room').dataset.samples}?minutes=240`).then((one) => one.json()),
]).then(([{ lines }, { rows }]) => {
  for (const row of rows) row.t = Date.parse(row.at) / 1000;
  rows.sort((a, b) => a.t - b.t);
  const drawn = lines(rows, rows.at(-1).t, () => 10);
  return { gaps: drawn.gaps, oxygen: drawn.data[2], times: drawn.data[0] };
})"""
"""The lines as the chart draws them, of what the server holds."""


def of_the_monitor(staff: Staff, *screens: Tablet) -> None:
    """Stale at once, silent within ten seconds, never a live look; then a gap, and live again."""
    for tablet in screens:
        tablet.until("document.querySelector('.vital.oxygen').dataset.state === 'live'")
    live = [tablet.page.evaluate(COLOUR) for tablet in screens]
    frozen = staff.site.monitor()
    frozen.suspend()
    stopped_at = staff.site.clock.now().timestamp()
    for tablet, colour in zip(screens, live, strict=True):
        tablet.until("document.querySelector('.vital.oxygen').dataset.state !== 'live'")
        assert "live" not in tablet.text(f"{OXYGEN} .age")
        assert tablet.page.evaluate(COLOUR) != colour
    value = screens[0].text(f"{OXYGEN} .value")
    staff.time_passes(20 / 60)
    for tablet in screens:
        assert tile(tablet, "data-state") == "silent"
        assert "No signal" in tablet.text(f"{OXYGEN} .age")
        tablet.shows("No signal", "#due")
    assert screens[0].text(f"{OXYGEN} .value") == value
    frozen.kill()
    for tablet in screens:
        tablet.until("document.querySelector('.vital.oxygen').dataset.state === 'live'")
    back_at = staff.site.clock.now().timestamp()
    assert has_a_gap(screens[0], stopped_at, back_at)


def tile(tablet: Tablet, attribute: str) -> str | None:
    return tablet.page.locator(OXYGEN).get_attribute(attribute)


def has_a_gap(tablet: Tablet, stopped_at: float, back_at: float) -> bool:
    """Between the two moments the line is broken, and nothing is drawn as zero."""
    drawn: dict[str, Any] = tablet.page.evaluate(GAPS)
    within = [
        gap for gap in drawn["gaps"]
        if stopped_at - 3 <= gap["from"] <= gap["to"] <= back_at
    ]  # fmt: skip
    return bool(within) and 0 not in drawn["oxygen"]


def of_the_server(staff: Staff, jonas: Tablet, ana: Tablet) -> None:
    """The page says so by its own clock; what is tapped meanwhile waits and then arrives."""
    servers = staff.site.page_servers()
    for server in servers:
        server.suspend()
    jonas.page.clock.run_for(9_000)
    jonas.shows("No signal from the clinic server", "#notices")
    jonas.tap("Mask", "#buttons")
    jonas.shows("On this tablet: 1 waiting", "#link")
    for server in servers:
        server.resume()
    room.recorded(jonas)
    ana.until("document.querySelector('#table').textContent.toLowerCase().includes('mask')")
    jonas.until("!document.querySelector('#notices').textContent.includes('No signal')")
