"""Sign what an integration visit was about, and correct it: nothing signed is ever changed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from holdspace.clinic.audit.actions import record
from holdspace.pathway.integrate.visits.actions import settle_or_chase
from holdspace.pathway.integrate.visits.models import IntegrationVisit, VisitRecord

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.schedule.models import Appointment

FIELDS = ("themes", "beliefs", "practised", "actions", "next_step")


class AlreadyCorrected(Exception):
    """Somebody corrected it a moment ago; theirs is the one to read now."""


class NotHeldYet(Exception):
    """A visit that lies ahead has no record."""


@transaction.atomic
def sign_record(  # noqa: PLR0913 - whose, of which appointment, what, by whom, when
    *,
    actor: Actor,
    patient: Patient,
    content: Mapping[str, object],
    now: datetime,
    appointment: Appointment | None = None,
    corrects: VisitRecord | None = None,
    reason: str = "",
) -> VisitRecord:
    """A record under the actor's name. Raises NotHeldYet, AlreadyCorrected."""
    if str(content["held_on"]) > now.date().isoformat():
        raise NotHeldYet("This day lies ahead. A record is written once the visit took place.")
    signed = VisitRecord(
        clinic_id=actor.clinic_id,
        patient=patient,
        session_id=_session_before(patient, content, corrects),
        appointment=corrects.appointment if corrects else appointment,
        corrects=corrects,
        reason=reason.strip(),
        signed_by_id=actor.staff_id,
        signed_at=now,
        **content,
    )
    signed.content_sha256 = fingerprint(signed)
    try:
        with transaction.atomic():
            signed.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyCorrected("A colleague corrected this a moment ago. Read theirs.") from twice
    record(
        actor=actor,
        act="correct a visit's record" if corrects else "sign a visit's record",
        patient_id=patient.pk,
        object_kind="visit record",
        object_id=signed.pk,
    )
    for visit in IntegrationVisit.objects.filter(session_id=signed.session_id):
        settle_or_chase(visit, now)
    return signed


def fingerprint(signed: VisitRecord) -> str:
    """Of everything that is signed, and of who signed it when."""
    said = {name: getattr(signed, name) for name in FIELDS}
    said |= {
        "patient": str(signed.patient_id),
        "held_on": signed.held_on.isoformat(),
        "shares_actions": signed.shares_actions,
        "corrects": str(signed.corrects_id or ""),
        "reason": signed.reason,
        "by": str(signed.signed_by_id),
        "at": signed.signed_at.isoformat(),
    }
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def is_whole(signed: VisitRecord) -> bool:
    """Whether it still says what was signed."""
    return fingerprint(signed) == signed.content_sha256


def _session_before(
    patient: Patient, content: Mapping[str, object], corrects: VisitRecord | None
) -> UUID | None:
    """The session after which the visit took place; a correction stays with the same one."""
    if corrects is not None:
        return corrects.session_id
    visits = IntegrationVisit.objects.filter(
        patient=patient, went_home_at__date__lte=str(content["held_on"])
    )
    latest = visits.order_by("-went_home_at").first()
    return latest.session_id if latest else None
