"""The lanes under the curves: doses, company, guidance, numbered events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from holdspace.pathway.dosing_session.summary_svg import (
    INK,
    PALE,
    PAPER,
    SOFT,
    box,
    line,
    path,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdspace.pathway.dosing_session.summary_document import Chart, Place, Span

BAR_HEIGHT = 28
ROW = 15
DIGIT = 5.4
MARK_SPACE = 6
MOST_ROWS = 4
MOST_COMPANY = 4
READABLE = 40


class Lanes(Protocol):
    """What a lane needs to know of the sheet."""

    @property
    def chart(self) -> Chart: ...
    @property
    def dose_top(self) -> float: ...
    @property
    def company_top(self) -> float: ...
    @property
    def guidance_top(self) -> float: ...
    @property
    def events_top(self) -> float: ...
    @property
    def width(self) -> float: ...
    def x(self, second: float) -> float: ...


def doses(sheet: Lanes) -> Iterable[str]:
    """Infusions as bars as high as their rate, each change a new bar; single doses as strokes."""
    base = sheet.dose_top + BAR_HEIGHT + 12
    yield line("rule", (sheet.x(0), base), (sheet.x(sheet.chart.seconds), base), ink=PALE)
    free_from = 0.0
    for bar in sheet.chart.infusions:
        begin, end = sheet.x(bar.begin), sheet.x(bar.end)
        if bar.end == bar.begin:
            continue
        high = BAR_HEIGHT * bar.height / 100
        yield box("dose", (begin, base - high), (end - begin, high), fill=PALE, ink=INK)
        wide = len(bar.words) * DIGIT
        if begin >= free_from and (bar.height or end - begin > wide):
            yield text("dose-word", (begin + 3, base - high - 4), bar.words, size=10)
            free_from = begin + wide
    free_from = 0.0
    for one in sheet.chart.doses:
        x = sheet.x(one.second)
        d = f"M{x:.1f} {base:.1f}L{x:.1f} {base - BAR_HEIGHT:.1f}"
        yield path("dose", d, ink=INK, width=2.2)
        is_free = x >= free_from
        y = base - BAR_HEIGHT - 3 if is_free else base + 11
        yield text("dose-word", (x - 2, y), one.words, size=10)
        free_from = x + len(one.words) * DIGIT + 4 if is_free else 0.0


# --- who was there --------------------------------------------------------------------------------


def rows_of_company(chart: Chart) -> int:
    """A row for each person, at least one."""
    return max(1, min(MOST_COMPANY, len(_people(chart))))


def _people(chart: Chart) -> list[str]:
    return list(dict.fromkeys(_person(one) for one in chart.presence))


def _person(span: Span) -> str:
    return span.words.removesuffix(", guiding")


def company(sheet: Lanes) -> Iterable[str]:
    rows = {person: min(row, MOST_COMPANY - 1) for row, person in enumerate(_people(sheet.chart))}
    for one in sheet.chart.presence:
        y = sheet.company_top + ROW * rows[_person(one)] + 8
        yield from _stay(sheet, one, y)


def _stay(sheet: Lanes, one: Span, y: float) -> Iterable[str]:
    """A line from coming to leaving; strong while guiding; open at the end if still there."""
    begin, end = sheet.x(one.begin), sheet.x(one.end)
    is_guiding = one.words.endswith(", guiding")
    yield line("company", (begin, y), (end, y), ink=INK, width=3 if is_guiding else 1.4)
    yield line("company", (begin, y - 4), (begin, y + 4), ink=INK, width=1.2)
    if not one.is_open:
        yield line("company", (end, y - 4), (end, y + 4), ink=INK, width=1.2)
    if end - begin > READABLE:
        yield box("paper", (begin + 7, y - 6), (len(one.words) * DIGIT + 6, 12), fill=PAPER)
        yield text("company-word", (begin + 10, y + 3.5), one.words, size=10)


def guidance(sheet: Lanes) -> Iterable[str]:
    for one in sheet.chart.guidance:
        begin, end = sheet.x(one.begin), sheet.x(one.end)
        y = sheet.guidance_top
        yield line("guidance", (begin, y), (begin, y + ROW - 2), ink=SOFT, width=1)
        if end - begin > len(one.words) * DIGIT + 4:
            yield text("guidance-word", (begin + 5, y + 11), one.words, ink=SOFT, size=10)


# --- events ---------------------------------------------------------------------------------------


def rows_of_events(chart: Chart, width: float) -> int:
    scale = width / max(1, chart.seconds)
    placed = _placed([(one.second * scale, one) for one in chart.events])
    return max(1, 1 + max((row for row, _, _ in placed), default=0))


def events(sheet: Lanes) -> Iterable[str]:
    """The numbers of the list, each as near to its moment as there is room."""
    left = sheet.x(0)
    marks = _placed([(sheet.x(one.second) - left, one) for one in sheet.chart.events])
    for row, x, words in marks:
        y = sheet.events_top + ROW * row
        yield line("mark", (left + x, y), (left + x, y + ROW - 3), ink=SOFT, width=0.8)
        is_at_the_end = left + x + _wide(words) > sheet.width
        place, anchor = (left + x - 3, "end") if is_at_the_end else (left + x + 3, "start")
        yield text("mark-word", (place, y + 10), words, anchor=anchor, size=10)


def _placed(marks: Sequence[tuple[float, Place]]) -> list[tuple[int, float, str]]:
    """Row, place and words of each mark. Where every row is taken, numbers are drawn together."""
    ends = [-1.0] * MOST_ROWS
    placed: list[tuple[int, float, str]] = []
    for x, one in marks:
        row = next((row for row, end in enumerate(ends) if end <= x), None)
        if row is None:
            row, at, words = placed.pop()
            joined = f"{words.split(chr(8211))[0]}\u2013{one.words}"
            placed.append((row, at, joined))
            ends[row] = at + _wide(joined)
        else:
            placed.append((row, x, one.words))
            ends[row] = x + _wide(one.words)
    return placed


def _wide(words: str) -> float:
    return len(words) * DIGIT + MARK_SPACE
