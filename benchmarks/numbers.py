"""Times as percentiles, and two of them beside each other."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = 34


@dataclass(frozen=True)
class Times:
    """Many times of one thing, in milliseconds."""

    milliseconds: Sequence[float]

    def at(self, percent: float) -> float:
        """The time that so many percent were not slower than."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def __str__(self) -> str:
        return (
            f"p50 {self.at(50):8.2f} ms   p99 {self.at(99):8.2f} ms"
            f"   slowest {max(self.milliseconds):8.2f} ms   of {len(self.milliseconds)}"
        )


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say_times(title: str, ours: Times, raw: Times, *, against: str) -> None:
    """Ours, the baseline, and how many times slower ours is."""
    say(f"\n{title}")
    say(f"  {'Holdspace':{WIDE}} {ours}")
    say(f"  {against:{WIDE}} {raw}")
    half, most = (ours.at(percent) / raw.at(percent) for percent in (50, 99))
    say(f"  {'ratio':{WIDE}} p50 {half:8.1f} x    p99 {most:8.1f} x")


def say_rates(title: str, ours: float, raw: float, *, against: str) -> None:
    """Rows a second, ours and the baseline."""
    say(f"\n{title}")
    say(f"  {'Holdspace':{WIDE}} {ours:10.0f} samples/s")
    say(f"  {against:{WIDE}} {raw:10.0f} rows/s")
    say(f"  {'ratio':{WIDE}} 1 / {raw / ours:.1f}")
