"""The day-of check as one act; one unmet fact let pass; the room looked over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.people.models import StaffMember
from holdspace.domain.gates import may_override
from holdspace.domain.session_events import Met
from holdspace.domain.setting import THINGS
from holdspace.pathway.consult.stated_actions import Answered, state_facts
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare.actions import Noted, add_entry, note_each
from holdspace.pathway.prepare.models import LetPass, SettingChecked
from holdspace.pathway.prepare.queries import readiness_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.suicide_risk import Tier
    from holdspace.pathway.consult.stated_values import Value
    from holdspace.pathway.course.models import DoseCycle


class NeverPasses(Exception):
    """No second person lets this pass."""


class NotASecondPerson(Exception):
    """Who asks for it and who lets it pass are two people."""


class NothingToPass(Exception):
    """This fact is met, or the protocol does not ask it."""


@dataclass(frozen=True, kw_only=True)
class DayAnswers:
    """What was asked on the day. What is left out was not asked, and says nothing."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    """By the code of the screening's day facts."""
    notes: Mapping[str, tuple[Met, str]] = field(default_factory=dict)
    """By the code of a question of the gate: the answer, in a few words."""
    tier: Tier | None = None
    tier_basis: str = ""


@transaction.atomic
def check_the_day(*, actor: Actor, cycle: DoseCycle, answers: DayAnswers, now: datetime) -> None:
    """Every answer as its own row, in one act. Raises ConsentClosed, NotAsked, NoReason."""
    patient = cycle.course.patient
    if answers.facts:
        state_facts(
            by=staff_about(actor, patient),
            answers={code: Answered(value=value) for code, value in answers.facts.items()},
            now=now,
        )
    noted = [
        Noted(code=code, met=met, detail=detail) for code, (met, detail) in answers.notes.items()
    ]
    note_each(actor=actor, cycle=cycle, noted=noted, now=now)
    if answers.tier is not None:
        note_tier(
            actor=actor, patient=patient, tier=answers.tier, basis=answers.tier_basis, now=now
        )


@transaction.atomic
def let_pass(
    *,
    actor: Actor,
    cycle: DoseCycle,
    code: str,
    requested_by: StaffMember,
    reason: str,
    now: datetime,
) -> LetPass:
    """By the second person, who is signed in; for today, and for the answer as it stands.

    Raises NeverPasses, NotASecondPerson, NothingToPass.
    """
    if not may_override(code):
        raise NeverPasses("Nobody may let this pass. It is met, or there is no dose today.")
    if requested_by.pk == actor.staff_id:
        raise NotASecondPerson("You cannot let pass what you asked for: a second person does.")
    facts = {fact.code: fact for fact in readiness_facts(cycle, now)}
    fact = facts.get(code)
    if fact is None or fact.met is Met.MET:
        raise NothingToPass("This is met by now, or it is not asked. Nothing has to pass.")
    row = LetPass(
        cycle=cycle,
        code=code,
        reason=reason,
        requested_by=requested_by,
        about_as_of=fact.as_of,
    )
    return add_entry(actor, row, now)


@transaction.atomic
def look_over_room(
    *,
    actor: Actor,
    cycle: DoseCycle,
    room: str,
    answers: Mapping[str, str],
    note: str,
    now: datetime,
) -> SettingChecked:
    known = {each.code for each in THINGS}
    kept = {code: met for code, met in answers.items() if code in known and met in _SAID}
    row = SettingChecked(cycle=cycle, room=room, answers=kept, note=note)
    return add_entry(actor, row, now)


_SAID = frozenset({"met", "unmet"})
