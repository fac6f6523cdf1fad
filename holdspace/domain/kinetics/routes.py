"""How a dose gets into the blood by each route, and which model is the default for it.

An absorption rate belongs to the disposition it was fitted with: at the same rate an injected dose
peaks at 171 ng/mL with a venous model and above 350 with an arterial one. So a way in names its
model, and is never used with another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

from holdspace.domain.kinetics.dispositions import (
    CLEMENTS,
    DOMINO,
    FANTA,
    KAMP,
    LIVER,
    PEREZ_RUIXO,
    SIMONS,
)
from holdspace.domain.kinetics.models import Confidence, Disposition, Drug, Parameter, Pathway


class Way(StrEnum):
    """How it was given. A film is held against the cheek; what is under the tongue dissolves."""

    INTRAVENOUS = "intravenous"
    INTRAMUSCULAR = "intramuscular"
    SUBCUTANEOUS = "subcutaneous"
    NASAL = "nasal"
    SUBLINGUAL = "sublingual"
    FILM = "film"
    ORAL = "oral"
    RECTAL = "rectal"


@dataclass(frozen=True, kw_only=True)
class WayIn:
    """One drug by one way with one model: its pathways, and how sure that is."""

    drug: Drug
    way: Way
    model: Disposition
    pathways: tuple[Pathway, ...]
    confidence: Confidence
    limits: str
    """What the prediction does not know, in words."""
    source: str
    device_mg: float | None = None
    """The whole dose is given in devices of so many mg."""
    minutes_between_devices: float = 0.0

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        once = {one.name: one for path in self.pathways for one in path.parameters}
        return tuple(once.values())

    def key(self, parameter: Parameter) -> str:
        """Its name beside those of other ways in."""
        return f"{self.way}: {parameter.name}"


def _share(name: str, value: float, *, logit_sd: float = 0.0) -> Parameter:
    return Parameter(name=name, value=value, unit="share", logit_sd=logit_sd, most=1.0)


def _rate(name: str, per_minute: float, *, log_sd: float = 0.0) -> Parameter:
    return Parameter(name=name, value=per_minute, unit="1/min", log_sd=log_sd)


def _of_variation(percent: float) -> float:
    return sqrt(log(1 + (percent / 100) ** 2))


def _logit_sd(value: float, variation: float) -> float:
    return variation / (1 - value)


STRAIGHT_IN = (Pathway(share=_share("share", 1.0)),)
ABSORPTION_LOG_SD = 0.55  # assumed: no study gives it


def _venous(
    way: Way,
    confidence: Confidence,
    limits: str,
    *,
    share: tuple[float, float],
    rate_per_minute: float,
    lag_minutes: float = 0.0,
) -> WayIn:
    """Racemic ketamine by a way that was calibrated on the venous model.

    `share` is the absorbed share and its coefficient of variation.
    """
    absorbed, variation = share
    pathway = Pathway(
        share=_share("absorbed share", absorbed, logit_sd=_logit_sd(absorbed, variation)),
        rate_per_minute=_rate("absorption rate", rate_per_minute, log_sd=ABSORPTION_LOG_SD),
        lag_minutes=lag_minutes,
    )
    return WayIn(
        drug=Drug.RACEMIC, way=way, model=CLEMENTS, pathways=(pathway,), confidence=confidence,
        limits=limits, source="share from published studies, rate calibrated on the venous model",
    )  # fmt: skip


NASAL_SHARE = Parameter(
    name="share through the nose", value=0.54, unit="share", logit_sd=0.708, most=1.0,
    if_japanese=1.34,
)  # fmt: skip
NASAL_DEVICES = WayIn(
    drug=Drug.ESKETAMINE,
    way=Way.NASAL,
    model=PEREZ_RUIXO,
    pathways=(
        Pathway(
            share=NASAL_SHARE,
            rate_per_minute=_rate("nasal rate", 2.93 / 60, log_sd=_of_variation(61.5)),
            later_share=0.62,
        ),
        Pathway(
            share=_share("share past the gut", 0.64),
            rate_per_minute=_rate("swallowed rate", 1.45 / 60, log_sd=_of_variation(132)),
            filling_minutes=Parameter(name="swallowing", value=0.53 * 60, unit="min"),
            into=LIVER,
            rest_of=NASAL_SHARE,
            later_share=0.62,
        ),
    ),
    confidence=Confidence.HIGH,
    limits="Weight makes no difference in it. A cold, or spray that ran out, is not in it.",
    source="Perez-Ruixo 2021 Clin Pharmacokinet 60:501",
    device_mg=28.0,
    minutes_between_devices=5.0,
)  # fmt: skip

# Two studies of swallowed esketamine differ twofold: 0.08 (Fanta 2015) and 0.18 (Perez-Ruixo 2021)
# of the dose arrives. The model's number is the second; the band runs from the one to the other.
ORAL_ARRIVES = 0.178
ORAL_ARRIVES_LOW, ORAL_ARRIVES_HIGH = 0.08, 0.19
NORMAL_95 = 1.6448536269514722
ORAL_LOG_SD = log(ORAL_ARRIVES_HIGH / ORAL_ARRIVES_LOW) / (2 * NORMAL_95)
ORAL_MIDDLE = log(sqrt(ORAL_ARRIVES_LOW * ORAL_ARRIVES_HIGH) / ORAL_ARRIVES) / ORAL_LOG_SD
ORAL_ESKETAMINE = WayIn(
    drug=Drug.ESKETAMINE,
    way=Way.ORAL,
    model=PEREZ_RUIXO,
    pathways=(
        Pathway(
            share=Parameter(
                name="share past the gut", value=0.64, unit="share", most=1.0,
                log_sd=ORAL_LOG_SD, middle_in_sd=ORAL_MIDDLE,
            ),
            rate_per_minute=_rate("oral rate", 0.97 / 60, log_sd=_of_variation(132)),
            filling_minutes=Parameter(name="dissolving", value=0.32 * 60, unit="min"),
            into=LIVER,
        ),
    ),
    confidence=Confidence.LOW_TO_MEDIUM,
    limits="Studies differ twofold in how much of a swallowed dose arrives.",
    source="Perez-Ruixo 2021 Clin Pharmacokinet 60:501; Fanta 2015 Eur J Clin Pharmacol 71:441",
)  # fmt: skip

FILM = WayIn(
    drug=Drug.ESKETAMINE,
    way=Way.FILM,
    model=SIMONS,
    pathways=(
        Pathway(
            share=_share("mucosal share", 0.263, logit_sd=_logit_sd(0.263, sqrt(0.060))),
            rate_per_minute=_rate("mucosal rate", 0.04, log_sd=sqrt(0.062)),
            filling_minutes=Parameter(
                name="dissolving", value=13.1, unit="min", log_sd=sqrt(0.154)
            ),
        ),
    ),
    confidence=Confidence.MEDIUM,
    limits="Held for 10 minutes. A larger film gives a smaller share, which is not in it.",
    source="Simons 2022 Front Pain Res 3:946486",
)  # fmt: skip


def _into_a_vein(drug: Drug, model: Disposition, confidence: Confidence, limits: str) -> WayIn:
    return WayIn(
        drug=drug, way=Way.INTRAVENOUS, model=model, pathways=STRAIGHT_IN, confidence=confidence,
        limits=limits, source=model.source,
    )  # fmt: skip


WAYS_IN = (
    # The first of a drug and way is its default.
    _into_a_vein(
        Drug.RACEMIC, KAMP, Confidence.HIGH,
        "How far people differ is taken from another study.",
    ),
    _into_a_vein(Drug.RACEMIC, CLEMENTS, Confidence.MEDIUM, "How far people differ is assumed."),
    _into_a_vein(
        Drug.RACEMIC, DOMINO, Confidence.LOW,
        "Falls too fast after an infusion; how far people differ is assumed.",
    ),
    _into_a_vein(Drug.ESKETAMINE, SIMONS, Confidence.HIGH, "Young volunteers only."),
    _into_a_vein(
        Drug.ESKETAMINE, PEREZ_RUIXO, Confidence.MEDIUM, "Weight makes no difference in it."
    ),
    _into_a_vein(Drug.ESKETAMINE, FANTA, Confidence.MEDIUM, "Eleven men were studied."),
    NASAL_DEVICES,
    ORAL_ESKETAMINE,
    FILM,
    _venous(
        Way.INTRAMUSCULAR, Confidence.LOW_TO_MEDIUM,
        "The absorption rate is our own calibration.",
        share=(0.93, 0.06), rate_per_minute=0.12,
    ),
    _venous(
        Way.SUBCUTANEOUS, Confidence.VERY_LOW,
        "No table of adults was found: assumed a little slower than into muscle.",
        share=(0.90, 0.06), rate_per_minute=0.06,
    ),
    _venous(
        Way.SUBLINGUAL, Confidence.LOW_TO_MEDIUM,
        "Held for 10 minutes or longer; what is swallowed acts as norketamine, which is not in it.",
        share=(0.29, 0.45), rate_per_minute=0.045, lag_minutes=5,
    ),
    _venous(
        Way.ORAL, Confidence.LOW,
        "Far more norketamine than ketamine: this curve understates the effect.",
        share=(0.20, 0.40), rate_per_minute=0.05, lag_minutes=10,
    ),
    _venous(
        Way.NASAL, Confidence.LOW,
        "Studies differ fourfold, by device and volume.",
        share=(0.30, 0.60), rate_per_minute=0.15,
    ),
    _venous(
        Way.RECTAL, Confidence.LOW,
        "Few studies; the spread is assumed as for swallowed doses.",
        share=(0.30, 0.40), rate_per_minute=0.03, lag_minutes=5,
    ),
)  # fmt: skip


def ways_in(drug: Drug, way: Way) -> tuple[WayIn, ...]:
    """Every model there is for this drug by this way, the default first; empty when none is."""
    return tuple(each for each in WAYS_IN if each.drug is drug and each.way is way)
