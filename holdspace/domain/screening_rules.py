"""All screening rules, organ by organ, in the order of clinical reference 1.1 to 1.5."""

from __future__ import annotations

from holdspace.domain.screening_rule import Rule
from holdspace.domain.screening_rules_heart import HEART_RULES

RULES: tuple[Rule, ...] = (*HEART_RULES,)
