"""What the design gallery shows: made-up people, every state of every component."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from holdspace.web.widgets import RadioCards, UnitInput

PHASES = ("Arrival", "Time-out", "Dosing", "Exploration", "Return", "Talking", "Recovery", "Home")
OBSERVATIONS = ("Tears", "Laughter", "Floating", "Imagery", "Speaks", "Restless", "Nausea", "More…")
CARE = ("Looked in", "Reassured", "Hand held", "Music", "Mask", "Guidance", "Rating", "Note")

COLOURS = (
    ("ground", "the page"),
    ("surface", "what lies on it"),
    ("raised", "what can be pressed"),
    ("text", "text"),
    ("muted", "less text"),
    ("accent", "clay, the one accent"),
    ("high", "act"),
    ("medium", "soon"),
    ("technical", "our plumbing"),
    ("limit", "your limit"),
    ("well", "done"),
    ("heart", "heart"),
    ("oxygen", "oxygen"),
    ("pressure", "pressure"),
    ("dose", "dose"),
)
ICONS = (
    ("tick_one", "on this tablet"),
    ("tick_two", "in the clinic record"),
    ("waiting", "waiting"),
    ("clock", "due, or old"),
    ("plug", "no signal"),
    ("bell", "monitor alarm"),
    ("square", "outside your limit"),
    ("triangle", "act"),
    ("cross", "not met, close"),
    ("question", "not known"),
    ("info", "to know"),
    ("undo", "take back"),
    ("hold", "press and hold"),
    ("person", "somebody"),
    ("key", "passkey"),
    ("lock", "second step"),
    ("print", "print"),
    ("sun", "day"),
    ("moon", "dim"),
    ("chevron", "further"),
    ("brand", "Holdspace"),
)


@dataclass(frozen=True)
class Cell:
    """One cell of the example table."""

    text: str
    tone: str = ""
    detail: str = ""
    heads: bool = False


class ExampleForm(forms.Form):
    """One of each kind of field."""

    escort = forms.CharField(
        label="Who takes her home", help_text="A name the front desk can call out."
    )
    weight = forms.DecimalField(
        label="Weight today",
        min_value=Decimal(20),
        help_text="On the scale in the room, shoes off.",
        widget=UnitInput("kg"),
    )
    route = forms.ChoiceField(
        label="Way of giving",
        choices=[("", "Choose one"), ("iv", "infusion into a vein"), ("nasal", "nasal spray")],
    )
    company = forms.ChoiceField(
        label="Company",
        choices=[("quiet", "Quiet presence"), ("light", "Light"), ("active", "Active")],
        widget=RadioCards,
    )
    intention = forms.CharField(
        label="Intention, in her words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "own-words"}),
    )
    may_touch = forms.BooleanField(label="A hand on the hand is welcome, ask first", required=False)


def everything(now: datetime) -> dict[str, object]:
    """All sections of the gallery."""
    return {
        "now": now,
        "colours": COLOURS,
        "icons": ICONS,
        "form": ExampleForm(auto_id="plain_%s", initial={"company": "quiet"}),
        "bad_form": ExampleForm(
            {"escort": "", "weight": "7", "route": "iv", "company": "quiet"}, auto_id="bad_%s"
        ),
        "rooms": _rooms(),
        "vitals": _vitals(now),
        "signals": _signals(now),
        "facts": _facts(now),
        "table": _table(),
        "steps": _steps(),
        "tabs": _tabs(),
        "items": _items(),
        "guidance": [
            {"text": "Stay within reach", "aside": "presence"},
            {"text": "A hand, if it was agreed", "aside": "touch"},
            {"text": "“You are safe, I am here”", "aside": "her words"},
        ],
        "example_messages": _messages(),
        "phases": _phases("Exploration"),
        "agreements": _agreements(),
    }


def room(now: datetime) -> dict[str, object]:
    """One room in the middle of a session."""
    return {
        "now": now,
        "phases": _phases("Exploration"),
        "vitals": _vitals(now)[:3],
        "agreements": _agreements(),
        "observations": OBSERVATIONS,
        "care": CARE,
        "dose": "35 mg over 40 min\n29.8 mg given · 0.43 mg/kg",
    }


def _vitals(now: datetime) -> list[dict[str, Any]]:
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


def _signals(now: datetime) -> list[dict[str, Any]]:
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


def _rooms() -> list[dict[str, Any]]:
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


def _facts(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "name": "Consent to treatment",
            "met": True,
            "detail": "signed version 3, reaffirmed at the door",
            "source": "consent",
            "as_of": now - timedelta(minutes=41),
        },
        {
            "name": "Escort",
            "met": False,
            "detail": "Leo has not confirmed. Call him, or name somebody else.",
            "source": "front desk",
            "as_of": now - timedelta(hours=3, minutes=5),
        },
        {
            "name": "Last meal",
            "met": None,
            "detail": "Nobody has asked today. Not known blocks the start.",
            "source": "day-of check",
        },
    ]


def _table() -> dict[str, Any]:
    return {
        "caption": "The rest of the day",
        "columns": ("Time", "Person", "Consent", "Screening", "Ready", "Escort"),
        "rows": [
            [
                Cell("15:30"),
                Cell("P. N.", detail="session 4", heads=True),
                Cell("signed v3", "good"),
                Cell("medicine changed, review", "soon-word"),
                Cell("no", "act-word"),
                Cell("Leo, 17:45", "good"),
            ],
            [
                Cell("16:00"),
                Cell("A. V.", detail="session 2", heads=True),
                Cell("signed v3", "good"),
                Cell("clear", "good"),
                Cell("yes", "good"),
                Cell("Ines, 18:15", "good"),
            ],
            [
                Cell("17:00"),
                Cell("J. W.", detail="consult", heads=True),
                Cell("reading", "muted"),
                Cell("2 unknown answers", "soon-word"),
                Cell("not yet", "muted"),
                Cell("not needed", "muted"),
            ],
        ],
    }


def _phases(current: str) -> list[dict[str, str]]:
    place = PHASES.index(current)
    states = ["done"] * place + ["now"] + ["next"] * (len(PHASES) - place - 1)
    return [{"name": name, "state": state} for name, state in zip(PHASES, states, strict=True)]


def _steps() -> list[dict[str, str]]:
    return [
        {"name": "Who she is, checked by Ana", "state": "done"},
        {"name": "Consent, said again aloud", "state": "done"},
        {"name": "Time-out by a second person", "state": "now"},
        {"name": "Start the infusion", "state": "next"},
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"name": "Readiness", "href": "#tabs", "current": True},
        {"name": "Consent", "href": "#tabs"},
        {"name": "Plan", "href": "#tabs"},
    ]


def _items() -> list[dict[str, str]]:
    return [
        {"text": "Ten minutes outside", "aside": "done"},
        {"text": "One line before sleep", "aside": "not now"},
        {"text": "Tired or tearful? What is usual today", "href": "#list"},
    ]


def _messages() -> list[Message]:
    return [
        Message(constants.INFO, "Escort changed to Ines, 18:15."),
        Message(constants.ERROR, "Room 2 is taken from 14:00 to 16:30. Choose another time."),
    ]


def _agreements() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(name="Company", words="Quiet presence"),
        SimpleNamespace(name="Touch", words="Hand only, ask first"),
        SimpleNamespace(name="Signal", words="Raised hand"),
        SimpleNamespace(name="Helps", words="“You are safe, I am here”"),
    ]
