"""The panels of the room page that follow from log and preparation: doses, gates, the way home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdspace.domain.consent_in_session import flags_of_withdrawal
from holdspace.domain.dosing import check_plan, default_dose_mg
from holdspace.domain.flags import flags
from holdspace.domain.planned_dose import weight_change
from holdspace.domain.protocol import DeviceDose, EnteredDose, PerKilogramDose
from holdspace.domain.session_variant import relaxes
from holdspace.domain.source_words import source_in_words
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.words import TIME_OUT, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.domain.infusion import Infusion
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_doses import Plan
    from holdspace.domain.session_events import Fact
    from holdspace.pathway.dosing_session.circumstances import Circumstances

JSON = dict[str, Any]


def facts(found: Iterable[Fact]) -> list[JSON]:
    """The facts of a gate."""
    return [
        {
            "code": fact.code,
            "met": fact.met.value,
            "detail": fact.detail,
            "source": source_in_words(fact.source),
            "as_of": moment(fact.as_of) if fact.as_of else None,
        }
        for fact in found
    ]


def flags_panel(state: Session, around: Circumstances) -> list[JSON]:
    """What stands in the record with a mark on it: charted all the same, and never hidden.

    What was given after a withdrawal stands first.
    """
    now = around.now
    of_consent = flags_of_withdrawal(state, around.withdrawals, now)
    return [
        {
            "code": flag.code,
            "sentence": flag.sentence,
            "at": moment(flag.at) if flag.at else None,
            "event_id": str(flag.event_id) if flag.event_id else None,
        }
        for flag in (*of_consent, *flags(state, around.protocol, now))
    ]


# --- doses ----------------------------------------------------------------------------------------


def dose_panel(state: Session, around: Circumstances, *, gate_is_open: bool) -> JSON:
    """The plan as it stands, what runs, what is in, and whether a dose may start now."""
    protocol, doses = around.protocol, state.doses
    plan = doses.plans[-1] if doses.plans else None
    running = doses.running
    planned_mg = plan.planned.body.dose_mg if plan else None
    under_plan = doses.given_under(plan.plan_id, around.now) if plan else None
    left = planned_mg - under_plan if planned_mg is not None and under_plan is not None else None
    return {
        "plan": _plan(plan, state, around) if plan else None,
        "infusion": _running(running, around.now) if running else None,
        "given_mg": plain(state.given_mg(around.now), places=1),
        "stop_is_missing": doses.is_counted_past_its_plan(around.now),
        "given_mg_per_kg": plain(state.given_mg_per_kg(around.now)),
        "remaining_mg": plain(max(left, 0 * left), places=1) if left is not None else None,
        "may_start": gate_is_open and running is None and bool(left and left > 0),
        "course_plan": course_plan(state, around),
        **offered(protocol, state),
    }


def course_plan(state: Session, around: Circumstances) -> JSON | None:
    """What the course plans for this session: to be read, and taken over by a press."""
    planned, dose = around.planned_dose, around.protocol.dose
    if planned is None:
        return None
    change = weight_change(around.protocol, planned, state.weight_kg, around.now)
    planned_at = planned.planned_at.astimezone(around.now.tzinfo)
    devices = planned.dose_mg / dose.per_device.value if isinstance(dose, DeviceDose) else None
    return {
        "dose_mg": plain(planned.dose_mg),
        "devices": plain(devices),
        "tier": planned.tier,
        "words": planned.words,
        "by": planned.planned_by,
        "on": f"{planned_at.day} {planned_at:%B %Y}",
        "version": planned.version,
        "work_out_again": None
        if change is None
        else {
            "severity": change.severity.value,
            "sentence": change.sentence,
            "source": source_in_words(change.source),
        },
    }


def _plan(plan: Plan, state: Session, around: Circumstances) -> JSON:
    body = plan.planned.body
    alone = relaxes(state, around.protocol, "second_reading_of_dose")
    checks = plan.agreeing_checks(alone_is_enough=alone)
    return {
        "id": str(plan.plan_id),
        "drug": body.drug,
        "route": body.route.value,
        "dose_mg": plain(body.dose_mg),
        "concentration_mg_per_ml": plain(body.concentration_mg_per_ml),
        "volume_ml": plain(body.volume_ml, places=3),
        "over_minutes": plain(body.over_minutes),
        "devices": body.devices,
        "tier": body.tier,
        "findings": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "sentence": one.sentence,
                "source": source_in_words(one.source),
                "inputs": dict(one.inputs),
            }
            for one in check_plan(around.protocol, body, around.dose_facts(state, body.dose_mg))
        ],
        "planned_by": plan.planned.author_name,
        "planned_by_id": plan.planned.author_id,
        "checked_by": checks[-1].author_name if checks else None,
    }


def _running(infusion: Infusion, now: datetime) -> JSON:
    rate = infusion.rate_ml_per_hour(now)
    return {
        "id": str(infusion.infusion_id),
        "state": "paused" if infusion.is_paused else "running",
        "rate_ml_h": plain(rate),
        "mg_min": plain(rate * infusion.started.body.concentration_mg_per_ml / 60, places=4),
        "concentration_mg_per_ml": plain(infusion.started.body.concentration_mg_per_ml),
    }


def offered(protocol: Protocol, state: Session) -> JSON:
    """What the protocol lets a prescriber choose from. The choice is theirs."""
    dose = protocol.dose
    shown: JSON = {
        "drug": protocol.drug,
        "route": protocol.route.value,
        "tiers": [],
        "choices": [],
        "concentrations": [],
        "default_mg": None,
        "over_minutes": None,
        "range_mg": None,
        "per_device_mg": None,
    }
    if isinstance(dose, DeviceDose):
        return shown | {
            "choices": [
                {
                    "code": plain(one.dose.value),
                    "label": one.dose.words,
                    "devices": int(one.dose.value / dose.per_device.value),
                }
                for one in dose.choices
            ],
            "per_device_mg": plain(dose.per_device.value),
        }
    shown["concentrations"] = [plain(one.value) for one in dose.concentrations]
    if isinstance(dose, EnteredDose):
        tiers = [
            {"code": one.code, "label": one.title, "description": one.description}
            for one in dose.tiers
        ]
        return shown | {
            "tiers": tiers,
            "range_mg": {"low": plain(dose.range.low), "high": plain(dose.range.high)},
        }
    return shown | _per_kilogram(dose, protocol, state)


def _per_kilogram(dose: PerKilogramDose, protocol: Protocol, state: Session) -> JSON:
    weight = state.weight_kg
    return {
        "mg_per_kg": plain(dose.default.value),
        "default_mg": plain(default_dose_mg(protocol, weight)) if weight else None,
        "over_minutes": plain(dose.over.value) if dose.over else None,
    }


# --- time-out, plan of the person, the way home ---------------------------------------------------


def time_out(state: Session, protocol: Protocol) -> JSON:
    """What is read out, and who has confirmed it."""
    needed = 1 if relaxes(state, protocol, "time_out_by_two") else 2
    return {
        "items": [{"code": code, "text": text} for code, text in TIME_OUT],
        "confirmed": [
            {"by": half.author_name, "by_id": half.author_id, "at": moment(half.at)}
            for half in state.frame.time_out_halves
        ],
        "needed": needed,
        "complete": len(state.frame.time_out_people) >= needed,
    }


def person_plan(around: Circumstances) -> JSON:
    """What the person asked for, in their words, as it was prepared."""
    plan = around.guidance_plan
    return {
        "intention": around.intention,
        "company": plan.get_level_display() if plan else "",
        "touch": around.touch.words,
        "signal": plan.hand_signal if plan else "",
        "helps": plan.words_that_help if plan else "",
        "when_hard": plan.when_it_gets_hard if plan else "",
        "avoid": plan.avoid if plan else "",
        "music": plan.music if plan else "",
        "mask": plan.eye_mask if plan else "",
    }


def escort_panel(state: Session, around: Circumstances) -> JSON:
    """Who takes the person home: as planned, and whether they are here."""
    planned, here = around.escort, state.home.escort
    expected = planned.expected_at if planned else None
    return {
        "name": planned.name if planned else "",
        "phone": planned.phone if planned else "",
        "expected_at": moment(expected) if expected else None,
        "arrived_at": moment(here.at) if here else None,
        "arrived_name": here.body.name if here else "",
        "name_matches_plan": here.body.name_matches_plan if here else None,
    }


def home_panel(state: Session) -> JSON:
    signed, left = state.home.discharge_signed, state.home.handed_over
    return {
        "signed_at": moment(signed.at) if signed else None,
        "signed_by": signed.author_name if signed else None,
        "handed_over_at": moment(left.at) if left else None,
        "escort_name": left.body.escort_name if left else None,
        "criteria": {
            one.body.code: {"met": one.body.met, "detail": one.body.detail, "at": moment(one.at)}
            for one in state.home.criteria
        },
    }


def record_panel(state: Session) -> JSON:
    signed = state.frame.signatures[-1] if state.frame.signatures else None
    closed = state.frame.closed
    return {
        "signed_by": signed.author_name if signed else None,
        "signed_at": moment(signed.at) if signed else None,
        "closed_at": moment(closed.at) if closed else None,
        "outcome": closed.body.outcome if closed else None,
    }
