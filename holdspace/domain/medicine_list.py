"""The ingredients that a clinic for ketamine-assisted therapy meets.

ATC codes and names of products are facts, written from knowledge; those of nervous system and
airways (N, R) were compared with the ATC index of April 2026. A clinic looks them over. No RxNorm
codes but ketamine's: the others would have to be loaded, not typed.
"""

from __future__ import annotations

from holdspace.domain.medicine_ingredient import Ingredient
from holdspace.domain.medicine_list_body import BODY
from holdspace.domain.medicine_list_mind import MIND
from holdspace.domain.medicine_list_other import OTHER

__all__ = ["INGREDIENTS", "RXNORM", "Ingredient"]

INGREDIENTS: tuple[Ingredient, ...] = (*MIND, *BODY, *OTHER)
RXNORM = {"ketamine": "6130"}
