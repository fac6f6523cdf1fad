"""The room as its page sees it: the whole state as JSON, and what changed since an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdspace.domain.discharge import discharge_gate
from holdspace.domain.due import whats_due
from holdspace.domain.gates import is_open, start_gate
from holdspace.domain.mark_words import PHASES
from holdspace.domain.protocol import Vital
from holdspace.domain.session_frame import PHASES as ORDER
from holdspace.domain.signals import Watched, signals
from holdspace.domain.source_words import source_in_words
from holdspace.pathway.dosing_session import (
    view_care,
    view_kinetics,
    view_maps,
    view_monitor,
    view_panels,
)
from holdspace.pathway.dosing_session.consent_view import consent_panel
from holdspace.pathway.dosing_session.help_view import help_panel
from holdspace.pathway.dosing_session.own_limits import Looked, baselines, crossings
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.watching import feed_states, mirrored_alarms
from holdspace.pathway.dosing_session.words import ZERO, plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.due import Due
    from holdspace.domain.limits import Crossing
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.signals import Signal
    from holdspace.pathway.dosing_session.circumstances import Circumstances
    from holdspace.pathway.dosing_session.queries import Log
    from holdspace.pathway.dosing_session.samples import Samples

JSON = dict[str, Any]

MAPS = {
    "marks": view_maps.marks,
    "readings": view_maps.readings,
    "doses": view_maps.doses,
    "presence": view_maps.presence,
}
WHOLE = ("session", "phase", "zero")
CLOCK_IS_OFF_MS = 30_000
"""A tablet's clock further off than this is said (promise R8)."""


def room_state(log: Log, around: Circumstances, samples: Samples) -> JSON:
    """Everything the room shows, whoever looks: the same for every page that is open."""
    state = log.state
    return {
        "sequence": log.latest_sequence,
        "now": moment(around.now),
        "light": "dim",
        "session": _session(state, around),
        "phase": _phase(state, around.protocol),
        "zero": _zero(state, around.protocol),
        **_maps(log),
        "panels": _panels(log, around, samples),
    }


def patch(before: JSON, after: JSON) -> JSON:
    """What turns one state into a later one. Empty but for place and time when nothing changed."""
    changed: JSON = {"sequence": after["sequence"], "now": after["now"]}
    for name in MAPS:
        fresh = _changed(before[name], after[name])
        if fresh:
            changed[name] = fresh
    for name in WHOLE:
        if before[name] != after[name]:
            changed[name] = after[name]
    panels = _changed(before["panels"], after["panels"])
    if panels:
        changed["panels"] = panels
    return changed


def patched(state: JSON, change: JSON) -> JSON:
    """What a page does with a patch. Kept here so that the equivalence can be tested."""
    merged = {**state, **change}
    for name in (*MAPS, "panels"):
        merged[name] = {**state[name], **change.get(name, {})}
    return merged


def says_something(change: JSON) -> bool:
    return len(change) > 2  # noqa: PLR2004 - place and time are always in it


def viewer(actor: Actor, *, may_plan: bool, may_check: bool, may_chart: bool) -> JSON:
    """Who looks, and what they may do: never part of a patch."""
    return {
        "staff_id": str(actor.staff_id),
        "name": actor.name,
        "roles": sorted(role.value for role in actor.roles),
        "may_plan": may_plan,
        "may_check": may_check,
        "may_chart": may_chart,
    }


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> JSON:
    return {key: value for key, value in after.items() if before.get(key, _changed) != value}


def _maps(log: Log) -> JSON:
    """What rests on the log alone. A sample changes none of it, so it is kept beside the log."""
    if "maps" not in log.drawn:
        log.drawn["maps"] = {name: draw(log.state) for name, draw in MAPS.items()}
    maps: JSON = log.drawn["maps"]
    return maps


# --- the frame ------------------------------------------------------------------------------------


def _session(state: Session, around: Circumstances) -> JSON:
    session, patient = around.session, around.session.patient
    variant = around.protocol.variant(state.opened.variant if state.opened else None)
    return {
        "id": str(session.pk),
        "room": session.room.name,
        "initials": patient.initials,
        "first_name": patient.first_name,
        "birth_year": patient.born_on.year,
        "time_zone": session.clinic.time_zone,
        "cycle_number": session.cycle.number,
        "planned_sessions": session.cycle.course.planned_sessions,
        "protocol_title": around.protocol.title,
        "route": around.protocol.route.value,
        "weight_kg": plain(state.weight_kg),
        "variant": f"{variant.title}: {variant.sentence}" if variant else None,
        "is_closed": state.is_closed,
    }


def _phase(state: Session, protocol: Protocol) -> JSON:
    offered = list(protocol.phases)
    here = state.phase
    entered = state.frame.entered_at(here)
    if entered is None and state.frame.opened is not None:
        entered = state.frame.opened.at
    later = [phase for phase in offered if ORDER.index(phase) > ORDER.index(here)]
    return {
        "code": here.value,
        "label": PHASES[here],
        "index": offered.index(here) if here in offered else ORDER.index(here),
        "entered_at": moment(entered) if entered else None,
        "all": [{"code": phase.value, "label": PHASES[phase]} for phase in offered],
        "next": {"code": later[0].value, "label": PHASES[later[0]]} if later else None,
    }


def _zero(state: Session, protocol: Protocol) -> JSON:
    at = state.first_dose_at
    return {"at": moment(at) if at else None, "label": ZERO[protocol.route]}


# --- the panels -----------------------------------------------------------------------------------


def _panels(log: Log, around: Circumstances, samples: Samples) -> JSON:
    state, protocol, now = log.state, around.protocol, around.now
    gate_start = start_gate(state, protocol, around.readiness, now)
    dues = whats_due(state, protocol, now)
    outside = _outside(state, around, samples)
    feeds = () if state.is_closed else feed_states(around.feed, samples, now)
    doubts = () if state.is_closed else around.doubts
    alarms = mirrored_alarms(around.feed, samples)
    watched = Watched(dues=dues, feeds=feeds, alarms=alarms, crossings=outside, doubts=doubts)
    shown = signals(state, watched, now)
    return {
        "due": [_due(one) for one in dues],
        "signals": [_signal(one) for one in shown],
        "dose": view_panels.dose_panel(state, around, gate_is_open=is_open(gate_start)),
        "plan": view_panels.person_plan(around),
        "consent": consent_panel(around),
        "guidance": view_care.guidance_panel(state, around, _raised(outside)),
        "time_out": view_panels.time_out(state, protocol),
        "gate_start": view_panels.facts(gate_start),
        "gate_home": view_panels.facts(
            discharge_gate(state, protocol, around.readiness_to_go_home(state), now)
        ),
        "baseline": _baseline(state),
        "with_now": view_care.with_now(state, now),
        "latest": view_monitor.latest(state, samples),
        "feed": view_monitor.feed_panel(around.feed, samples),
        "artefacts": view_monitor.artefacts_panel(state),
        "unverified": view_monitor.unverified(state, samples),
        "emergency": view_care.emergency_panel(state, around.session.clinic),
        "adverse_events": view_care.adverse_events(state),
        "ratings": view_care.ratings_panel(state),
        "scales": view_care.scales_panel(state, protocol),
        "catalogue": view_care.catalogue(),
        "help": help_panel(state, around),
        "escort": view_panels.escort_panel(state, around),
        "home": view_panels.home_panel(state),
        "record": view_panels.record_panel(state),
        "predicted": view_kinetics.predicted_panel(state, now),
        "flags": view_panels.flags_panel(state, around),
        "limits": _limits(around),
        "clock": _clock(log),
        "not_understood": log.not_understood,
    }


def _due(due: Due) -> JSON:
    return {
        "code": due.code,
        "title": due.title,
        "due_at": moment(due.due_at),
        "window_opens_at": moment(due.window_opens_at),
        "overdue_at": moment(due.overdue_at) if due.overdue_at else None,
        "escalates_at": moment(due.escalates_at) if due.escalates_at else None,
        "source": source_in_words(due.source),
    }


def _signal(signal: Signal) -> JSON:
    taken = signal.acknowledged
    return {
        "id": signal.id,
        "kind": signal.kind.value,
        "word": signal.word,
        "title": signal.title,
        "detail": signal.detail,
        "since": moment(signal.since),
        "basis": signal.basis,
        "source": source_in_words(signal.source),
        "inputs": dict(signal.inputs),
        "priority": signal.priority,
        "is_quiet": signal.is_quiet,
        "href": signal.href,
        "is_over": signal.is_over,
        "is_escalated": signal.is_escalated,
        "acknowledged": {"by": taken.by, "at": moment(taken.at), "action": taken.action}
        if taken
        else None,
    }


def _outside(state: Session, around: Circumstances, samples: Samples) -> tuple[Crossing, ...]:
    statement = around.limits_statement
    if statement is None:
        return ()
    return crossings(
        Looked(around.session.pk, state, around.protocol, samples, statement, around.now)
    )


def _raised(outside: tuple[Crossing, ...]) -> dict[str, datetime]:
    """Limits that open a guidance card."""
    pressure = {Vital.SYSTOLIC.value, Vital.DIASTOLIC.value}
    high = [one.raised_at for one in outside if one.what in pressure and one.cleared_at is None]
    return {"high_pressure": max(high)} if high else {}


def _baseline(state: Session) -> JSON | None:
    own = baselines(state)
    if not own:
        return None
    before = [
        kept.body.measured_at
        for kept in state.vitals
        if state.first_dose_at is None or kept.body.measured_at <= state.first_dose_at
    ]
    return {
        "sys": plain(own.get(Vital.SYSTOLIC), places=0),
        "dia": plain(own.get(Vital.DIASTOLIC), places=0),
        "hr": plain(own.get(Vital.HEART_RATE), places=0),
        "spo2": plain(own.get(Vital.SPO2), places=0),
        "at": moment(max(before)) if before else None,
    }


def _limits(around: Circumstances) -> JSON:
    statement = around.limits_statement
    return {"on": statement is not None, "statement": statement.text if statement else ""}


def _clock(log: Log) -> JSON:
    """How far off the clock of the worst tablet is, if it is far off."""
    off = max(log.clock_offsets_ms.values(), key=abs, default=0)
    return {"skew_seconds": round(off / 1000) if abs(off) > CLOCK_IS_OFF_MS else None}
