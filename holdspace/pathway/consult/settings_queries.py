"""The screening settings of a clinic: those in force, or in force at a moment; and each version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.screening_settings_kept import KeptSettings, settings_from_data
from holdspace.pathway.consult.models import SettingsVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.screening import ScreeningSettings


def settings_of(clinic_id: int, known_at: datetime | None = None) -> ScreeningSettings:
    """What the rules are asked with. Where nobody has set anything, the proposals."""
    return kept_settings(latest_version(clinic_id, known_at)).settings


def kept_settings(version: SettingsVersion | None) -> KeptSettings:
    """With what the program does not take any more."""
    if version is None:
        return settings_from_data({}, 0)
    return settings_from_data(version.content, version.number)


def latest_version(clinic_id: int, known_at: datetime | None = None) -> SettingsVersion | None:
    rows = SettingsVersion.objects.filter(clinic_id=clinic_id).select_related("noted_by")
    return (rows.filter(noted_at__lte=known_at) if known_at else rows).first()


def versions_of(clinic_id: int) -> Sequence[SettingsVersion]:
    """Newest first."""
    return list(SettingsVersion.objects.filter(clinic_id=clinic_id).select_related("noted_by"))
