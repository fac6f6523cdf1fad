"""The panels of the room of these tests: due, dose, plan, guidance, the way home."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from room_names import INFUSION, an_id, iso

JSON = dict[str, Any]


def _dose(now: datetime) -> JSON:
    return {
        "plan": {
            "id": an_id(400),
            "drug": "ketamine",
            "route": "iv",
            "dose_mg": "35",
            "concentration_mg_per_ml": "0.7",
            "volume_ml": "50",
            "over_minutes": "40",
            "devices": None,
            "tier": None,
            "findings": [],
            "planned_by": "Dr Vera Lind",
            "checked_by": "Ana Ruiz",
        },
        "infusion": {
            "id": INFUSION,
            "state": "running",
            "rate_ml_h": "75",
            "mg_min": "0.875",
            "concentration_mg_per_ml": "0.7",
        },
        "given_mg": "29.8",
        "given_mg_per_kg": "0.43",
        "remaining_mg": "5.2",
        "may_start": False,
        "drug": "ketamine",
        "route": "iv",
        "tiers": [],
        "choices": [],
        "concentrations": ["10", "50"],
        "default_mg": "35",
        "over_minutes": "40",
        "range_mg": None,
        "per_device_mg": None,
        "mg_per_kg": "0.5",
    }


def _guidance() -> JSON:
    tears = {
        "id": "tears",
        "title": "Tears",
        "opened_by": None,
        "steps": [
            {"code": "stay", "text": "Stay, quietly", "done_at": None},
            {"code": "tissue", "text": "Tissue within reach", "done_at": None},
            {"code": "say", "text": "“It is all right to cry”", "done_at": None},
            {"code": "ask", "text": "Ask once: are you safe?", "done_at": None},
        ],
    }
    levels = (
        "silent",
        "non-directive presence",
        "light touchpoints",
        "supportive",
        "active psychotherapy",
    )
    words = ("quiet presence", "quiet presence", "light", "active", "active")
    return {
        "level": 1,
        "word": "quiet presence",
        "levels": [{"level": n, "name": levels[n], "word": words[n]} for n in range(5)],
        "open_cards": [],
        "all_cards": [tears],
        "ladder": [
            {
                "rung": 2,
                "trigger": "distress 4 or more",
                "action": "Name, place, “it wears off”",
                "role": "monitor",
                "taken_at": None,
            }
        ],
        "wears_off_in_minutes": 40,
    }


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


def panels(now: datetime) -> JSON:
    zero = now - timedelta(minutes=34)
    due = now + timedelta(minutes=1)
    return {
        "due": [
            {
                "code": "vitals",
                "title": "Blood pressure",
                "due_at": iso(due),
                "window_opens_at": iso(due - timedelta(minutes=5)),
                "overdue_at": iso(due + timedelta(minutes=5)),
                "escalates_at": None,
                "source": "every 10 min while it runs",
            }
        ],
        "signals": [],
        "dose": _dose(now),
        "plan": {
            "intention": "To stay with the sadness about Dad, and let it move.",
            "company": "Quiet presence",
            "touch": "Hand only, ask first",
            "signal": "Raised hand",
            "helps": "“You are safe, I am here”",
            "when_hard": "",
            "avoid": "",
            "music": "",
            "mask": "",
        },
        "guidance": _guidance(),
        "time_out": {
            "items": [{"code": "identity", "text": "Name and date of birth"}],
            "confirmed": [],
            "needed": 2,
            "complete": True,
        },
        "gate_start": [],
        "gate_home": [
            {
                "code": "steady_gait",
                "met": "unknown",
                "detail": "Nobody noted it",
                "source": "protocol",
                "as_of": None,
            }
        ],
        "baseline": {"sys": "123", "dia": "79", "hr": "72", "spo2": "98", "at": iso(zero)},
        "with_now": [
            {"person": "Ben", "manner": "quiet", "since": iso(zero + timedelta(minutes=6))}
        ],
        "latest": {
            "sys": "141",
            "dia": "88",
            "pressure_at": iso(now - timedelta(minutes=4)),
            "hr": "86",
            "spo2": "98",
        },
        "feed": {
            "monitor": "Bedside 2",
            "values": {
                "hr": {"stale_after_seconds": 10},
                "spo2": {"stale_after_seconds": 10},
                "pressure": {"stale_after_seconds": 480},
            },
            "latest_received_at": iso(now),
            "clock_off_seconds": None,
        },
        "unverified": [
            {
                "sample_id": 77,
                "at": iso(now - timedelta(minutes=2)),
                "sys": "142",
                "dia": "88",
                "hr": "85",
                "spo2": "98",
                "rr": "14",
                "temp": None,
            }
        ],
        "emergency": {
            "declared_at": None,
            "ended_at": None,
            "steps": [],
            "number": "112",
            "address": "Harbour Street 4, second floor",
            "roles": [
                "Leads",
                "Calls the ambulance",
                "Airway and oxygen",
                "Writes down",
                "Meets the crew",
            ],
        },
        "adverse_events": [],
        "ratings": {},
        "scales": {
            "moaas": {
                "name": "MOAA/S",
                "variant": "",
                "items": [{"name": "sedation", "low": 0, "high": 5}],
                "maximum": 5,
                "anchors": {str(n): f"Anchor {n}" for n in range(6)},
                "sentence": None,
                "at": None,
            }
        },
        "catalogue": _catalogue(),
        "escort": {
            "name": "Dana Reyes",
            "phone": "555 0100",
            "expected_at": None,
            "arrived_at": None,
        },
        "home": {"signed_at": None, "handed_over_at": None},
        "record": {"signed_by": None, "signed_at": None, "closed_at": None},
        "flags": [],
        "limits": {"on": False, "statement": ""},
        "clock": {"skew_seconds": None},
        "not_understood": None,
    }
