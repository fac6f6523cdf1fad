"""Units and salts: where predicted concentrations go wrong by a factor of 0.87, 60, 2 or 1000."""

from __future__ import annotations

from decimal import Decimal

GRAMS_PER_MOL_BASE = 237.73
"""Ketamine and esketamine base: 1 nmol/mL is 237.73 ng/mL."""
BASE_SHARE_OF_HYDROCHLORIDE = Decimal("0.867")
"""28 mg of base are 32.3 mg of the hydrochloride: labels and papers use both."""
MINUTES_PER_HOUR = 60.0
NG_PER_ML_IN_MG_PER_L = 1000.0


def base_mg(hydrochloride_mg: Decimal) -> Decimal:
    """mg of base in so many mg of the hydrochloride salt. Every dose here is mg of base."""
    return hydrochloride_mg * BASE_SHARE_OF_HYDROCHLORIDE


def ng_per_ml(nmol_per_ml: float) -> float:
    """A concentration of base from nmol/mL (which is umol/L)."""
    return nmol_per_ml * GRAMS_PER_MOL_BASE


def nmol_per_ml(concentration_ng_per_ml: float) -> float:
    return concentration_ng_per_ml / GRAMS_PER_MOL_BASE
