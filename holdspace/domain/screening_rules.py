"""All screening rules, organ by organ (clinical reference 1.1 to 1.5)."""

from __future__ import annotations

from holdspace.domain.screening_rule import Rule
from holdspace.domain.screening_rules_body import BODY_RULES
from holdspace.domain.screening_rules_day import DAY_RULES
from holdspace.domain.screening_rules_heart import HEART_RULES
from holdspace.domain.screening_rules_medicines import MEDICINE_RULES
from holdspace.domain.screening_rules_mind import MIND_RULES
from holdspace.domain.screening_rules_sedatives import SEDATIVE_RULES
from holdspace.domain.screening_rules_suicide import SUICIDE_RULES
from holdspace.domain.screening_rules_use import USE_RULES

RULES: tuple[Rule, ...] = (
    *HEART_RULES,
    *BODY_RULES,
    *MIND_RULES,
    *USE_RULES,
    *SUICIDE_RULES,
    *SEDATIVE_RULES,
    *MEDICINE_RULES,
    *DAY_RULES,
)
