"""The predicted course beside what it would take without a closed form."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.numbers import WIDE, say
from holdspace.domain.kinetics import Dose, Drug, Way
from holdspace.domain.kinetics.courses import course
from holdspace.domain.kinetics.people import Body, People, drawn
from holdspace.domain.kinetics.prediction import quantiles
from holdspace.domain.kinetics.routes import ways_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MANY, FEW = 10_000, 2_048
INTEGRATED, SIMULATED = 40, 4
"""How many people the slow ones do; the rest is multiplied."""
TEN_SECONDS = np.arange(1081) / 6
MINUTES = np.arange(181.0)
BODY = Body(age_years=40, weight_kg=70)
(WAY, *_) = ways_in(Drug.RACEMIC, Way.INTRAVENOUS)
DOSE = Dose(way=Way.INTRAVENOUS, mg=35, over_minutes=40)
TIMES = 5


def run() -> None:
    """35 mg over 40 minutes, three hours long: everybody's plasma and effect site."""
    many = drawn([WAY], BODY, MANY)
    ours, processor = best(lambda: course([(WAY, [DOSE])], many, TEN_SECONDS))
    say(f"\nPredicted course: {MANY:,} people, {len(TEN_SECONDS)} moments, plasma and effect site")
    say(f"  {'Holdspace':{WIDE}} {ours:10.3f} s   ({processor:.3f} s of the processor)")
    _beside("an ODE integrator (scipy LSODA)", _integrated(many), ours)
    _beside("opentiva, run()", _simulated(), ours)
    few = drawn([WAY], BODY, FEW)
    band, processor = best(lambda: _band(few))
    say(f"\nThe band of the room: {FEW:,} people, {len(MINUTES)} moments, with quantiles of both")
    say(
        f"  {'Holdspace':{WIDE}} {band * 1000:10.1f} ms"
        f"   ({processor * 1000:.0f} ms of the processor)"
    )


def _band(people: People) -> None:
    found = course([(WAY, [DOSE])], people, MINUTES)
    quantiles(found.plasma)
    quantiles(found.effect)


def _beside(name: str, seconds: float | None, ours: float) -> None:
    if seconds is None:
        say(f"  {name:{WIDE}}  not installed")
        return
    say(f"  {name:{WIDE}} {seconds:10.1f} s   {seconds / ours:8.0f} x")


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of the quickest of a few."""
    clock, processor = [], []
    for _ in range(TIMES):
        begun, spent = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - spent)
    return min(clock), min(processor)


def _integrated(people: People) -> float | None:
    """Each person's four differential equations, to the same moments."""
    try:
        from scipy.integrate import solve_ivp
    except ImportError:
        return None
    begun = time.perf_counter()
    for person in range(INTEGRATED):
        slope, content = _equations(people, person), np.zeros(4)
        for begin, end in ((0.0, 40.0), (40.0, 180.0)):
            at = TEN_SECONDS[(begin <= TEN_SECONDS) & (end >= TEN_SECONDS)]
            rate = DOSE.mg / DOSE.over_minutes if begin == 0 else 0.0
            solved = solve_ivp(
                slope, (begin, end), content, method="LSODA", t_eval=at, args=(rate,),
                rtol=1e-6, atol=1e-9,
            )  # fmt: skip
            content = solved.y[:, -1]
    return (time.perf_counter() - begun) * MANY / INTEGRATED


def _equations(people: People, person: int) -> Callable[[float, Floats, float], list[float]]:
    value = {name: float(each[person]) for name, each in people.values.items()}
    central, fast, slow = (value[f"{name} volume"] for name in ("central", "fast", "slow"))
    out, to_fast, to_slow = (
        value[name] / 60 for name in ("clearance", "fast exchange", "slow exchange")
    )
    to_effect = np.log(2) / (WAY.model.effect_half_life_minutes or 1.0)

    def slope(_: float, amounts: Floats, rate: float) -> list[float]:
        blood, outer, deep = amounts[0] / central, amounts[1] / fast, amounts[2] / slow
        return [
            rate - out * blood - to_fast * (blood - outer) - to_slow * (blood - deep),
            to_fast * (blood - outer),
            to_slow * (blood - deep),
            to_effect * (blood - amounts[3]),
        ]

    return slope


def _simulated() -> float | None:
    """A pump simulator, one person after the other, on its own grid of one second."""
    try:
        from opentiva.ketamine import Klamp
        from opentiva.pump import Pump
    except ImportError:
        return None
    begun = time.perf_counter()
    for _ in range(SIMULATED):
        pump = Pump(Klamp(sex=0, age=40, weight=70, height=175), 10, 180 * 60)
        pump.add_infusion(0, DOSE.mg / (DOSE.over_minutes * 60), int(DOSE.over_minutes * 60))
        pump.run()
    return (time.perf_counter() - begun) * MANY / SIMULATED


if __name__ == "__main__":
    run()
