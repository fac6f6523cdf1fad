"""One whole session, told for the document: a hard moment, a wrong entry, a gap, the way home."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.models import Monitor, MonitorMessage, VitalsSample
from tests.pathway.dosing_session.story import BASELINE, Tablet, ready_to_dose, start_infusion

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.looking import Look
    from holdspace.pathway.dosing_session.models import DosingSession

MONITOR_MINUTES = 100
SILENT = range(58, 64)
"""Minutes since the dose in which the monitor sent nothing."""

COURSE = {
    10: ("131", "82", "76", "97"), 20: ("144", "90", "84", "96"), 30: ("151", "93", "90", "96"),
    40: ("146", "90", "86", "97"), 55: ("134", "83", "78", "97"), 70: ("126", "79", "72", "98"),
    85: ("121", "76", "70", "98"),
}  # fmt: skip
"""Pressure, heart and oxygen by minutes since the dose."""
SEEN = (
    "steady_gait", "drank_fluids", "oriented", "instructions_written", "instructions_spoken",
    "access_removed", "adverse_events_recorded",
)  # fmt: skip


def looked(cast: Cast, session: DosingSession, now: datetime) -> Look:
    seen = found(cast.actor("ana"), session.pk)
    assert seen is not None
    return look(seen, now)


def live_it(cast: Cast, tablet: Tablet, now: datetime) -> datetime:
    """From baseline to the hand-over. Gives the moment after the last entry."""
    zero = now + timedelta(minutes=20)
    ana = cast.actor("ana")
    tablet.chart(ana, now + timedelta(minutes=5), "PresenceBegan", person="Jonas Weber")
    tablet.chart(
        ana, now + timedelta(minutes=6), "ScaleScored", scale="cadss6", items=[0, 0, 0, 0, 0, 0]
    )
    started = start_infusion(cast, tablet, zero, ready_to_dose(cast, tablet, zero))
    assert started.state == "new", started.sentence
    monitor_sends(cast, tablet.session, zero)
    _the_journey(cast, tablet, zero, str(started.event_id))
    _the_way_home(cast, tablet, zero)
    return at(zero, 131)


def _the_journey(cast: Cast, tablet: Tablet, zero: datetime, infusion_id: str) -> None:
    """Everything in the order in which it happened, each thing charted at once."""
    wrong_id, infusion = uuid4(), {"infusion_id": infusion_id}
    right = {"measured_at": at(zero, 25).isoformat(), "heart_rate_per_min": "88"}
    for minutes, who, kind, said in sorted(
        [
            *((minutes, "ana", "VitalsCharted", _values(zero, minutes, *four))
              for minutes, four in COURSE.items()),
            (12, "ana", "Observed", {"code": "floating"}),
            (18, "jonas", "LookedIn", {"asked_how_they_feel": True, "answer": "far away, safe"}),
            (24, "jonas", "Observed", {"code": "fear", "words": "too much, too fast"}),
            (24.5, "ana", "InfusionPaused", infusion | {"reason": "fear"}),
            (25, "ana", "VitalsCharted", {"measured_at": at(zero, 25), "heart_rate_per_min": "188",
                                          "event_id": wrong_id}),
            (25, "jonas", "PresenceBegan", {"person": "Jonas Weber", "manner": "guiding"}),
            (25.2, "jonas", "GuidanceLevelSet", {"level": 3}),
            (26, "jonas", "SupportGiven", {"code": "hand_held"}),
            (26.1, "ana", "Rated", {"scale": "distress", "score": 7}),
            (27, "ana", "EntryCorrected", {
                "target_id": wrong_id, "reason": "Read from the alarm",
                "replacement": {"kind": "VitalsCharted", "payload": right},
            }),
            (30.1, "ana", "InfusionResumed", infusion),
            (30.1, "ana", "InfusionRateChanged", infusion | {"rate_ml_per_hour": "40"}),
            (34, "jonas", "Observed", {"code": "tears", "words": "It is grief, and it is good"}),
            (36, "jonas", "GuidanceLevelSet", {"level": 1}),
            (40.1, "ana", "Rated", {"scale": "distress", "score": 3}),
            (50, "ana", "InfusionStopped", infusion),
            (51, "ana", "PhaseEntered", {"phase": "exploration"}),
            (66, "ana", "AdverseEventNoted", {"term": "Nausea", "grade": "mild",
                                              "action": "Ginger tea", "outcome": "resolved"}),
            (75, "ana", "PhaseEntered", {"phase": "return"}),
            (78, "jonas", "NoteWritten", {"topic": "first_words", "text": "I was a river."}),
            (82, "ana", "PhaseEntered", {"phase": "talking"}),
            (84, "jonas", "NoteWritten", {"topic": "themes",
                                          "text": "My father's garden. Letting go."}),
            (84.5, "jonas", "NoteWritten", {"topic": "helped",
                                            "text": "The hand, and the cello."}),
        ],
        key=lambda one: one[0],
    ):  # fmt: skip
        charted = tablet.chart(cast.actor(who), at(zero, minutes), kind, **said)
        assert charted.state == "new", charted.sentence


def _the_way_home(cast: Cast, tablet: Tablet, zero: datetime) -> None:
    ana = cast.actor("ana")
    tablet.chart(ana, at(zero, 95), "PhaseEntered", phase="recovery")
    tablet.chart(ana, at(zero, 98), "DosingEnded")
    tablet.chart(ana, at(zero, 100), "VitalsCharted", **_values(zero, 100, "119", "75", "69", "98"))
    tablet.chart(ana, at(zero, 100), "ScaleScored", scale="moaas", items=[5])
    tablet.chart(ana, at(zero, 110), "PresenceEnded", person="Jonas Weber")
    tablet.chart(ana, at(zero, 120), "VitalsCharted", **_values(zero, 120, "118", "74", "68", "98"))
    for scale, items in (
        ("moaas", [5]), ("cadss6", [0, 0, 0, 1, 0, 0]), ("aldrete", [2, 2, 2, 2, 2]),
        ("padss", [2, 2, 2, 2, 1]),
    ):  # fmt: skip
        tablet.chart(ana, at(zero, 121), "ScaleScored", scale=scale, items=items)
    tablet.chart(ana, at(zero, 121), "Rated", scale="nausea", score=0)
    tablet.chart(ana, at(zero, 122), "Rated", scale="distress", score=1)
    for code in SEEN:
        tablet.chart(ana, at(zero, 123), "CriterionNoted", code=code, met=True)
    tablet.chart(ana, at(zero, 124), "EscortArrived", name="Ida Keller", phone="+49 30 1",
                 name_matches_plan=True)  # fmt: skip
    signed = tablet.chart(cast.actor("okafor"), at(zero, 127), "DischargeSigned", facts=[])
    assert signed.state == "new", [one.detail for one in signed.facts if one.met != "met"]
    tablet.chart(ana, at(zero, 128), "HandedOver", escort_name="Ida Keller",
                 told=["No driving until tomorrow", "Whom to call"])  # fmt: skip
    tablet.chart(ana, at(zero, 129), "PhaseEntered", phase="home")


def _values(
    zero: datetime, minutes: float, systolic: str, diastolic: str, heart: str, oxygen: str
) -> dict[str, Any]:
    return {
        "measured_at": at(zero, minutes), "systolic_mmhg": systolic, "diastolic_mmhg": diastolic,
        "heart_rate_per_min": heart, "spo2_percent": oxygen,
        "respiratory_rate_per_min": BASELINE["respiratory_rate_per_min"],
    }  # fmt: skip


def monitor_sends(cast: Cast, session: DosingSession, zero: datetime) -> None:
    """A reading every ten seconds, a cuff every ten minutes, and a silence."""
    monitor = Monitor.objects.create(clinic=cast.clinic, name="Bed 1", device_key=str(session.pk))
    message = MonitorMessage.objects.create(
        clinic=cast.clinic, received_at=zero, source_address="127.0.0.1", raw=b"-", state="stored"
    )
    seconds = [one for one in range(-600, MONITOR_MINUTES * 60, 10) if one // 60 not in SILENT]
    VitalsSample.objects.bulk_create(
        [_sample(cast, session, monitor, message, zero, one) for one in seconds]
    )


def _sample(cast, session, monitor, message, zero, second) -> VitalsSample:
    wave = math.sin(second / 37) * 3
    rise = 20 * math.exp(-(((second - 1800) / 1500) ** 2))
    has_cuff = second % 600 == 300
    return VitalsSample(
        clinic=cast.clinic, session=session, monitor=monitor, message=message, room=session.room,
        at=zero + timedelta(seconds=second), received_at=zero + timedelta(seconds=second + 1),
        heart_rate_per_min=round(69 + rise + wave), spo2_percent=round(97.5 - rise / 14 + wave / 6),
        systolic_mmhg=round(119 + rise * 1.5) if has_cuff else None,
        diastolic_mmhg=round(75 + rise * 0.8) if has_cuff else None,
    )  # fmt: skip


def at(zero: datetime, minutes: float) -> datetime:
    return zero + timedelta(minutes=minutes)
