"""A room as the server would describe it, thirty-four minutes into an infusion."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from room_names import INFUSION, ME, SESSION_ID, an_id, iso
from room_panels import panels

JSON = dict[str, Any]

PHASES = (
    ("arrival", "Arrival"),
    ("time_out", "Time-out"),
    ("dosing", "Dosing"),
    ("exploration", "Exploration"),
    ("return", "Return"),
    ("talking", "Talking it through"),
    ("recovery", "Recovery"),
    ("home", "Home"),
)
CUFFS = (
    (-8, 122, 78),
    (-1, 124, 80),
    (5, 127, 80),
    (10, 132, 83),
    (15, 139, 87),
    (20, 144, 90),
    (25, 143, 89),
)
EVENTS = (
    (-6, "Time-out", "system", "TimeOutConfirmed"),
    (3, "Mask", "events", "SupportGiven"),
    (12, "Floating", "events", "Observed"),
    (22, "Imagery", "events", "Observed"),
    (27, "Hand held", "events", "SupportGiven"),
    (33, "Tears", "events", "Observed"),
)


def a_mark(
    at: datetime, label: str, lane: str = "events", kind: str = "Observed", **more: Any
) -> JSON:
    return {
        "at": iso(at),
        "recorded_at": iso(at + timedelta(seconds=1)),
        "sequence": 1,
        "lane": lane,
        "label": label,
        "sentence": f"{label}.",
        "tone": "neutral",
        "struck": False,
        "struck_reason": None,
        "author": "Ana Ruiz",
        "author_id": ME,
        "kind": kind,
        "may_undo_until": None,
        **more,
    }


def a_reading(at: datetime, **values: Any) -> JSON:
    empty = dict.fromkeys(("sys", "dia", "hr", "spo2", "rr", "temp", "etco2", "oxygen"))
    return {
        "at": iso(at),
        "recorded_at": iso(at),
        "source": "hand",
        "sample_id": None,
        **empty,
        "by": "Ana Ruiz",
        "struck": False,
        "implausible_reason": "",
        **values,
    }


def a_row(number: int, at: datetime, **values: Any) -> JSON:
    empty = dict.fromkeys(("hr", "pulse", "spo2", "sys", "dia", "map", "rr", "etco2", "temp"))
    return {
        "id": number,
        "at": iso(at),
        "received_at": iso(at),
        **empty,
        "flags": [],
        "alarms": [],
        "rescinded": False,
        **values,
    }


def monitor_rows(now: datetime, *, minutes: int = 44, every: int = 5) -> list[JSON]:
    """A heart that rises with the dose, steady oxygen, and one gap of ninety seconds."""
    zero = now - timedelta(minutes=34)
    rows = []
    for number, second in enumerate(range(-60 * (minutes - 34), 34 * 60 + 1, every)):
        if 17 * 60 < second < 18.5 * 60:
            continue
        minute = second / 60
        rise = 14 * (1 - math.exp(-minute / 9)) if minute > 0 else 0
        heart = 72 + rise + 1.2 * math.sin(second / 47) + math.sin(second / 13)
        oxygen = 98 - (1.2 if 6 < minute < 20 else 0) + 0.3 * math.sin(second / 31)
        rows.append(
            a_row(
                number + 1,
                zero + timedelta(seconds=second),
                hr=round(heart, 1),
                spo2=round(oxygen, 1),
                rr=14,
            )
        )
    return rows


def _maps(now: datetime) -> JSON:
    zero = now - timedelta(minutes=34)
    readings = {
        an_id(100 + index): a_reading(
            zero + timedelta(minutes=minute),
            sys=str(sys),
            dia=str(dia),
            source="monitor",
            sample_id=9000 + index,
        )
        for index, (minute, sys, dia) in enumerate(CUFFS)
    }
    readings[an_id(120)] = a_reading(zero + timedelta(minutes=30), sys="141", dia="88")
    marks = {
        an_id(200 + index): a_mark(zero + timedelta(minutes=minute), label, lane, kind)
        for index, (minute, label, lane, kind) in enumerate(EVENTS)
    }
    doses = {
        INFUSION: {
            "kind": "infusion",
            "drug": "ketamine",
            "route": "iv",
            "label": "Ketamine infusion",
            "mg": None,
            "mg_per_kg": None,
            "at": iso(zero),
            "struck": False,
            "flag": None,
            "segments": [{"from": iso(zero), "until": None, "rate_ml_h": "75", "mg_min": "0.875"}],
            "planned_until": iso(zero + timedelta(minutes=40)),
        }
    }
    presence = {
        an_id(300): {
            "person": "Ben",
            "manner": "guiding",
            "from": iso(zero - timedelta(minutes=10)),
            "until": iso(zero + timedelta(minutes=6)),
        },
        an_id(301): {
            "person": "Ben",
            "manner": "quiet",
            "from": iso(zero + timedelta(minutes=6)),
            "until": None,
        },
    }
    return {"marks": marks, "readings": readings, "doses": doses, "presence": presence}


def a_state(now: datetime) -> JSON:
    """Room 2 in the exploration phase."""
    return {
        "sequence": 40,
        "now": iso(now),
        "light": "dim",
        "session": {
            "id": SESSION_ID,
            "room": "Room 2",
            "initials": "M. K.",
            "first_name": "Mara",
            "birth_year": 1984,
            "time_zone": "UTC",
            "cycle_number": 3,
            "planned_sessions": 6,
            "protocol_title": "Ketamine infusion",
            "route": "iv",
            "weight_kg": "70",
            "variant": None,
            "is_closed": False,
        },
        "me": {
            "staff_id": ME,
            "name": "Ana Ruiz",
            "roles": ["session_monitor"],
            "may_plan": True,
            "may_check": True,
            "colleagues": [
                {"staff_id": "22222222-2222-4222-8222-222222222222", "name": "Dr Okafor"}
            ],
            "may_chart": True,
        },
        "sealing": {
            "half": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY",
            "tablet_id": None,
            "tablet_room": None,
            "people": [],
            "me": {"signing_key": None},
        },
        "phase": {
            "code": "exploration",
            "label": "Exploration",
            "index": 3,
            "entered_at": iso(now - timedelta(minutes=20)),
            "all": [{"code": code, "label": label} for code, label in PHASES],
            "next": {"code": "return", "label": "Return"},
        },
        "zero": {"at": iso(now - timedelta(minutes=34)), "label": "since the infusion began"},
        **_maps(now),
        "panels": panels(now),
    }
