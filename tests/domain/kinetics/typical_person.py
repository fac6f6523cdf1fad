"""The typical person's course, for tests: at minutes, its peak, the area under it."""

from itertools import pairwise

import numpy as np

from holdspace.domain.kinetics import Dose, Way
from holdspace.domain.kinetics.courses import course
from holdspace.domain.kinetics.dispositions import DISPOSITIONS
from holdspace.domain.kinetics.people import Body, typical
from holdspace.domain.kinetics.routes import WAYS_IN

DAY_MINUTES = 1440.0
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


def way_in(model_code, way):
    """The one way in with this model."""
    (found,) = [each for each in WAYS_IN if each.model.code == model_code and each.way is way]
    return found


def infused(mg, over_minutes, at_minute=0.0):
    return Dose(way=Way.INTRAVENOUS, mg=mg, at_minute=at_minute, over_minutes=over_minutes)


def at_once(way, mg, at_minute=0.0):
    return Dose(way=way, mg=mg, at_minute=at_minute)


def concentrations(model_code, doses, minutes, *, weight_kg=70.0, site="plasma"):
    """ng/mL of the typical person at these minutes."""
    ways = [way_in(model_code, way) for way in dict.fromkeys(dose.way for dose in doses)]
    people = typical(ways, Body(age_years=40, weight_kg=weight_kg))
    given = [(way, [dose for dose in doses if dose.way is way.way]) for way in ways]
    found = course(given, people, np.asarray(minutes, dtype=float))
    return getattr(found, site)[:, 0]


def peak(model_code, doses, *, weight_kg=70.0, site="plasma"):
    """The highest ng/mL and its minute, to a hundredth of a minute."""
    coarse = np.arange(0, 241.0)
    around = concentrations(model_code, doses, coarse, weight_kg=weight_kg, site=site).argmax()
    minutes = np.arange(max(0, around * 100 - 100), around * 100 + 101) / 100
    found = concentrations(model_code, doses, minutes, weight_kg=weight_kg, site=site)
    return float(found.max()), float(minutes[found.argmax()])


def area(model_code, doses, *, until_minute=DAY_MINUTES, weight_kg=70.0, site="plasma"):
    """ng h/mL up to a minute, by quadrature between the moments at which something switches."""
    grid = np.concatenate([np.arange(0, 120, 1.0), np.geomspace(120, until_minute, 60)])
    grid = np.unique(np.append(grid[grid < until_minute], until_minute))
    middles = np.array([(a + b) / 2 for a, b in pairwise(grid)])
    halves = np.array([(b - a) / 2 for a, b in pairwise(grid)])
    minutes = (middles[:, None] + halves[:, None] * NODES).ravel()
    found = concentrations(model_code, doses, minutes, weight_kg=weight_kg, site=site)
    return float((found.reshape(len(halves), -1) @ WEIGHTS * halves).sum() / 60)


def clearance_l_per_hour(model_code):
    """Of the eliminating compartment, of a person of 70 kg."""
    model = DISPOSITIONS[model_code]
    if model.clearance is not None:
        return model.clearance.value
    return model.volumes[model.eliminates].value * sum(one.value for one in model.rate_constants)
