"""A predicted course as one SVG: band, median, effect site, published effects, and its words."""

from __future__ import annotations

from html import escape
from math import ceil, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from holdspace.domain.kinetics import Band, Predicted

    Scale = Callable[[float], float]

WIDE, HIGH = 960, 600
LEFT, RIGHT, TOP = 70, 930, 104
BOTTOM = 380
WINDOWS_FROM = 440
WORDS_FROM = 520
WINDOW_ROW = 26
LINE = 20
TEXT_COLUMNS = 118
MOST_LABELS = 12
ROUND = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)  # a quarter of each is round, too
ABOVE = 38  # where a title stands that a page has of its own
STYLE = """\
text { font: 14px system-ui, sans-serif; fill: #2b2a33 }
.title { font-size: 18px; font-weight: 600 }
.small { font-size: 12px; fill: #55525f }
.grid { stroke: #dddae2; stroke-width: 1 }
.band { fill: #6a55a8; fill-opacity: .18 }
.median { fill: none; stroke: #4b3a86; stroke-width: 2.5 }
.effect { fill: none; stroke: #1d6b63; stroke-width: 2; stroke-dasharray: 7 5 }
.window { fill: #1d6b63; fill-opacity: .3 }
.sheet { fill: #fff }
"""


def whole_file(found: Predicted) -> str:
    """A picture that stands alone: its style, and everything that must be said beside it."""
    height = max(HIGH, WORDS_FROM + LINE * (len(_sentences(found)) + 1))
    inside = [
        f"<style>{STYLE}</style>",
        f'<rect class="sheet" width="{WIDE}" height="{height}"/>',
        f'<text class="title" x="{LEFT}" y="32">{escape(_title(found))}</text>',
        *_picture(found),
        *_words(found),
    ]
    return _svg(found, inside, height=height)


def for_a_page(found: Predicted) -> str:
    """The picture alone, in the colours of the page; its words stand in the page."""
    height = WINDOWS_FROM + WINDOW_ROW * len(found.symptom_windows) + 8
    return _svg(found, list(_picture(found)), height=height, top=ABOVE, css="predicted-drawing")


def _svg(found: Predicted, inside: list[str], *, height: int, top: int = 0, css: str = "") -> str:
    title = f"{escape(_title(found))}. {escape(found.statement)}"
    box = f"0 {top} {WIDE} {height - top}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" class="{css}" role="img"'
        f' aria-labelledby="predicted-title"><title id="predicted-title">{title}</title>'
    )
    return "\n".join((head, *inside, "</svg>\n"))


def _title(found: Predicted) -> str:
    return f"{found.drug.capitalize()}: predicted concentration, {found.model_title}"


def _picture(found: Predicted) -> Iterator[str]:
    last = found.minutes[-1]
    top = _round_up(max(*found.blood.high, 1.0))

    def x(minute: float) -> float:
        return LEFT + (RIGHT - LEFT) * minute / last

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / top

    for row, line in enumerate(_under(found)):
        yield f'<text class="small" x="{LEFT}" y="{54 + 17 * row}">{escape(line)}</text>'
    yield from _grid(last, top, x_of=x, y_of=y)
    yield f'<path class="band" d="{_outline(found.blood, found.minutes, x, y)}"/>'
    yield f'<path class="median" d="{_path(found.blood.median, found.minutes, x, y)}"/>'
    if found.effect_site is not None:
        line = _path(found.effect_site.median, found.minutes, x, y)
        yield f'<path class="effect" d="{line}"/>'
    yield from _windows(found, x)


def _under(found: Predicted) -> tuple[str, str]:
    effect = " Dashed: effect site, median." if found.effect_site else ""
    return (
        f"ng/mL, {found.sampling_words}.",
        f"Line: median. Band: from the 5th to the 95th of 100 people.{effect}",
    )


def _windows(found: Predicted, x_of: Scale) -> Iterator[str]:
    """What was observed, as bars of their own under the axis: strongest where they are dark."""
    last = found.minutes[-1]
    for row, each in enumerate(found.symptom_windows):
        top = WINDOWS_FROM + WINDOW_ROW * row
        parts = (
            ("window", 0.0, each.mostly_over_by_minute),
            ("window", max(0.0, each.peak_from_minute - 5), each.peak_to_minute + 5),
        )
        for name, begins, ends in parts:
            left, right = x_of(min(begins, last)), x_of(min(ends, last))
            yield (
                f'<rect class="{name}" x="{left:.1f}" y="{top}" width="{right - left:.1f}"'
                ' height="14" rx="3"/>'
            )
        at = min(x_of(min(each.mostly_over_by_minute, last)) + 8, RIGHT - 200)
        words = f"{each.effect}, as published"
        yield f'<text class="small" x="{at:.1f}" y="{top + 12}">{escape(words)}</text>'


def _grid(last: float, top: float, *, x_of: Scale, y_of: Scale) -> Iterator[str]:
    for part in range(5):
        value = top * part / 4
        at = y_of(value)
        yield f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>'
        yield f'<text x="{LEFT - 8}" y="{at + 5:.1f}" text-anchor="end">{value:g}</text>'
    step = next(each for each in (5, 10, 20, 30, 60, 120, 240) if last / each <= MOST_LABELS)
    for number in range(int(last // step) + 1):
        at = x_of(number * step)
        yield f'<text x="{at:.1f}" y="{BOTTOM + 22}" text-anchor="middle">{number * step}</text>'
    yield f'<text class="small" x="{RIGHT}" y="{BOTTOM + 40}" text-anchor="end">minutes</text>'


def _words(found: Predicted) -> Iterator[str]:
    for row, sentence in enumerate(_sentences(found)):
        weight = ' class="title"' if row == 0 else ""
        yield f'<text{weight} x="{LEFT}" y="{WORDS_FROM + LINE * row}">{escape(sentence)}</text>'


def _sentences(found: Predicted) -> list[str]:
    windows = [each.words for each in found.symptom_windows]
    published = ["Published apart from it:", *windows] if windows else []
    said = [
        found.statement,
        f"Confidence: {found.confidence}. Studied: {found.studied}.",
        *published,
        *found.notices,
        *(f"Source: {each}" for each in found.sources),
    ]
    return [line for sentence in said for line in _broken(sentence)]


def _broken(sentence: str) -> Iterator[str]:
    """A sentence in lines: SVG does not break text by itself."""
    line = ""
    for word in sentence.split():
        if line and len(line) + 1 + len(word) > TEXT_COLUMNS:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _path(values: Sequence[float], minutes: Sequence[float], x_of: Scale, y_of: Scale) -> str:
    points = (
        f"{x_of(minute):.1f} {y_of(value):.1f}"
        for minute, value in zip(minutes, values, strict=True)
    )
    return "M" + "L".join(points)


def _outline(band: Band, minutes: Sequence[float], x_of: Scale, y_of: Scale) -> str:
    there = _path(band.high, minutes, x_of, y_of)
    back = _path(band.low[::-1], minutes[::-1], x_of, y_of)
    return f"{there}L{back[1:]}Z"


def _round_up(value: float) -> float:
    """The next round number above: its quarters stand on the grid."""
    power = 10 ** (ceil(log10(value)) - 1)
    return float(next(each * power for each in ROUND if each * power >= value))
