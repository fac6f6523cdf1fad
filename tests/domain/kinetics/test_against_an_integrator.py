"""The closed form beside a solver of differential equations that shares no line with it."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from holdspace.domain.kinetics import Way
from holdspace.domain.kinetics.dispositions import DISPOSITIONS
from holdspace.domain.kinetics.routes import WAYS_IN
from tests.domain.kinetics.typical_person import (
    area,
    at_once,
    clearance_l_per_hour,
    concentrations,
    infused,
    way_in,
)

MINUTES = np.array([2.0, 7, 15, 29, 41, 66, 95, 140, 180])
MG = 84.0
INTO_A_VEIN = [each for each in WAYS_IN if each.way is Way.INTRAVENOUS]
OTHERS = [each for each in WAYS_IN if each.way is not Way.INTRAVENOUS]


def name(way):
    return f"{way.drug}, {way.way}, {way.model.code}"


def doses_of(way):
    return [infused(MG, 40)] if way in INTO_A_VEIN else [at_once(way.way, MG)]


def integrated(way):
    """Blood and effect site at MINUTES: depots, compartments and effect site step by step."""
    inputs = [piece for path in way.pathways for piece in pieces_of(way, path)]
    depots = sum(rate is not None for *_, rate, _ in inputs)
    compartments = len(way.model.volumes)
    content = np.zeros(compartments + depots + 1)
    switches = {0.0, 180.0, *(at for _, at, *_ in inputs), *(at + t for _, at, t, *_ in inputs)}
    found, before = {}, 0.0
    for until in sorted({*switches, *MINUTES}):
        if until > before:
            content = solve(way, inputs, content, before, until)
        content = put_in(way, inputs, content, until)
        before = until
        found[until] = (content[0] / way.model.volumes[0].value * 1000, content[-1])
    return np.array([found[minute] for minute in MINUTES]).T


def pieces_of(way, path):
    """(mg, minute, over minutes, rate or None, compartment) of each device or dose."""
    minutes_apart = way.minutes_between_devices
    devices = [0, 1, 2] if way.device_mg else [0]
    mg = way.device_mg or MG
    for device in devices:
        later = path.later_share if device else 1.0
        left = 1 - path.rest_of.value * later if path.rest_of else later
        over = path.filling_minutes.value if path.filling_minutes else 0.0
        over = 40.0 if way in INTO_A_VEIN else over
        rate = path.rate_per_minute.value if path.rate_per_minute else None
        at = minutes_apart * device + path.lag_minutes
        yield mg * path.share.value * left, at, over, rate, path.into


def flows(way):
    model = way.model
    volumes = [each.value for each in model.volumes]
    change = np.zeros((len(volumes), len(volumes)))
    for exchange in model.exchanges:
        here, there = exchange.between
        for one, other in ((here, there), (there, here)):
            change[one, one] -= exchange.flow.value / volumes[one] / 60
            change[other, one] += exchange.flow.value / volumes[one] / 60
    out = clearance_l_per_hour(model.code) / volumes[model.eliminates] / 60
    change[model.eliminates, model.eliminates] -= out
    return change


def solve(way, inputs, content, begin, end):
    change, compartments = flows(way), len(way.model.volumes)
    half_life = way.model.effect_half_life_minutes
    to_effect = np.log(2) / half_life if half_life else 0.0
    volume = way.model.volumes[0].value

    def slope(_, x):
        moved = np.zeros_like(x)
        moved[:compartments] = change @ x[:compartments]
        depot = compartments
        for mg, at, over, rate, into in inputs:
            steady = mg / over if over and at <= begin and end <= at + over + 1e-9 else 0.0
            if rate is None:
                moved[into] += steady
                continue
            moved[depot] += steady - rate * x[depot]
            moved[into] += rate * x[depot]
            depot += 1
        moved[-1] = to_effect * (x[0] / volume * 1000 - x[-1])
        return moved

    solved = solve_ivp(slope, (begin, end), content, method="DOP853", rtol=1e-10, atol=1e-10)
    return solved.y[:, -1]


def put_in(way, inputs, content, minute):
    """Doses that are in all at once, at their moment."""
    after, depot = content.copy(), len(way.model.volumes)
    for mg, at, over, rate, into in inputs:
        if at == minute and not over:
            after[into if rate is None else depot] += mg
        depot += rate is not None
    return after


@pytest.mark.parametrize("way", WAYS_IN, ids=name)
def test_blood_agrees_with_an_integrator_to_a_millionth(way):
    blood, _ = integrated(way)

    found = concentrations(way.model.code, doses_of(way), MINUTES)

    assert list(found) == pytest.approx(list(blood), rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(
    "way", [each for each in WAYS_IN if each.model.effect_half_life_minutes], ids=name
)
def test_the_effect_site_agrees_with_an_integrator_to_a_millionth(way):
    _, effect = integrated(way)

    found = concentrations(way.model.code, doses_of(way), MINUTES, site="effect")

    assert list(found) == pytest.approx(list(effect), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("code", ["kamp_2020", "clements_1981", "domino_1984", "simons_2022"])
def test_what_goes_in_is_what_is_cleared(code):
    found = area(code, [infused(35, 40)], until_minute=30_000)

    assert found == pytest.approx(35 / clearance_l_per_hour(code) * 1000, rel=1e-6)


@pytest.mark.parametrize("way", [each for each in OTHERS if each.model.code == "clements_1981"])
def test_the_absorbed_share_is_what_is_cleared(way):
    found = area("clements_1981", [at_once(way.way, 50)], until_minute=30_000)
    absorbed = 50 * way.pathways[0].share.value

    assert found == pytest.approx(absorbed / clearance_l_per_hour("clements_1981") * 1000, rel=1e-6)


def test_a_swallowed_dose_is_taken_by_the_liver_first():
    """Extraction = CLint / (Qh + CLint): what the liver takes never reaches the blood."""
    model = DISPOSITIONS["perez_ruixo_2021"]
    taken = clearance_l_per_hour(model.code)
    liver_flow = next(each.flow.value for each in model.exchanges if each.between == (0, 1))
    extraction = taken / (liver_flow + taken)
    share = way_in(model.code, Way.ORAL).pathways[0].share.value * (1 - extraction)

    found = area(model.code, [at_once(Way.ORAL, 84)], until_minute=30_000)

    assert extraction == pytest.approx(0.722, abs=0.001)
    assert found == pytest.approx(84 * share / (liver_flow * extraction) * 1000, rel=1e-6)
