"""Note how high the risk of suicide is: by a clinician's judgement, or from a whole screener."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.scales.cssrs import screener_answers
from holdspace.domain.suicide_risk import Tier, tier_of
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.measures.models import RiskTier

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.models import Asked, Finished


class NoReason(Exception):
    """This is said with its reason."""


@transaction.atomic
def note_tier(*, actor: Actor, patient: Patient, tier: Tier, basis: str, now: datetime) -> RiskTier:
    """A tier by a clinician's own judgement. Moderate and high open a task. Raises NoReason."""
    if not basis.strip():
        raise NoReason("Say what the tier rests on: what the person said, what you saw.")
    noted = RiskTier.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        tier=tier.value,
        basis=basis.strip(),
        noted_at=now,
        noted_by_id=actor.staff_id,
    )
    if tier in {Tier.MODERATE, Tier.HIGH}:
        open_task(
            clinic_id=actor.clinic_id,
            patient=patient,
            kind=TaskKind.RISK_TIER,
            now=now,
            about_kind="risk tier",
            about_id=patient.pk,
        )
    record(
        actor=actor,
        act="note a risk tier",
        patient_id=patient.pk,
        object_kind="risk tier",
        object_id=noted.pk,
    )
    return noted


def note_screened_tier(
    asked: Asked, finished: Finished, instrument: Instrument, by: Actor | OwnActor
) -> None:
    """The tier of a whole screener. One with an answer missing that could raise it has none."""
    answers = {int(number): value for number, value in finished.answers.items()}
    tier = tier_of(screener_answers(instrument.given(answers)))
    if tier is None:
        return
    RiskTier.objects.create(
        clinic_id=asked.clinic_id,
        patient_id=asked.patient_id,
        tier=tier.value,
        basis=f"{instrument.name}, every question that leads to the tier answered",
        noted_at=finished.finished_at,
        noted_by_id=None if isinstance(by, OwnActor) else by.staff_id,
        finished=finished,
    )
