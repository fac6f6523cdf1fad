"""What was planned, checked and given: plans, infusions as rates over time, doses at one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.dose_arithmetic import check_second_reading
from holdspace.domain.infusion import Infusion, InfusionChange
from holdspace.domain.session_events import (
    DoseChecked,
    DoseEvent,
    DoseGiven,
    DosePlanned,
    InfusionPaused,
    InfusionRateChanged,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    OtherDrugGiven,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_standing import Kept

ZERO_MG = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A planned dose and the checks that other people made of it, as it now stands."""

    planned: Kept[DosePlanned]
    checks: tuple[Kept[DoseChecked], ...]

    @property
    def plan_id(self) -> UUID:
        return self.planned.event_id

    def agreeing_checks(self, *, alone_is_enough: bool = False) -> tuple[Kept[DoseChecked], ...]:
        """Checks by somebody else, since the plan last changed, that read what it says.

        `alone_is_enough`: a signed variant lets the planner's own second reading count.
        """
        return tuple(
            check
            for check in self.checks
            if (alone_is_enough or check.author_id != self.planned.author_id)
            and check.said_at >= self.planned.said_at
            and not check_second_reading(self.planned.body, check.body)
        )

    @property
    def is_checked(self) -> bool:
        """Whether a second person has checked the plan as it stands."""
        return bool(self.agreeing_checks())


@dataclass(frozen=True, kw_only=True)
class Doses:
    """Everything about drugs in one session."""

    planned: tuple[Kept[DosePlanned], ...] = ()
    checked: tuple[Kept[DoseChecked], ...] = ()
    started: tuple[Kept[InfusionStarted], ...] = ()
    changes: tuple[Kept[InfusionChange], ...] = ()
    given: tuple[Kept[DoseGiven], ...] = ()
    other_drugs: tuple[Kept[OtherDrugGiven], ...] = ()

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, oldest first, each with its checks."""
        return tuple(
            Plan(
                planned=planned,
                checks=tuple(one for one in self.checked if one.body.plan_id == planned.event_id),
            )
            for planned in self.planned
        )

    def plan(self, plan_id: UUID | None) -> Plan | None:
        """A plan by its id."""
        return next((plan for plan in self.plans if plan.plan_id == plan_id), None)

    @property
    def infusions(self) -> tuple[Infusion, ...]:
        """The infusions, oldest first, each with what was done to it."""
        return tuple(
            Infusion(
                started=started,
                changes=tuple(
                    change
                    for change in self.changes
                    if change.body.infusion_id == started.event_id and change.at >= started.at
                ),
            )
            for started in self.started
        )

    @property
    def running(self) -> Infusion | None:
        """The infusion that has not been stopped (it may be paused), if there is one."""
        return next((one for one in self.infusions if one.stopped is None), None)

    @property
    def first_dose_at(self) -> datetime | None:
        """Time zero: the first infusion, injection, device or tablet."""
        return min((one.at for one in (*self.started, *self.given)), default=None)

    @property
    def last_dose_ended_at(self) -> datetime | None:
        """When the last dose was in; None while an infusion runs or nothing was given."""
        if self.running is not None:
            return None
        stops = [one.stopped.at for one in self.infusions if one.stopped is not None]
        return max((*stops, *(one.at for one in self.given)), default=None)

    def given_mg(self, at: datetime) -> Decimal:
        """Milligrams of the session's drug in the person at a moment. Other drugs are not in it."""
        injected = sum((one.body.dose_mg for one in self.given if one.at <= at), start=ZERO_MG)
        return injected + sum((one.given(at).dose_mg for one in self.infusions), start=ZERO_MG)

    def is_counted_past_its_plan(self, at: datetime) -> bool:
        """Whether an infusion runs on in the record although its plan is in: is it over?

        Then the milligrams are what the charted rate would have given, and nobody has said so.
        """
        running = self.running
        plan = self.plan(running.started.body.plan_id) if running else None
        if running is None or plan is None or running.is_paused:
            return False
        return self.given_under(plan.plan_id, at) > plan.planned.body.dose_mg

    def given_under(self, plan_id: UUID, at: datetime) -> Decimal:
        """Milligrams given under one plan at a moment."""
        under = replace(
            self,
            given=tuple(one for one in self.given if one.body.plan_id == plan_id),
            started=tuple(one for one in self.started if one.body.plan_id == plan_id),
        )
        return under.given_mg(at)


def file_dose(doses: Doses, kept: Kept[object], body: DoseEvent) -> Doses:
    """What is known of the doses after one more event."""
    match body:
        case DosePlanned():
            doses = replace(doses, planned=(*doses.planned, kept.holding(body)))
        case DoseChecked():
            doses = replace(doses, checked=(*doses.checked, kept.holding(body)))
        case InfusionStarted():
            doses = replace(doses, started=(*doses.started, kept.holding(body)))
        case InfusionRateChanged() | InfusionPaused() | InfusionResumed() | InfusionStopped():
            doses = replace(doses, changes=(*doses.changes, kept.holding(body)))
        case DoseGiven():
            doses = replace(doses, given=(*doses.given, kept.holding(body)))
        case OtherDrugGiven():
            doses = replace(doses, other_drugs=(*doses.other_drugs, kept.holding(body)))
    return doses
