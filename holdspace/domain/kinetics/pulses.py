"""Doses as pulses of milligrams, and what they become in blood and at the effect site over time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from holdspace.domain.kinetics.modes import Modes

    Floats = NDArray[np.float64]

SAME_STEP_MINUTES = 1e-9


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """So many mg from one moment, at a constant rate for so long; 0 minutes is all at once.

    Amounts and durations may differ between people: one number, or an array of them.
    """

    from_minute: float
    amount_mg: float | Floats
    over_minutes: float | Floats = 0.0

    @cached_property
    def mg_per_minute(self) -> Floats:
        return self.amount_mg / np.asarray(self.over_minutes)

    @cached_property
    def first_end(self) -> float:
        """Until when everybody gets it."""
        return self.from_minute + float(np.min(self.over_minutes))

    @cached_property
    def last_minute(self) -> float:
        """When nobody gets any more of it."""
        return self.from_minute + float(np.max(self.over_minutes))

    @cached_property
    def is_at_once(self) -> bool:
        return bool(np.max(self.over_minutes) == 0)


@dataclass(frozen=True, kw_only=True)
class Course:
    """Concentrations in ng/mL, one row for each minute asked for, one column for each person."""

    minutes: Floats
    plasma: Floats
    effect: Floats
    """The same numbers as `plasma` where the model has no effect site of its own."""

    def add(self, other: Course) -> None:
        """Doses add up: the model is linear."""
        np.add(self.plasma, other.plasma, out=self.plasma)
        if self.effect is not self.plasma:
            np.add(self.effect, other.effect, out=self.effect)


def follow(modes: Modes, pulses: Sequence[Pulse], minutes: Floats) -> Course:
    """The course of one pathway at each of `minutes`, which must not go back.

    Each mode is carried from one moment to the next; what is given in between is added in closed
    form, so a switch inside a step costs nothing in exactness.
    """
    people = modes.rates_per_minute.shape[1]
    plasma = np.empty((len(minutes), people))
    effect = plasma if modes.effect is None else np.empty_like(plasma)
    content = np.zeros_like(modes.rates_per_minute)
    step = _Step(modes.rates_per_minute)
    for row, now in enumerate(minutes):
        step.go_on(float(now))
        content *= step.kept
        for pulse in pulses:
            _add(content, pulse, step)
        _shown(modes.plasma, content, into=plasma[row])
        if modes.effect is not None:
            _shown(modes.effect, content, into=effect[row])
    return Course(minutes=minutes, plasma=plasma, effect=effect)


def _shown(weights: Floats, content: Floats, *, into: Floats) -> None:
    """The modes added up. Where they cancel, rounding must not leave less than nothing."""
    np.einsum("kn,kn->n", weights, content, out=into)
    np.maximum(into, 0.0, out=into)


class _Step:
    """From one moment to the next: what is left of each mode, and what a steady pulse adds.

    Both stay the same for as long as steps are equally long. Before the first moment is nothing.
    """

    def __init__(self, rates: Floats) -> None:
        self.rates = rates
        self.after = self.until = -np.inf
        self.kept = np.zeros_like(rates)
        self._gains: dict[int, Floats] = {}

    def go_on(self, now: float) -> None:
        length, last = now - self.until, self.until - self.after
        self.after, self.until = self.until, now
        if np.isfinite(length) and not abs(length - last) < SAME_STEP_MINUTES:
            self.kept = np.exp(-self.rates * length)
            self._gains = {}

    def gain(self, pulse: Pulse) -> Floats:
        """What a pulse adds that runs all through the step."""
        found = self._gains.get(id(pulse))
        if found is None:
            length = self.until - self.after
            filled = -np.expm1(-self.rates * length) / self.rates
            found = self._gains[id(pulse)] = pulse.mg_per_minute * filled
        return found


def _add(content: Floats, pulse: Pulse, step: _Step) -> None:
    """What a pulse gave in the step, decayed to its end."""
    begins, rates = pulse.from_minute, step.rates
    if step.until < begins or step.after >= pulse.last_minute:
        return
    if pulse.is_at_once:
        content += pulse.amount_mg * np.exp(-rates * (step.until - begins))
        return
    if begins <= step.after and pulse.first_end >= step.until:
        content += step.gain(pulse)
        return
    ends = np.minimum(step.until, begins + np.asarray(pulse.over_minutes))
    length = np.maximum(ends - max(step.after, begins), 0.0)
    since = np.where(length > 0, step.until - ends, 0.0)
    filled = -np.expm1(-rates * length) / rates
    content += pulse.mg_per_minute * np.exp(-rates * since) * filled
