"""Small pieces of SVG as text. Attributes are for paper; classes let a page colour it."""

from __future__ import annotations

from html import escape

INK = "#000000"
SOFT = "#555555"
FAINT = "#9a9a9a"
PALE = "#dddddd"
PAPER = "#ffffff"


def number(value: float) -> str:
    """One decimal at most: small files, and the same bytes everywhere."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def line(
    css: str, start: tuple[float, float], end: tuple[float, float], *, ink: str = INK,
    width: float = 1, dash: str = "",
) -> str:  # fmt: skip
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line class="{css}" x1="{number(start[0])}" y1="{number(start[1])}"'
        f' x2="{number(end[0])}" y2="{number(end[1])}" stroke="{ink}"'
        f' stroke-width="{number(width)}"{dashed}/>'
    )


def path(css: str, d: str, *, ink: str = INK, width: float = 1, fill: str = "none") -> str:
    return (
        f'<path class="{css}" d="{d}" fill="{fill}" stroke="{ink}" stroke-width="{number(width)}"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
    )


def box(
    css: str, corner: tuple[float, float], size: tuple[float, float], *, fill: str = PALE,
    ink: str = "none",
) -> str:  # fmt: skip
    return (
        f'<rect class="{css}" x="{number(corner[0])}" y="{number(corner[1])}"'
        f' width="{number(max(0.0, size[0]))}" height="{number(max(0.0, size[1]))}"'
        f' fill="{fill}" stroke="{ink}"/>'
    )


def dot(css: str, centre: tuple[float, float], radius: float, *, fill: str = INK) -> str:
    return (
        f'<circle class="{css}" cx="{number(centre[0])}" cy="{number(centre[1])}"'
        f' r="{number(radius)}" fill="{fill}"/>'
    )


def text(
    css: str, at: tuple[float, float], words: str, *, anchor: str = "start", ink: str = INK,
    size: int = 11,
) -> str:  # fmt: skip
    return (
        f'<text class="{css}" x="{number(at[0])}" y="{number(at[1])}" fill="{ink}"'
        f' font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def cross(css: str, centre: tuple[float, float], reach: float) -> str:
    """Over what was struck."""
    x, y = centre
    d = (
        f"M{number(x - reach)} {number(y - reach)}L{number(x + reach)} {number(y + reach)}"
        f"M{number(x + reach)} {number(y - reach)}L{number(x - reach)} {number(y + reach)}"
    )
    return path(css, d, ink=SOFT, width=1.2)
