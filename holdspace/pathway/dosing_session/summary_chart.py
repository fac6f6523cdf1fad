"""The chart of a document as a drawing: one time axis, told apart by shape, not by colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.dosing_session.summary_lanes import (
    company,
    doses,
    events,
    guidance,
    rows_of_company,
    rows_of_events,
)
from holdspace.pathway.dosing_session.summary_svg import (
    FAINT,
    INK,
    PALE,
    PAPER,
    SOFT,
    box,
    cross,
    dot,
    line,
    number,
    path,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.pathway.dosing_session.summary_document import Chart, Cuff, Dot, Stretch

WIDTH = 760
LEFT = 88
RIGHT = 738
PHASES_HEIGHT = 20
PRESSURE_HEIGHT = 216
OXYGEN_HEIGHT = 62
DOSE_HEIGHT = 46
ROW = 15
SPACE = 12
AXIS_HEIGHT = 32
CARET = 4.2
LETTER = 5.2


@dataclass(frozen=True)
class Scale:
    """From a value to a height on the sheet: top is the highest."""

    top: float
    height: float
    low: int
    high: int

    def y(self, value: float) -> float:
        held = max(self.low, min(self.high, value))
        return self.top + self.height * (self.high - held) / (self.high - self.low)


@dataclass(frozen=True)
class Sheet:
    """Where each lane of one chart lies."""

    chart: Chart
    pressure: Scale
    oxygen: Scale
    dose_top: float
    company_top: float
    guidance_top: float
    events_top: float
    axis_top: float

    @property
    def height(self) -> float:
        return self.axis_top + AXIS_HEIGHT

    @property
    def width(self) -> float:
        return WIDTH

    def x(self, second: float) -> float:
        return LEFT + (RIGHT - LEFT) * second / max(1, self.chart.seconds)


def drawing(chart: Chart) -> str:
    """The chart as one SVG."""
    sheet = _sheet(chart)
    parts = [
        *_frame(sheet),
        *_resting(sheet),
        *_gaps(sheet),
        *_stream("heart", chart.heart_stream, sheet, sheet.pressure),
        *_stream("oxygen", chart.oxygen_stream, sheet, sheet.oxygen),
        *_hollow(chart.heart_marked, sheet, sheet.pressure),
        *_hollow(chart.oxygen_marked, sheet, sheet.oxygen),
        *_cuffs(sheet),
        *_hearts(sheet),
        *_oxygens(sheet),
        *doses(sheet),
        *company(sheet),
        *guidance(sheet),
        *events(sheet),
        *_axis(sheet),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="session-chart"'
        f' viewBox="0 0 {WIDTH} {number(sheet.height)}" font-family="Libertinus Serif">'
        f"{''.join(parts)}</svg>"
    )


def _sheet(chart: Chart) -> Sheet:
    beats = [one.value for one in chart.hearts if not one.is_struck] + [
        value for one in chart.heart_stream for value in (one.low, one.high)
    ]
    stand = [one for one in chart.cuffs if not one.is_struck]
    cuffs = [value for one in stand for value in (one.systolic, one.diastolic)]
    resting = list(chart.resting or ())
    low, high = _round_range([*beats, *cuffs, *resting], 20, (40, 160))
    sats = [one.value for one in chart.oxygens if not one.is_struck] + [
        one.low for one in chart.oxygen_stream
    ]
    lowest = min(90, *(_floor(value, 5) for value in sats)) if sats else 90
    pressure = Scale(PHASES_HEIGHT + SPACE, PRESSURE_HEIGHT, low, high)
    oxygen = Scale(pressure.top + PRESSURE_HEIGHT + SPACE, OXYGEN_HEIGHT, lowest, 100)
    dose_top = oxygen.top + OXYGEN_HEIGHT + SPACE
    company_top = dose_top + DOSE_HEIGHT + SPACE
    guidance_top = company_top + ROW * rows_of_company(chart) + 4
    events_top = guidance_top + ROW + SPACE
    return Sheet(
        chart=chart,
        pressure=pressure,
        oxygen=oxygen,
        dose_top=dose_top,
        company_top=company_top,
        guidance_top=guidance_top,
        events_top=events_top,
        axis_top=events_top + ROW * rows_of_events(chart, RIGHT - LEFT) + 6,
    )


def _round_range(values: list[int], step: int, at_least: tuple[int, int]) -> tuple[int, int]:
    low = min([at_least[0], *(_floor(value, step) for value in values)])
    high = max([at_least[1], *(_floor(value + step - 1, step) for value in values)])
    return low, high


def _floor(value: int, step: int) -> int:
    return value // step * step


# --- frame and axis -------------------------------------------------------------------------------


def _frame(sheet: Sheet) -> Iterable[str]:
    for one in sheet.chart.phases:
        begin, end = sheet.x(one.begin), sheet.x(one.end)
        yield line("rule", (begin, 2), (begin, sheet.axis_top), ink=PALE, width=0.8)
        for words in (one.words, one.words.split()[0]):
            if end - begin > len(words) * LETTER + 6:
                yield text("phase", (begin + 4, 13), words, ink=SOFT, size=11)
                break
    for scale, step, name, unit in (
        (sheet.pressure, 20, "pressure, heart", "mmHg, /min"),
        (sheet.oxygen, 5, "oxygen", "%"),
    ):
        for value in range(scale.low, scale.high + 1, step):
            y = scale.y(value)
            yield line("grid", (LEFT, y), (RIGHT, y), ink=PALE, width=0.6)
            if value % (step * 2) == 0:
                yield text("tick", (LEFT - 6, y + 3.5), str(value), anchor="end", ink=SOFT, size=10)
        yield text("lane", (0, scale.top + 20), name, size=11)
        yield text("tick", (0, scale.top + 33), unit, ink=SOFT, size=10)
    yield text("lane", (0, sheet.dose_top + 14), "dose")
    yield text("lane", (0, sheet.company_top + 11), "with the person")
    yield text("lane", (0, sheet.guidance_top + 11), "guidance")
    yield text("lane", (0, sheet.events_top + 11), "events")


def _resting(sheet: Sheet) -> Iterable[str]:
    """The person's own pressure before the dose."""
    if sheet.chart.resting is None:
        return
    for value in sheet.chart.resting:
        y = sheet.pressure.y(value)
        yield line("resting", (LEFT, y), (RIGHT, y), ink=SOFT, width=0.8, dash="1 4")
    words = f"at rest {sheet.chart.resting[0]}/{sheet.chart.resting[1]}"
    yield text("note", (0, sheet.pressure.top + 52), words, ink=SOFT, size=10)


def _gaps(sheet: Sheet) -> Iterable[str]:
    """Where the monitor was silent: an empty bracket with its word, never a line across."""
    top = sheet.pressure.top
    bottom = sheet.oxygen.top + OXYGEN_HEIGHT
    for one in sheet.chart.gaps:
        begin, end = sheet.x(one.begin), sheet.x(one.end)
        for x in (begin, end):
            yield line("gap", (x, top), (x, bottom), ink=FAINT, width=0.8, dash="3 3")
        if end - begin > len("signal") * LETTER - 8:
            for row, word in enumerate(one.words.split()):
                at = (begin + end) / 2, bottom - 16 + row * 11
                yield text("gap-word", at, word, anchor="middle", ink=SOFT, size=9)


def _axis(sheet: Sheet) -> Iterable[str]:
    y = sheet.axis_top
    yield line("axis", (LEFT, y), (RIGHT, y), ink=INK, width=0.8)
    for one in sheet.chart.ticks:
        x = sheet.x(one.second)
        yield line("axis", (x, y), (x, y + 4), ink=INK, width=0.8)
        yield text("clock", (x, y + 16), one.clock, anchor="middle", size=11)
        yield text("tick", (x, y + 28), one.since, anchor="middle", ink=SOFT, size=10)
    yield text("tick", (0, y + 28), "min since the dose", ink=SOFT, size=10)
    if sheet.chart.zero is not None:
        x = sheet.x(sheet.chart.zero)
        yield line("zero", (x, sheet.pressure.top), (x, y), ink=INK, width=0.9)


# --- measured -------------------------------------------------------------------------------------


def _stream(name: str, stretches: tuple[Stretch, ...], sheet: Sheet, scale: Scale) -> Iterable[str]:
    """Lowest to highest of each stretch as one upright stroke; what is silent stays empty."""
    width = max(1.0, sheet.x(sheet.chart.stretch_seconds) - LEFT) * 0.8
    step = sheet.chart.stretch_seconds
    for one in stretches:
        x = sheet.x(min(sheet.chart.seconds, one.second + step / 2))
        top, bottom = scale.y(one.high), scale.y(one.low)
        middle, half = (top + bottom) / 2, max(0.8, (bottom - top) / 2)
        yield line(f"stream {name}", (x, middle - half), (x, middle + half), ink=FAINT, width=width)


def _hollow(stretches: tuple[Stretch, ...], sheet: Sheet, scale: Scale) -> Iterable[str]:
    """What was marked as an artefact: the same strokes, empty, so that nobody reads a value off."""
    width = max(3.0, (sheet.x(sheet.chart.stretch_seconds) - LEFT) * 0.8)
    step = sheet.chart.stretch_seconds
    for one in stretches:
        x = sheet.x(min(sheet.chart.seconds, one.second + step / 2))
        top, bottom = scale.y(one.high), scale.y(one.low)
        corner = x - width / 2, min(top, bottom - 3)
        yield box("artefact", corner, (width, max(3.0, bottom - top)), fill=PAPER, ink=SOFT)


def _cuffs(sheet: Sheet) -> Iterable[str]:
    for one in sheet.chart.cuffs:
        x = sheet.x(one.second)
        top, bottom = sheet.pressure.y(one.systolic), sheet.pressure.y(one.diastolic)
        css = "pressure" if one.is_verified else "pressure unverified"
        ink = INK if one.is_verified and not one.is_struck else SOFT
        dash = "" if one.is_verified else "2 2"
        yield line(css, (x, top), (x, bottom), ink=ink, width=1, dash=dash)
        yield path(css, _carets(x, top, bottom), ink=ink, width=1.4)
        if one.is_struck:
            yield cross("struck", (x, (top + bottom) / 2), 5)


def _carets(x: float, top: float, bottom: float) -> str:
    """A caret at the systolic pointing down, one at the diastolic pointing up."""
    left, right = number(x - CARET), number(x + CARET)
    return (
        f"M{left} {number(top - CARET)}L{number(x)} {number(top)}L{right} {number(top - CARET)}"
        f"M{left} {number(bottom + CARET)}L{number(x)} {number(bottom)}"
        f"L{right} {number(bottom + CARET)}"
    )


def _hearts(sheet: Sheet) -> Iterable[str]:
    for one in sheet.chart.hearts:
        centre = sheet.x(one.second), sheet.pressure.y(one.value)
        yield dot("heart", centre, 3.4, fill=SOFT if one.is_struck else INK)
        yield from _struck(one, centre)


def _oxygens(sheet: Sheet) -> Iterable[str]:
    for one in sheet.chart.oxygens:
        x, y = sheet.x(one.second), sheet.oxygen.y(one.value)
        d = (
            f"M{number(x)} {number(y - 4)}L{number(x + 4)} {number(y)}"
            f"L{number(x)} {number(y + 4)}L{number(x - 4)} {number(y)}Z"
        )
        yield path("oxygen", d, ink=INK, width=1.2, fill=PAPER)
        yield from _struck(one, (x, y))


def _struck(one: Dot | Cuff, centre: tuple[float, float]) -> Iterable[str]:
    if one.is_struck:
        yield cross("struck", centre, 5)
