"""Journeys through the whole site. What their shared steps assert is reported in full."""

import pytest

STEPS = (
    "tablet", "room", "hard_moment", "silence", "going_home",
    "gone_home", "weeks_after", "evening_together", "reviewing",
)  # fmt: skip
pytest.register_assert_rewrite(*[f"{__name__}.{step}" for step in STEPS])
