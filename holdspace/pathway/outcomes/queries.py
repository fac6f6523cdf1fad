"""Questions about outcomes: one person's trajectory, and what the schedule asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.outcomes.trajectory import Trajectory, trajectory_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

__all__ = ["Trajectory", "trajectory"]


def trajectory(patient_id: UUID, time_zone: str, now: datetime) -> Trajectory:
    """One person's scores over time beside their sessions."""
    return trajectory_of(patient_id, time_zone, now)
