"""Every questionnaire by its code. The bedside scales are in `holdspace.domain.scales` itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.scales import (
    audit_c,
    cadss,
    ceq,
    cssrs,
    dast10,
    ebi,
    fatigue,
    fss,
    gad7,
    isi,
    madrs,
    meq30,
    pcl5,
    peg,
    phq9,
    qids16,
    who5,
)

if TYPE_CHECKING:
    from holdspace.domain.scales.instrument import Instrument

INSTRUMENTS: dict[str, Instrument] = {
    module.INSTRUMENT.code: module.INSTRUMENT
    for module in (
        phq9,
        gad7,
        pcl5,
        peg,
        audit_c,
        fatigue,
        cssrs,
        qids16,
        who5,
        madrs,
        isi,
        dast10,
        fss,
        cadss,
        meq30,
        ceq,
        ebi,
    )
}
