"""Units and salts."""

from decimal import Decimal

import pytest

from holdspace.domain.kinetics.units import base_mg, ng_per_ml, nmol_per_ml


@pytest.mark.parametrize(("salt", "base"), [("32.3", "28"), ("11.53", "10"), ("57.7", "50")])
def test_salts_of_labels(salt, base):
    assert float(base_mg(Decimal(salt))) == pytest.approx(float(base), rel=0.001)


def test_molar_concentrations():
    assert ng_per_ml(9.3) == pytest.approx(2211, abs=1)
    assert ng_per_ml(2.7) == pytest.approx(642, abs=1)
    assert nmol_per_ml(121) == pytest.approx(0.51, abs=0.002)
    assert nmol_per_ml(ng_per_ml(1.25)) == pytest.approx(1.25)
