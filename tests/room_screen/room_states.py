"""A room as the server would describe it, thirty-four minutes into an infusion: for tests of its screen."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

JSON = dict[str, Any]

SESSION_ID = "0197f3a2-0000-7000-8000-000000000001"
ME = "0197f3a2-0000-7000-8000-0000000000aa"
INFUSION = "0197f3a2-0000-7000-8000-0000000000d1"
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
)  # fmt: skip


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def an_id(number: int) -> str:
    return f"0197f3a2-0000-7000-8000-{number:012d}"


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
    return {"id": number, "at": iso(at), "received_at": iso(at), **empty, "flags": [], "alarms": [], "rescinded": False, **values}  # fmt: skip


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
            "kind": "infusion", "drug": "ketamine", "route": "iv", "label": "Ketamine infusion", "mg": None,
            "mg_per_kg": None, "at": iso(zero), "struck": False, "flag": None,
            "segments": [{"from": iso(zero), "until": None, "rate_ml_h": "75", "mg_min": "0.875"}],
            "planned_until": iso(zero + timedelta(minutes=40)),
        }
    }  # fmt: skip
    presence = {
        an_id(300): {"person": "Ben", "manner": "guiding", "from": iso(zero - timedelta(minutes=10)), "until": iso(zero + timedelta(minutes=6))},
        an_id(301): {"person": "Ben", "manner": "quiet", "from": iso(zero + timedelta(minutes=6)), "until": None},
    }  # fmt: skip
    return {"marks": marks, "readings": readings, "doses": doses, "presence": presence}


def _dose(now: datetime) -> JSON:
    return {
        "plan": {
            "id": an_id(400), "drug": "ketamine", "route": "iv", "dose_mg": "35", "concentration_mg_per_ml": "0.7",
            "volume_ml": "50", "over_minutes": "40", "devices": None, "tier": None, "findings": [],
            "planned_by": "Dr Vera Lind", "checked_by": "Ana Ruiz",
        },
        "infusion": {"id": INFUSION, "state": "running", "rate_ml_h": "75", "mg_min": "0.875", "concentration_mg_per_ml": "0.7"},
        "given_mg": "29.8", "given_mg_per_kg": "0.43", "remaining_mg": "5.2", "may_start": False, "drug": "ketamine",
        "route": "iv", "tiers": [], "choices": [], "concentrations": ["10", "50"], "default_mg": "35",
        "over_minutes": "40", "range_mg": None, "per_device_mg": None, "mg_per_kg": "0.5",
    }  # fmt: skip


def _guidance() -> JSON:
    tears = {"id": "tears", "title": "Tears", "opened_by": None, "steps": [
        {"code": "stay", "text": "Stay, quietly", "done_at": None},
        {"code": "tissue", "text": "Tissue within reach", "done_at": None},
        {"code": "say", "text": "“It is all right to cry”", "done_at": None},
        {"code": "ask", "text": "Ask once: are you safe?", "done_at": None},
    ]}  # fmt: skip
    levels = (
        "silent",
        "non-directive presence",
        "light touchpoints",
        "supportive",
        "active psychotherapy",
    )
    words = ("quiet presence", "quiet presence", "light", "active", "active")
    return {
        "level": 1, "word": "quiet presence",
        "levels": [{"level": n, "name": levels[n], "word": words[n]} for n in range(5)],
        "open_cards": [], "all_cards": [tears],
        "ladder": [{"rung": 2, "trigger": "distress 4 or more", "action": "Name, place, “it wears off”", "role": "monitor", "taken_at": None}],
        "wears_off_in_minutes": 40,
    }  # fmt: skip


def _catalogue() -> JSON:
    def taps(*codes: str) -> list[JSON]:
        return [
            {"code": code, "label": code.replace("_", " ").capitalize(), "tone": "neutral"}
            for code in codes
        ]

    return {
        "observations": {
            "body": taps("floating", "heavy", "numb", "tingling", "nausea", "dizzy", "restless"),
            "mind": taps("detached", "vivid_imagery", "drifting"),
            "feeling": taps("tears", "laughter", "fear", "grief", "peace", "breakthrough"),
        },
        "supports": taps("reassured", "hand_held", "music", "mask", "blanket", "position"),
        "questions": {"distress": "How hard is this right now, from 0 to 10?"},
        "criteria": [{"code": "steady_gait", "label": "Walks steadily, seen by you"}],
    }


def _panels(now: datetime) -> JSON:
    zero = now - timedelta(minutes=34)
    due = now + timedelta(minutes=1)
    return {
        "due": [{"code": "vitals", "title": "Blood pressure", "due_at": iso(due), "window_opens_at": iso(due - timedelta(minutes=5)),
                 "overdue_at": iso(due + timedelta(minutes=5)), "escalates_at": None, "source": "every 10 min while it runs"}],
        "signals": [],
        "dose": _dose(now),
        "plan": {"intention": "To stay with the sadness about Dad, and let it move.", "company": "Quiet presence",
                 "touch": "Hand only, ask first", "signal": "Raised hand", "helps": "“You are safe, I am here”",
                 "when_hard": "", "avoid": "", "music": "", "mask": ""},
        "guidance": _guidance(),
        "time_out": {"items": [{"code": "identity", "text": "Name and date of birth"}], "confirmed": [], "needed": 2, "complete": True},
        "gate_start": [], "gate_home": [{"code": "steady_gait", "met": "unknown", "detail": "Nobody noted it", "source": "protocol", "as_of": None}],
        "baseline": {"sys": "123", "dia": "79", "hr": "72", "spo2": "98", "at": iso(zero)},
        "with_now": [{"person": "Ben", "manner": "quiet", "since": iso(zero + timedelta(minutes=6))}],
        "latest": {"sys": "141", "dia": "88", "pressure_at": iso(now - timedelta(minutes=4)), "hr": "86", "spo2": "98"},
        "feed": {"monitor": "Bedside 2", "values": {"hr": {"stale_after_seconds": 10}, "spo2": {"stale_after_seconds": 10},
                 "pressure": {"stale_after_seconds": 480}}, "latest_received_at": iso(now), "clock_off_seconds": None},
        "unverified": [{"sample_id": 77, "at": iso(now - timedelta(minutes=2)), "sys": "142", "dia": "88", "hr": "85", "spo2": "98", "rr": "14", "temp": None}],
        "emergency": {"declared_at": None, "ended_at": None, "steps": [], "number": "112", "address": "Harbour Street 4, second floor",
                      "roles": ["Leads", "Calls the ambulance", "Airway and oxygen", "Writes down", "Meets the crew"]},
        "adverse_events": [], "ratings": {},
        "scales": {"moaas": {"name": "MOAA/S", "variant": "", "items": [{"name": "sedation", "low": 0, "high": 5}], "maximum": 5,
                   "anchors": {str(n): f"Anchor {n}" for n in range(6)}, "sentence": None, "at": None}},
        "catalogue": _catalogue(),
        "escort": {"name": "Dana Reyes", "phone": "555 0100", "expected_at": None, "arrived_at": None},
        "home": {"signed_at": None, "handed_over_at": None},
        "record": {"signed_by": None, "signed_at": None, "closed_at": None},
        "limits": {"on": False, "statement": ""}, "clock": {"skew_seconds": None}, "not_understood": None,
    }  # fmt: skip


def a_state(now: datetime) -> JSON:
    """Room 2 in the exploration phase."""
    return {
        "sequence": 40,
        "now": iso(now),
        "light": "dim",
        "session": {"id": SESSION_ID, "room": "Room 2", "initials": "M. K.", "first_name": "Mara", "birth_year": 1984,
                    "cycle_number": 3, "planned_sessions": 6, "protocol_title": "Ketamine infusion", "route": "iv",
                    "weight_kg": "70", "variant": None, "is_closed": False},
        "me": {"staff_id": ME, "name": "Ana Ruiz", "roles": ["session_monitor"], "may_plan": True, "may_check": True, "may_chart": True},
        "phase": {"code": "exploration", "label": "Exploration", "index": 3, "entered_at": iso(now - timedelta(minutes=20)),
                  "all": [{"code": code, "label": label} for code, label in PHASES], "next": {"code": "return", "label": "Return"}},
        "zero": {"at": iso(now - timedelta(minutes=34)), "label": "since the infusion began"},
        **_maps(now),
        "panels": _panels(now),
    }  # fmt: skip
