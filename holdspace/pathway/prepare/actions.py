"""Write down what is prepared for a cycle. Each entry is a new row; the newest one counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from django.db import transaction

from holdspace.clinic.audit.actions import line_of, record_by_person, record_together
from holdspace.clinic.people.roles import OwnActor
from holdspace.domain.quantities import parse_weight_kg, round_half_up
from holdspace.domain.readiness import questions_for
from holdspace.pathway.consult.actions import CLOSED, ConsentClosed
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.queries import is_medicine_acting, protocol_of
from holdspace.pathway.prepare.models import (
    Escort,
    GuidancePlan,
    Intention,
    MedicineLines,
    Prepared,
    ReadinessNote,
    WeightMeasured,
)
from holdspace.pathway.prepare.queries import guidance_plan_of, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from holdspace.clinic.audit.models import AuditEntry
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session_events import Met
    from holdspace.pathway.course.models import DoseCycle

Row = TypeVar("Row", bound=Prepared)
Writer: TypeAlias = "Actor | OwnActor"
"""Staff, or the person on their own device: each entry says which of the two it was."""


class TouchWithoutConsent(Exception):
    """Touch is agreed for a session only by who signed the consent to it."""


class TouchWithoutPlace(Exception):
    """Touch is agreed place by place."""


class NotAsked(Exception):
    """The protocol of this course does not ask this."""


class MeasuredInFuture(Exception):
    """A weight cannot have been measured on a day to come."""


@dataclass(frozen=True, kw_only=True)
class PlannedGuidance:
    """What the person wants of us in this session. No touch unless they say where."""

    level: int
    is_touch_allowed: bool = False
    touch_areas: str = ""
    hand_signal: str = ""
    words_that_help: str = ""
    when_it_gets_hard: str = ""
    music: str = ""
    eye_mask: str = ""
    avoid: str = ""


@dataclass(frozen=True, kw_only=True)
class PlannedEscort:
    """Who takes the person home."""

    name: str
    phone: str
    relation: str = ""
    ride: str = ""
    expected_at: datetime | None = None
    is_confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What was found of one question of the preparation."""

    code: str
    met: Met
    detail: str = ""


@transaction.atomic
def write_intention(
    *, actor: Writer, cycle: DoseCycle, words: str, now: datetime, is_copied: bool = False
) -> Intention:
    return add_entry(actor, _source(Intention(cycle=cycle, words=words), is_copied=is_copied), now)


@transaction.atomic
def plan_guidance(
    *,
    actor: Writer,
    cycle: DoseCycle,
    plan: PlannedGuidance,
    now: datetime,
    is_copied: bool = False,
) -> GuidancePlan:
    """A new version of the guidance plan.

    Raises TouchWithoutPlace, TouchWithoutConsent, and ConsentClosed when touch would be widened
    while the medicine acts.
    """
    Course.objects.select_for_update().get(pk=cycle.course_id)
    if plan.is_touch_allowed:
        if not plan.touch_areas.strip():
            raise TouchWithoutPlace("Say where touch is welcome, or choose no touch.")
        if not is_agreed(cycle.course, "touch"):
            raise TouchWithoutConsent(
                "The consent to touch is not signed. Choose no touch, or sign it."
            )
        if _widens_touch(cycle, plan) and is_medicine_acting(cycle.course.patient_id):
            raise ConsentClosed(CLOSED)
    row = GuidancePlan(cycle=cycle, **asdict(plan))
    return add_entry(actor, _source(row, is_copied=is_copied), now)


def _widens_touch(cycle: DoseCycle, plan: PlannedGuidance) -> bool:
    before = guidance_plan_of(cycle)
    return before is None or not before.is_touch_allowed or before.touch_areas != plan.touch_areas


def note_readiness(
    *, actor: Actor, cycle: DoseCycle, code: str, met: Met, detail: str, now: datetime
) -> ReadinessNote:
    """Answer one question of the preparation. Raises NotAsked, and ConsentClosed for consent."""
    noted = Noted(code=code, met=met, detail=detail)
    return note_each(actor=actor, cycle=cycle, noted=[noted], now=now)[0]


@transaction.atomic
def note_each(
    *, actor: Actor, cycle: DoseCycle, noted: Sequence[Noted], now: datetime
) -> list[ReadinessNote]:
    """Answer questions of the preparation, each with its own row and its own line in the trail.

    Raises NotAsked, and ConsentClosed for consent; then none of them is kept.
    """
    codes = {one.code for one in noted}
    if not codes <= {question.code for question in questions_for(protocol_of(cycle.course))}:
        raise NotAsked("The protocol of this course does not ask this.")
    if "consent_reaffirmed" in codes:
        Course.objects.select_for_update().get(pk=cycle.course_id)
        if is_medicine_acting(cycle.course.patient_id):
            raise ConsentClosed(CLOSED)
    rows = ReadinessNote.objects.bulk_create(
        ReadinessNote(
            clinic_id=actor.clinic_id,
            cycle=cycle,
            noted_by_id=actor.staff_id,
            noted_at=now,
            code=one.code,
            met=one.met.value,
            detail=one.detail,
        )
        for one in noted
    )
    record_together([_trail_line(actor, row) for row in rows])
    return rows


@transaction.atomic
def measure_weight(
    *, actor: Actor, cycle: DoseCycle, typed: str, measured_on: date, now: datetime
) -> WeightMeasured:
    """A weight in kg as it was typed. Raises NotANumber (pounds too), MeasuredInFuture."""
    weight_kg = round_half_up(parse_weight_kg(typed, "kg"), 2)
    if measured_on > now.astimezone(zone_of(cycle)).date():
        raise MeasuredInFuture("A weight cannot have been measured on a day to come.")
    return add_entry(
        actor, WeightMeasured(cycle=cycle, weight_kg=weight_kg, measured_on=measured_on), now
    )


@transaction.atomic
def name_escort(*, actor: Writer, cycle: DoseCycle, escort: PlannedEscort, now: datetime) -> Escort:
    return add_entry(actor, Escort(cycle=cycle, **asdict(escort)), now)


@transaction.atomic
def write_medicine_lines(
    *, actor: Actor, cycle: DoseCycle, words: str, now: datetime
) -> MedicineLines:
    """What the prescriber tells the person about their medicines; empty takes it back."""
    return add_entry(actor, MedicineLines(cycle=cycle, words=words), now)


def _source(row: Row, *, is_copied: bool) -> Row:
    """Whose words they are: those of the person on paper are the person's, whoever types them."""
    if is_copied:
        row.source = Prepared.Source.PAPER
    return row


def add_entry(writer: Writer, row: Row, now: datetime) -> Row:
    """One more row of the preparation, with who wrote it, and its line in the audit trail."""
    row.clinic_id = writer.clinic_id
    row.noted_at = now
    if isinstance(writer, OwnActor):
        row.source, row.noted_by = Prepared.Source.PERSON, None
        row.save(force_insert=True)
        act = f"write {row.kind}"
        record_by_person(person=writer, act=act, object_kind=row.kind, object_id=row.pk)
        return row
    row.noted_by_id = writer.staff_id
    row.save(force_insert=True)
    record_together([_trail_line(writer, row)])
    return row


def _trail_line(actor: Actor, row: Prepared) -> AuditEntry:
    return line_of(
        actor=actor,
        act=f"write {row.kind}",
        patient_id=row.cycle.course.patient_id,
        object_kind=row.kind,
        object_id=row.pk,
    )
