"""Questionnaires asked, answered and finished by the cast, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.people.roles import OwnActor
from holdspace.pathway.measures import actions

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.measures.models import Asked, Finished


def own(cast: Cast, key: str = "mara") -> OwnActor:
    """The patient themselves, as an action knows them."""
    patient = cast.patients[key]
    return OwnActor(
        patient_id=patient.pk,
        account_id=0,
        clinic_id=cast.clinic.pk,
        name=patient.first_name,
    )


def asked_of(cast: Cast, code: str, now: datetime, *, key: str = "mara", **more: object) -> Asked:
    """Inside the clinic's context."""
    return actions.ask(
        actor=cast.actor("ana"), patient=cast.patients[key], code=code, now=now, **more
    )


def finish(
    asked: Asked, answers: list[int | None], *, by: Actor | OwnActor, now: datetime
) -> Finished:
    """Answered from the first question on, and finished."""
    for number, value in enumerate(answers, start=1):
        actions.answer(by=by, asked=asked, number=number, value=value, now=now)
    return actions.finish(by=by, asked=asked, now=now)
