"""What happened, as the room page takes it: marks, charted readings, doses, who was there, by id.

One item for each entry of the log, for ever: a corrected entry keeps its own words, struck, and the
correction carries the right ones. So a page that adds what came after to what it has shows the same
as a page that loads afresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from holdspace.domain.mark_words import ROUTES
from holdspace.domain.marks import mark
from holdspace.domain.quantities import in_words
from holdspace.domain.session import may_undo
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    DosingReleased,
    EntryCorrected,
    EntryUndone,
    HandedOver,
    HelpAnswered,
    HelpCalled,
    HelpNotReached,
    InfusionStarted,
    OtherDrugGiven,
    PresenceBegan,
    RecordClosed,
    RecordSigned,
    SessionOpened,
    VitalsCharted,
)
from holdspace.domain.session_standing import UNDO_FOR
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.infusion import Infusion
    from holdspace.domain.session import Kept, Session
    from holdspace.domain.session_events import SessionEvent
    from holdspace.domain.session_log import Entry

JSON = dict[str, Any]
Map = dict[str, JSON]

VALUES = {
    "sys": "systolic_mmhg",
    "dia": "diastolic_mmhg",
    "hr": "heart_rate_per_min",
    "spo2": "spo2_percent",
    "rr": "respiratory_rate_per_min",
    "temp": "temperature_celsius",
    "etco2": "etco2_mmhg",
    "oxygen": "oxygen_l_per_min",
}
NEVER_TAKEN_BACK = (
    SessionOpened, DosingReleased, RecordSigned, RecordClosed, DischargeSigned, HandedOver,
    EntryUndone, HelpCalled, HelpAnswered, HelpNotReached,
)  # fmt: skip
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """What one entry says, and the standing words it became, if it is the one that stands."""

    entry: Entry
    body: SessionEvent
    kept: Kept[SessionEvent] | None

    @property
    def at(self) -> datetime:
        return self.kept.at if self.kept else self.entry.occurred_at


def told(state: Session) -> Iterator[Told]:
    """Every entry with its words, standing or struck."""
    standing = {kept.correction_id or kept.event_id: kept for kept in state.standing}
    for entry in state.entries:
        body = entry.body
        words = body.replacement if isinstance(body, EntryCorrected) else body
        yield Told(entry, words, standing.get(entry.event_id))


def marks(state: Session) -> Map:
    return {str(entry.event_id): _mark(entry, state) for entry in state.entries}


def _mark(entry: Entry, state: Session) -> JSON:
    shown = mark(entry, state)
    undo = not shown.struck and not isinstance(entry.body, NEVER_TAKEN_BACK)
    until = max(entry.occurred_at, entry.recorded_at) + UNDO_FOR
    return {
        "at": moment(shown.at),
        "recorded_at": moment(entry.recorded_at),
        "sequence": entry.sequence,
        "lane": shown.lane,
        "label": shown.label,
        "sentence": shown.sentence,
        "tone": shown.tone,
        "struck": shown.struck,
        "struck_reason": shown.struck_reason or None,
        "author": shown.author,
        "author_id": entry.author_id,
        "kind": entry.kind,
        "may_undo_until": moment(until) if undo and may_undo(entry, until) else None,
    }


def readings(state: Session) -> Map:
    """Charted readings, each as it was said."""
    return {
        str(one.entry.event_id): _reading(one, one.body)
        for one in told(state)
        if isinstance(one.body, VitalsCharted)
    }


def _reading(one: Told, body: VitalsCharted) -> JSON:
    return {
        "at": moment(body.measured_at),
        "recorded_at": moment(one.entry.recorded_at),
        "source": body.source,
        "sample_id": body.sample_id,
        "device": body.device,
        **{name: plain(getattr(body, attribute)) for name, attribute in VALUES.items()},
        "by": one.entry.author_name,
        "struck": one.kept is None,
        "implausible_reason": body.implausible_reason,
    }


# --- doses ----------------------------------------------------------------------------------------


def doses(state: Session) -> Map:
    """Infusions as rates over time, doses at one moment, other drugs."""
    infusions = {infusion.infusion_id: infusion for infusion in state.doses.infusions}
    shown: Map = {}
    for one in told(state):
        body, key = one.body, str(one.entry.event_id)
        if isinstance(body, InfusionStarted):
            infusion = infusions.get(one.kept.event_id) if one.kept else None
            shown[key] = _infusion(state, one, body, infusion)
        elif isinstance(body, DoseGiven):
            shown[key] = _bolus(state, one, body)
        elif isinstance(body, OtherDrugGiven):
            shown[key] = _other(one, body)
    return shown


def _infusion(state: Session, one: Told, body: InfusionStarted, infusion: Infusion | None) -> JSON:
    stopped = infusion.stopped if infusion else None
    given = infusion.given(stopped.at).dose_mg if infusion and stopped else None
    strength = body.concentration_mg_per_ml
    segments = infusion.bars if infusion else ()
    return {
        **_dose(one, body.drug, "iv", _flag(already=body.already_happened, reason=body.reason)),
        "kind": "infusion",
        "label": f"{body.drug.capitalize()} infusion",
        "mg": plain(given),
        "mg_per_kg": _per_kg(state, given),
        "segments": [
            {
                "from": moment(segment.began_at),
                "until": moment(segment.ended_at) if segment.ended_at else None,
                "rate_ml_h": plain(segment.rate_ml_per_hour),
                "mg_min": plain(segment.rate_ml_per_hour * strength / 60, places=4),
            }
            for segment in segments
        ],
        "planned_until": _planned_until(state, infusion) if infusion else None,
    }


def _planned_until(state: Session, infusion: Infusion) -> str | None:
    """When the planned mg will be in at the rate that runs; None in a pause and after the stop."""
    plan, running = state.doses.plan(infusion.started.body.plan_id), infusion.bars[-1]
    mg_per_hour = running.rate_ml_per_hour * infusion.started.body.concentration_mg_per_ml
    if plan is None or running.ended_at is not None or mg_per_hour <= 0:
        return None
    left_mg = plan.planned.body.dose_mg - infusion.given(running.began_at).dose_mg
    return moment(running.began_at + HOUR * float(left_mg / mg_per_hour)) if left_mg > 0 else None


def _bolus(state: Session, one: Told, body: DoseGiven) -> JSON:
    devices = f", {body.devices} devices" if body.devices else ""
    words = f"{body.drug.capitalize()} {in_words(body.dose_mg, 'mg')} {ROUTES[body.route]}"
    flag = _flag(already=body.already_happened, reason=body.reason)
    return {
        **_dose(one, body.drug, body.route.value, flag),
        "kind": "bolus",
        "label": words + devices,
        "mg": plain(body.dose_mg),
        "mg_per_kg": _per_kg(state, body.dose_mg),
    }


def _other(one: Told, body: OtherDrugGiven) -> JSON:
    return {
        **_dose(one, body.drug, body.route, "rescue" if body.is_rescue else None),
        "kind": "other",
        "label": f"{body.drug.capitalize()} {in_words(body.amount, body.unit)}",
    }


def _dose(one: Told, drug: str, route: str, flag: str | None) -> JSON:
    """What all kinds of dose share."""
    return {
        "at": moment(one.at),
        "drug": drug,
        "route": route,
        "mg": None,
        "mg_per_kg": None,
        "segments": [],
        "planned_until": None,
        "struck": one.kept is None,
        "flag": flag,
    }


def _flag(*, already: bool, reason: str) -> str | None:
    return reason or ("charted afterwards" if already else None)


def _per_kg(state: Session, mg: Decimal | None) -> str | None:
    if mg is None or state.weight_kg is None or state.weight_kg <= 0:
        return None
    return plain(mg / state.weight_kg, places=3)


# --- who was there --------------------------------------------------------------------------------


def presence(state: Session) -> Map:
    """Who came to be with the person, and until when they stayed."""
    came = [one for one in told(state) if isinstance(one.body, PresenceBegan)]
    order = [
        kept.correction_id or kept.event_id
        for kept in state.standing
        if isinstance(kept.body, PresenceBegan)
    ]
    stays = dict(zip(order, state.person.presences, strict=True))
    shown: Map = {}
    for one in came:
        body, stay = one.body, stays.get(one.entry.event_id)
        until = stay.ended_at if stay else one.at
        shown[str(one.entry.event_id)] = {
            "person": getattr(body, "person", ""),
            "manner": getattr(body, "manner", "quiet"),
            "from": moment(one.at),
            "until": moment(until) if until else None,
            "struck": stay is None,
        }
    return shown
