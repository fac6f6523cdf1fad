"""The bedside scales, one file each; `scale_for` finds one by its code."""

from __future__ import annotations

from typing import Literal

from holdspace.domain.protocol import Score
from holdspace.domain.scales import aldrete, cadss6, moaas, padss, ratings
from holdspace.domain.scales.scale import BadAnswers, Item, Scale, Scored

__all__ = ["BadAnswers", "Item", "Scale", "Scored", "scale_for"]

ONE_VARIANT: dict[Score, Scale] = {
    Score.MOAAS: moaas.SCALE,
    Score.CADSS6: cadss6.SCALE,
    Score.PADSS: padss.SCALE,
    **ratings.SCALES,
}


def scale_for(code: Score, *, aldrete_variant: Literal["percent", "mmhg"] = "percent") -> Scale:
    """The scale of that code; Aldrete in the variant that the protocol names."""
    if code is Score.ALDRETE:
        return aldrete.SCALES[aldrete_variant]
    return ONE_VARIANT[code]
