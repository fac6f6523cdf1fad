"""When this site asks, from its settings."""

from __future__ import annotations

from datetime import time

from django.conf import settings

from holdspace.domain.check_ins import AskingTimes


def asking_times() -> AskingTimes:
    return AskingTimes(
        evening_at=time.fromisoformat(settings.CHECK_IN_EVENING_AT),
        asks_from=time.fromisoformat(settings.CHECK_IN_FROM),
        asks_until=time.fromisoformat(settings.CHECK_IN_UNTIL),
    )
