"""From a tap to its mark in the real room page, on a processor slowed down six times.

The time is taken inside the page, from the moment the finger was down: to the frame in which the
button is drawn as pressed, to that in which the word stands on the screen (the entry is on the
tablet's disk by then), and to the drawing of the chart that follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.numbers import Times, say
from tests.chromium import running_browser
from tests.faults.eyes import KEEP_THE_PLOT

if TYPE_CHECKING:
    from holdspace.server.proving.inside import Signed
    from holdspace.server.proving.place import Place

SLOWED = 6
TAPS = ("Tears", "Laughter", "Floating", "Nausea", "Reassured", "Hand held")
ROUNDS = 8
PATIENCE_MS = 60_000
TABLET = {"width": 1180, "height": 820}
WATCH = """(() => {
  window.taken = { pressed: [], word: [], chart: [] };
  let tapped = null, said = false;
  const toast = document.getElementById("toast");
  addEventListener("pointerdown", (event) => { tapped = event.timeStamp; said = false; }, true);
  const noteFrame = (list) => {
    const since = tapped;
    requestAnimationFrame(() => setTimeout(() => list.push(performance.now() - since)));
  };
  new MutationObserver((changes) => {
    if (tapped === null || changes.every((one) => !one.target.hasAttribute("aria-pressed"))) return;
    noteFrame(window.taken.pressed);
  }).observe(document.getElementById("buttons"), {
    attributes: true, subtree: true, attributeFilter: ["aria-pressed"],
  });
  new MutationObserver(() => {
    if (tapped === null || said) return;
    said = true;
    noteFrame(window.taken.word);
  }).observe(toast, { childList: true, subtree: true, characterData: true });
  (window.plotDrawn.hooks.draw ??= []).push(() => {
    if (tapped === null || !said) return;
    window.taken.chart.push(performance.now() - tapped);
    tapped = null;
  });
})()"""


def run(place: Place) -> None:
    clinic = place.make_clinic(sessions=1)
    with running_browser(whole=True) as browser:
        context = browser.new_context(viewport=TABLET, has_touch=True)
        context.add_cookies(_cookies(clinic.staff["ana"], place.port))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(KEEP_THE_PLOT)
        page.goto(f"http://localhost:{place.port}/room/{clinic.sessions[0]}")
        page.wait_for_selector("#room[data-ready=true][data-sheets=true]")
        page.evaluate(WATCH)
        slow = context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        for _ in range(ROUNDS):
            for name in TAPS:
                page.get_by_role("button", name=name, exact=True).tap()
                page.wait_for_timeout(700)
        taken = page.evaluate("window.taken")
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        context.close()
    say(f"\nA tap in the room, processor slowed down {SLOWED} times")
    say(f"  {'the button drawn as pressed':34} {Times(taken['pressed'])}")
    say(f"  {'its word on the screen':34} {Times(taken['word'])}")
    say(f"  {'the chart drawn with it':34} {Times(taken['chart'])}")


def _cookies(who: Signed, port: int) -> list[dict[str, str]]:
    pairs = [one.split("=", 1) for one in who.cookie.split("; ")]
    return [
        {"name": name, "value": value, "url": f"http://localhost:{port}"} for name, value in pairs
    ]
