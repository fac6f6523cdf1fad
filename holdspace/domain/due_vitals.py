"""When vital signs and bedside scales are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.due_item import Asking, Due, Next, Stretch, minutes, next_time
from holdspace.domain.protocol import Score, Vital
from holdspace.domain.vitals import KINDS, values_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.protocol import ScaleTimes

WHOLE_SET = 4
"""So many values at once are a set of vital signs."""

SCALE_TITLES = {
    Score.MOAAS: "Sedation score",
    Score.CADSS6: "Dissociation score",
    Score.ALDRETE: "Aldrete score",
    Score.PADSS: "PADSS score",
    Score.DISTRESS: "Ask: distress 0 to 10",
    Score.NAUSEA: "Ask: nausea 0 to 10",
    Score.PAIN: "Ask: pain 0 to 10",
    Score.TIREDNESS: "Ask: tiredness 0 to 10",
}


def vitals_due(asking: Asking) -> tuple[Due, ...]:
    """Before the dose the baseline, after it each vital sign by its own clock."""
    zero = asking.session.first_dose_at
    return _baseline_due(asking) if zero is None else _scheduled_vitals(asking, zero)


def _baseline_due(asking: Asking) -> tuple[Due, ...]:
    """From the opening on; once complete, again before the oldest value grows too old."""
    opened = asking.session.frame.opened
    rules = asking.protocol.vitals
    if opened is None:
        return ()
    latest = [_last(asking, vital) for vital in rules.baseline_values]
    charted = [at for at in latest if at is not None]
    complete = len(charted) == len(latest)
    within = minutes(rules.baseline_within)
    due_at = min(charted) + within if complete else opened.at
    return (
        Due(
            code="baseline_vitals",
            title="Baseline vital signs",
            due_at=due_at,
            window_opens_at=due_at - asking.window,
            overdue_at=due_at + asking.window if complete else opened.at + within,
            escalates_at=None,
            last_done_at=min(charted) if complete else None,
            source=rules.baseline_within.source,
        ),
    )


def _scheduled_vitals(asking: Asking, zero: datetime) -> tuple[Due, ...]:
    """Vital signs that fall due at the same time are one task."""
    rules = asking.protocol.vitals
    stretches = _stretches(asking, zero)
    grouped: dict[Next, list[Vital]] = {}
    for vital in dict.fromkeys((*rules.during.values, *rules.after.values)):
        for_vital = [one for one in stretches if vital in getattr(one.times, "values", ())]
        found = next_time(for_vital, zero, _done(asking, vital), asking.window)
        if found is not None:
            grouped.setdefault(found, []).append(vital)
    return tuple(_vitals_due(asking, found, vitals) for found, vitals in grouped.items())


def _stretches(asking: Asking, zero: datetime) -> tuple[Stretch, Stretch]:
    during, after = asking.protocol.vitals.during, asking.protocol.vitals.after
    turn = zero + minutes(during.until) if during.until else asking.session.dose_ended_at
    end = zero + minutes(after.until) if after.until else None
    return (
        Stretch(times=during, begins_at=zero, ends_at=turn),
        Stretch(times=after, begins_at=turn or zero, ends_at=end),
    )


def _vitals_due(asking: Asking, found: Next, vitals: list[Vital]) -> Due:
    names = [KINDS[vital].name for vital in vitals if vital is not Vital.DIASTOLIC]
    title = ", ".join(names).replace("Systolic pressure", "Blood pressure")
    # Four names in one line say less than the two words for all of them.
    title = "Vital signs" if len(names) >= WHOLE_SET else title
    slot = f"{found.rule.words} reading: " if found.is_slot else ""
    last = [_last(asking, vital) for vital in vitals]
    return asking.due(
        "vitals." + "+".join(vital.name.lower() for vital in vitals),
        f"{slot}{title}",
        found.at,
        min((at for at in last if at is not None), default=None),
        found.rule.source,
    )


def _done(asking: Asking, vital: Vital) -> tuple[datetime, ...]:
    return tuple(
        one.body.measured_at for one in asking.session.vitals if vital in values_of(one.body)
    )


def _last(asking: Asking, vital: Vital) -> datetime | None:
    return max(_done(asking, vital), default=None)


# --- scales ---------------------------------------------------------------------------------------


def scales_due(asking: Asking) -> tuple[Due, ...]:
    """Each scale of the protocol by its own clock, before the dose the baseline ones."""
    found = (_scale_due(asking, times) for times in asking.protocol.scales)
    return tuple(due for due in found if due is not None)


def _scale_due(asking: Asking, times: ScaleTimes) -> Due | None:
    zero, opened = asking.session.first_dose_at, asking.session.frame.opened
    done = scored_at(asking, times.scale)
    title = SCALE_TITLES[times.scale]
    if zero is None:
        if opened is None or not times.baseline or done:
            return None
        within = asking.protocol.vitals.baseline_within
        return Due(
            code=f"scale.{times.scale.value}",
            title=f"{title}, before the dose",
            due_at=opened.at,
            window_opens_at=opened.at,
            overdue_at=opened.at + minutes(within),
            escalates_at=None,
            last_done_at=None,
            source=within.source,
        )
    end = zero + minutes(times.until) if times.until else None
    stretch = Stretch(times=times, begins_at=zero, ends_at=end)
    found = next_time((stretch,), zero, done, asking.window)
    if found is None:
        return None
    last_done_at = max(done, default=None)
    code = f"scale.{times.scale.value}"
    return asking.due(code, title, found.at, last_done_at, found.rule.source)


def scored_at(asking: Asking, scale: Score) -> tuple[datetime, ...]:
    """When a bedside scale was scored or a rating asked."""
    person = asking.session.person
    both = (*person.scores_of(scale.value), *person.ratings_of(scale.value))
    return tuple(one.at for one in both)
