"""What the dose makes due: the end of the infusion, the next device, waits before home."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.discharge import minimum_time_ends_at
from holdspace.domain.due_item import Asking, Due, minutes
from holdspace.domain.protocol import CriterionCode, DeviceDose

if TYPE_CHECKING:
    from datetime import datetime

RESCUE_FOLLOW_UP = timedelta(minutes=15)
RESCUE_SOURCE = "Design default: vital signs again 15 min after a rescue drug"
MOAAS_AWAKE = 5


def dose_due(asking: Asking) -> tuple[Due, ...]:
    """Everything in this file, as far as it applies now."""
    found = (
        _infusion_end(asking),
        _next_device(asking),
        _after_rescue(asking),
        _minimum_time(asking),
        _second_sedation_score(asking),
    )
    return tuple(due for due in found if due is not None)


def _infusion_end(asking: Asking) -> Due | None:
    """When the planned dose will be in at the rate that runs now; in a pause nobody knows."""
    doses = asking.session.doses
    running = doses.running
    plan = doses.plan(running.started.body.plan_id) if running is not None else None
    if running is None or plan is None:
        return None
    mg_per_hour = running.bars[-1].rate_ml_per_hour * running.started.body.concentration_mg_per_ml
    began_at = running.bars[-1].began_at
    left = plan.planned.body.dose_mg - doses.given_under(plan.plan_id, began_at)
    if mg_per_hour <= 0:
        return None
    due_at = began_at + timedelta(hours=float(max(left, Decimal(0)) / mg_per_hour))
    return asking.due(
        "infusion_end", "The planned dose is in: the infusion", due_at, None, "The dose plan"
    )


def _next_device(asking: Asking) -> Due | None:
    """After a device its rest, as long as the plan has another one."""
    dose, doses = asking.protocol.dose, asking.session.doses
    if not isinstance(dose, DeviceDose) or not doses.given or asking.session.frame.dosing_ended:
        return None
    latest = doses.given[-1]
    plan = doses.plan(latest.body.plan_id)
    if plan is None or doses.given_under(plan.plan_id, asking.now) >= plan.planned.body.dose_mg:
        return None
    due_at = latest.at + minutes(dose.rest_between_devices)
    rest = dose.rest_between_devices
    return Due(
        code="next_device",
        title="Next device, its rest is over",
        due_at=due_at,
        window_opens_at=due_at,
        overdue_at=due_at + asking.window,
        escalates_at=due_at + minutes(asking.protocol.vitals.escalate_after),
        last_done_at=latest.at,
        source=rest.source,
    )


def _after_rescue(asking: Asking) -> Due | None:
    rescues = [one for one in asking.session.doses.other_drugs if one.body.is_rescue]
    if not rescues:
        return None
    drug = rescues[-1]
    due_at = drug.at + RESCUE_FOLLOW_UP
    done = any(one.body.measured_at >= due_at - asking.window for one in asking.session.vitals)
    if done:
        return None
    title = f"Vital signs again after {drug.body.drug}"
    return asking.due("rescue_follow_up", title, due_at, drug.at, RESCUE_SOURCE)


def _minimum_time(asking: Asking) -> Due | None:
    """It comes to pass by itself: never overdue. Gone once a clinician has signed."""
    criterion = asking.protocol.discharge.criterion(CriterionCode.MINIMUM_TIME)
    if criterion is None or asking.session.home.discharge_signed is not None:
        return None
    ends_at = minimum_time_ends_at(asking.session, asking.protocol, asking.now)
    if ends_at is None:
        return None
    return Due(
        code="minimum_time",
        title="Minimum time is over",
        due_at=ends_at,
        window_opens_at=ends_at,
        overdue_at=None,
        escalates_at=None,
        last_done_at=None,
        source=criterion.source,
    )


def _second_sedation_score(asking: Asking) -> Due | None:
    """The second fully awake score that going home needs, once the minimum time is near."""
    criterion = asking.protocol.discharge.criterion(CriterionCode.AWAKE)
    ends_at = minimum_time_ends_at(asking.session, asking.protocol, asking.now)
    first = _first_of_awake_run(asking)
    if criterion is None or ends_at is None or first is None:
        return None
    apart = timedelta(minutes=float(criterion.number("apart")))
    scores = asking.session.person.scores_of("moaas")
    if asking.now < ends_at - apart or scores[-1].at - first >= apart:
        return None
    title = "Second sedation score, for going home"
    return asking.due(
        "second_sedation_score", title, first + apart, scores[-1].at, criterion.source
    )


def _first_of_awake_run(asking: Asking) -> datetime | None:
    first: datetime | None = None
    zero = asking.session.first_dose_at
    for score in asking.session.person.scores_of("moaas"):
        if zero is None or score.at < zero:
            continue
        awake = score.body.items[0] == MOAAS_AWAKE
        first = (first or score.at) if awake else None
    return first
