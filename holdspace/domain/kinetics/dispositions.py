"""The published models of ketamine and esketamine in blood, as frozen tables.

Numbers are facts from the papers, in L and L/h for 70 kg. Where a paper gives rate constants, flows
are worked out from them. What is borrowed or our own calibration says so in its source.
"""

from __future__ import annotations

from math import log, sqrt

from holdspace.domain.kinetics.models import (
    Disposition,
    Drug,
    Exchange,
    Parameter,
    Population,
    Sampling,
)

EFFECT_HALF_LIFE_MINUTES = 8.3
"""Blood to what is perceived: 8.3 min (5.1 to 13.0), arterial (Olofsen 2022)."""

KG = 70.0
FLOW_EXPONENT = 0.75


def _volume(name: str, litres: float, *, log_sd: float = 0.0, exponent: float = 1.0) -> Parameter:
    return Parameter(name=name, value=litres, unit="L", log_sd=log_sd, weight_exponent=exponent)


def _flow(
    name: str, litres_per_hour: float, *, log_sd: float = 0.0, exponent: float = FLOW_EXPONENT
) -> Parameter:
    return Parameter(
        name=name, value=litres_per_hour, unit="L/h", log_sd=log_sd, weight_exponent=exponent
    )


def _to(compartment: int, flow: Parameter, *, of: int = 0) -> Exchange:
    return Exchange(between=(of, compartment), flow=flow)


def _of_variation(percent: float) -> float:
    """The standard deviation of the logarithm that belongs to a coefficient of variation."""
    return sqrt(log(1 + (percent / 100) ** 2))


KAMP = Disposition(
    code="kamp_2020",
    title="Kamp 2020",
    drug=Drug.RACEMIC,
    sampling=Sampling.ARTERIAL,
    population=Population.ADULTS,
    studied="meta-analysis of 18 studies, volunteers and patients",
    source="Kamp 2020 Anesthesiology 133:1192; differences between people from Simons 2022",
    volumes=(
        _volume("central volume", 25, log_sd=0.24),
        _volume("fast volume", 56),
        _volume("slow volume", 157),
    ),
    clearance=_flow("clearance", 84, log_sd=0.17),
    exchanges=(
        _to(1, _flow("fast exchange", 161)),
        _to(2, _flow("slow exchange", 79, log_sd=0.16)),
    ),
    effect_half_life_minutes=EFFECT_HALF_LIFE_MINUTES,
)

CLEMENTS_CENTRAL_L = 1.7522 * KG
CLEMENTS = Disposition(
    code="clements_1981",
    title="Clements and Nimmo 1981",
    drug=Drug.RACEMIC,
    sampling=Sampling.VENOUS,
    population=Population.ADULTS,
    studied="volunteers, 250 ug/kg",
    source="Clements 1981 Br J Anaesth 53:27; differences between people assumed",
    volumes=(
        _volume("central volume", CLEMENTS_CENTRAL_L, log_sd=0.25),
        _volume("outer volume", CLEMENTS_CENTRAL_L * 0.0186 / 0.0137),
    ),
    clearance=_flow("clearance", CLEMENTS_CENTRAL_L * 0.0109 * 60, log_sd=0.20),
    exchanges=(_to(1, _flow("exchange", CLEMENTS_CENTRAL_L * 0.0186 * 60)),),
)

DOMINO_CENTRAL_L = 0.063 * KG
DOMINO = Disposition(
    code="domino_1984",
    title="Domino 1984",
    drug=Drug.RACEMIC,
    sampling=Sampling.ARTERIAL,
    population=Population.ADULTS,
    studied="surgery and volunteers, an assay of the 1980s; falls too fast after an infusion",
    source="Domino 1984 Clin Pharmacol Ther 36:645 (or 1982), as public software has it",
    volumes=(
        _volume("central volume", DOMINO_CENTRAL_L),
        _volume("fast volume", DOMINO_CENTRAL_L * 0.592 / 0.247),
        _volume("slow volume", DOMINO_CENTRAL_L * 0.590 / 0.0146),
    ),
    clearance=_flow("clearance", DOMINO_CENTRAL_L * 0.438 * 60),
    exchanges=(
        _to(1, _flow("fast exchange", DOMINO_CENTRAL_L * 0.592 * 60)),
        _to(2, _flow("slow exchange", DOMINO_CENTRAL_L * 0.590 * 60)),
    ),
)

SIMONS = Disposition(
    code="simons_2022",
    title="Simons 2022",
    drug=Drug.ESKETAMINE,
    sampling=Sampling.ARTERIAL,
    population=Population.ADULTS,
    studied="20 young volunteers, half of them women",
    source="Simons 2022 Front Pain Res 3:946486; exponents of weight assumed",
    volumes=(
        _volume("central volume", 11.6, log_sd=sqrt(0.057)),
        _volume("fast volume", 39.0),
        _volume("slow volume", 174),
    ),
    clearance=_flow("clearance", 1.48 * 60, log_sd=sqrt(0.029)),
    exchanges=(
        _to(1, _flow("fast exchange", 2.43 * 60)),
        _to(2, _flow("slow exchange", 1.21 * 60, log_sd=sqrt(0.026))),
    ),
    effect_half_life_minutes=EFFECT_HALF_LIFE_MINUTES,
)

FANTA = Disposition(
    code="fanta_2015",
    title="Fanta 2015",
    drug=Drug.ESKETAMINE,
    sampling=Sampling.VENOUS,
    population=Population.ADULTS,
    studied="11 male volunteers",
    source="Fanta 2015 Eur J Clin Pharmacol 71:441, as fixed by Otto 2021 (77:1181)",
    volumes=(
        _volume("central volume", 133, log_sd=sqrt(0.0842)),
        _volume("fast volume", 187, exponent=0),
        _volume("slow volume", 98.8, exponent=0),
    ),
    clearance=_flow("clearance", 95.2, log_sd=sqrt(0.0260)),
    exchanges=(
        _to(1, _flow("fast exchange", 23.2, exponent=0)),
        _to(2, _flow("slow exchange", 157, exponent=0)),
    ),
    correlated=("central volume", "clearance", 0.0226 / sqrt(0.0842 * 0.0260)),
)

LIVER = 1
PEREZ_RUIXO = Disposition(
    code="perez_ruixo_2021",
    title="Perez-Ruixo 2021",
    drug=Drug.ESKETAMINE,
    sampling=Sampling.VENOUS,
    population=Population.ADULTS,
    studied="820 volunteers and people with treatment-resistant depression",
    source="Perez-Ruixo 2021 Clin Pharmacokinet 60:501; spread of kmet assumed (30 %)",
    volumes=(
        _volume("central volume", 192, exponent=0, log_sd=_of_variation(27.5)),
        _volume("liver and portal volume", 101, exponent=0, log_sd=_of_variation(34.6)),
        _volume("fast volume", 143, exponent=0, log_sd=_of_variation(49.3)),
        _volume("slow volume", 417, exponent=0),
    ),
    other_differences_log_sd=0.0,  # most were patients, and what differed is published
    eliminates=LIVER,
    rate_constants=(
        Parameter(name="kel", value=1.11, unit="1/h", log_sd=_of_variation(120), if_asian=0.36),
        Parameter(name="kmet", value=2.77, unit="1/h", log_sd=_of_variation(30)),
    ),
    exchanges=(
        Exchange(
            between=(0, LIVER),
            flow=Parameter(
                name="liver flow", value=151, unit="L/h", log_sd=_of_variation(23.2),
                per_year_over_60=-2.19,
            ),
        ),
        _to(2, _flow("fast exchange", 84.3, exponent=0)),
        _to(3, _flow("slow exchange", 37.6, exponent=0)),
    ),
)  # fmt: skip

HIJAZI_CENTRAL_L = 1.08 * KG
HIJAZI = Disposition(
    code="hijazi_2003",
    title="Hijazi 2003",
    drug=Drug.RACEMIC,
    sampling=Sampling.NOT_STATED,
    population=Population.CRITICALLY_ILL,
    studied="12 adults with brain or spinal injury",
    source="Hijazi 2003 Br J Anaesth 90:155",
    volumes=(
        _volume("central volume", HIJAZI_CENTRAL_L),
        _volume("outer volume", HIJAZI_CENTRAL_L * 0.0088 / 0.0030),
    ),
    clearance=_flow("clearance", HIJAZI_CENTRAL_L * 0.0333 * 60),
    exchanges=(_to(1, _flow("exchange", HIJAZI_CENTRAL_L * 0.0088 * 60)),),
)

HORNIK = Disposition(
    code="hornik_2018",
    title="Hornik 2018",
    drug=Drug.RACEMIC,
    sampling=Sampling.NOT_STATED,
    population=Population.CHILDREN,
    studied="2 months to 18 years",
    source="Hornik 2018, as public software has it",
    volumes=(_volume("central volume", 32.8), _volume("outer volume", 152)),
    clearance=_flow("clearance", 38.9),
    exchanges=(_to(1, _flow("exchange", 54.9)),),
)

HERD = Disposition(
    code="herd_2007",
    title="Herd 2007",
    drug=Drug.RACEMIC,
    sampling=Sampling.NOT_STATED,
    population=Population.CHILDREN,
    studied="1 to 14 years, emergency department",
    source="Herd 2007, as public software has it",
    volumes=(_volume("central volume", 38.7), _volume("outer volume", 102)),
    clearance=_flow("clearance", 90),
    exchanges=(_to(1, _flow("exchange", 215)),),
)

DISPOSITIONS = {
    each.code: each
    for each in (KAMP, CLEMENTS, DOMINO, SIMONS, FANTA, PEREZ_RUIXO, HIJAZI, HORNIK, HERD)
}
