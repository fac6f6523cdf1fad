"""What the design gallery shows of rooms and sessions: made-up people, every state."""

from datetime import datetime, timedelta
from typing import Any

PHASES = ("Arrival", "Time-out", "Dosing", "Exploration", "Return", "Talking", "Recovery", "Home")


def vitals(now: datetime) -> list[dict[str, Any]]:
    pressure = {"kind": "pressure", "name": "Blood pressure", "value": "141/88", "unit": "mmHg"}
    heart = {"kind": "heart", "name": "Heart rate", "value": "88", "unit": "/min"}
    oxygen = {"kind": "oxygen", "name": "Oxygen", "value": "97", "unit": "%"}
    return [
        {
            **pressure,
            "state": "hand",
            "at": now - timedelta(minutes=4),
            "source": "cuff",
            "change": "+18 / +9",
        },
        {**oxygen, "state": "live", "age": "live"},
        {**heart, "state": "silent", "at": now - timedelta(seconds=14)},
        {**pressure, "state": "stale", "at": now - timedelta(minutes=26), "source": "cuff"},
        {**oxygen, "state": "unverified", "age": "live, not verified"},
        {**heart, "state": "silent", "value": ""},
    ]


def signals(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "kind": "no-signal",
            "text": "from the heart rate sensor",
            "at": now - timedelta(seconds=14),
        },
        {"kind": "due", "text": "Blood pressure", "age_text": "in 1 min"},
        {
            "kind": "monitor-alarm",
            "text": "SpO2 low, said by the bedside monitor",
            "at": now - timedelta(seconds=8),
        },
        {
            "kind": "outside-limit",
            "text": "Systolic 184 mmHg, your limit is 180",
            "at": now - timedelta(seconds=51),
        },
    ]


def rooms() -> list[dict[str, Any]]:
    return [
        {
            "name": "Room 1",
            "phase": "Return",
            "who": "T. B.",
            "what": "esketamine 84 mg, 61 min in",
            "percent": 51,
            "state": "overdue",
            "next": "Blood pressure overdue 6 min",
            "detail": "Ana told at 14:28, not answered",
            "href": "#rooms",
        },
        {
            "name": "Room 2",
            "phase": "Exploration",
            "who": "M. K.",
            "what": "infusion, 34 of 40 min",
            "percent": 85,
            "state": "soon",
            "next": "Blood pressure due in 1 min",
            "detail": "Jonas with her. Tears at 14:33",
            "href": "#rooms",
        },
        {
            "name": "Room 3",
            "phase": "Dosing",
            "who": "R. L.",
            "what": "infusion, 8 of 40 min",
            "percent": 20,
            "state": "silent",
            "next": "No signal from the monitor, 40 s",
            "detail": "Chart by hand until it is back",
            "href": "#rooms",
        },
        {
            "name": "Room 4",
            "phase": "Recovery",
            "who": "S. D.",
            "what": "injection, 108 min since the dose",
            "percent": 90,
            "state": "calm",
            "next": "Minimum time ends 15:02",
            "detail": "2 of 9 criteria open: gait, second sedation check",
            "href": "#rooms",
        },
        {
            "name": "Room 5",
            "phase": "",
            "who": "Free",
            "what": "next: A. V. at 16:00",
            "percent": None,
            "state": "free",
            "next": "Nothing to do",
        },
    ]


def phases(current: str) -> list[dict[str, str]]:
    place = PHASES.index(current)
    states = ["done"] * place + ["now"] + ["next"] * (len(PHASES) - place - 1)
    return [{"name": name, "state": state} for name, state in zip(PHASES, states, strict=True)]


def agreements() -> list[dict[str, str]]:
    return [
        {"name": "Company", "words": "Quiet presence"},
        {"name": "Touch", "words": "Hand only, ask first"},
        {"name": "Signal", "words": "Raised hand"},
        {"name": "Helps", "words": "“You are safe, I am here”"},
    ]
