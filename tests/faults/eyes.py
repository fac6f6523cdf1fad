"""What can be seen on a screen of the room, and waiting until it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE_SECONDS = 60.0
"""For the slowest machine; nothing here is a promise of speed."""
STEP_SECONDS = 0.05
OXYGEN = ".vital.oxygen"
HEART = ".vital.heart"
LOST_ITS_SERVER = "No signal from the clinic server"
KEEP_THE_PLOT = """
let maker;
Object.defineProperty(window, "uPlot", {
  configurable: true,
  get: () => maker,
  set(made) {
    maker = class extends made {
      constructor(...given) {
        super(...given);
        window.plotDrawn = this;
      }
    };
  },
});
"""
"""Before any script of the page: remembers the chart that is made, and changes nothing of it."""
PIXELS = """([since, until, column, low, high]) => {
  const plot = window.plotDrawn;
  const { scale, stroke } = plot.series[column];
  const place = (value, axis) => Math.round(plot.valToPos(value, axis, true));
  const [left, right] = [place(since, "x"), place(until, "x")];
  const [top, bottom] = [place(high, scale) - 4, place(low, scale) + 4];
  const wanted = [1, 3, 5].map((at) => parseInt(stroke().slice(at, at + 2), 16));
  const { data, width } = plot.ctx.getImageData(left, top, right - left, bottom - top);
  const columns = new Set();
  for (let at = 0; at < data.length; at += 4) {
    const away = wanted.reduce((sum, one, part) => sum + Math.abs(one - data[at + part]), 0);
    if (data[at + 3] > 200 && away < 24) columns.add((at / 4) % width);
  }
  return [columns.size, width];
}"""
"""How many columns of dots, of how many, hold the line's own colour where it would have joined."""


def until(page: Page, expression: str) -> None:
    """Returns when a JavaScript expression is true. The page's policy forbids other ways."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < give_up_at, (
            f"It never came true: {expression}\n{page.locator('body').inner_text()}"
        )
        time.sleep(STEP_SECONDS)


def until_it_is(page: Page, tile: str, state: str) -> None:
    until(page, f"document.querySelector('{tile}').dataset.state === '{state}'")


def until_said(page: Page, place: str, words: str) -> None:
    until(page, _says(place, words))


def until_unsaid(page: Page, place: str, words: str) -> None:
    until(page, f"!{_says(place, words)}")


def _says(place: str, words: str) -> str:
    """Some places are set in capitals; the words are the same."""
    text = f"(document.querySelector('{place}')?.innerText ?? '')"
    return f"{text}.toLowerCase().includes('{words.lower()}')"


def age(page: Page, tile: str) -> str:
    return page.locator(f"{tile} .age").inner_text()


def value(page: Page, tile: str) -> str:
    return page.locator(f"{tile} .value").inner_text()


def colour(page: Page, place: str) -> str:
    found: str = page.evaluate(f"getComputedStyle(document.querySelector('{place}')).color")
    return found


@dataclass(frozen=True)
class Line:
    """One line of the chart, as it was drawn last."""

    page: Page
    column: int

    def points(self) -> list[tuple[float, float | None]]:
        """Moment and value; None is where the line breaks."""
        data = self.page.evaluate(
            f"""window.plotDrawn.data[{self.column}].flatMap((value, at) =>
              value === undefined ? [] : [[window.plotDrawn.data[0][at], value]])"""
        )
        return [(at, value) for at, value in data]

    def across(self, since: float, until: float) -> tuple[int, int]:
        """Of the columns of dots between two moments: those with this line in them, and all."""
        values = [value for at, value in self.points() if value is not None and at < since]
        later = [value for at, value in self.points() if value is not None and at > until]
        ends = [values[-1], later[0]]
        found = self.page.evaluate(PIXELS, [since, until, self.column, min(ends), max(ends)])
        return found[0], found[1]


def lines(page: Page) -> tuple[Line, Line]:
    """Heart and oxygen."""
    return Line(page, 1), Line(page, 2)
