"""What the design gallery shows: made-up people, every state of every component."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from holdspace.web import gallery_room
from holdspace.web.widgets import RadioCards, UnitInput

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
        "rooms": gallery_room.rooms(),
        "vitals": gallery_room.vitals(now),
        "signals": gallery_room.signals(now),
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
        "phases": gallery_room.phases("Exploration"),
        "agreements": gallery_room.agreements(),
    }


def room(now: datetime) -> dict[str, object]:
    """One room in the middle of a session."""
    return {
        "now": now,
        "phases": gallery_room.phases("Exploration"),
        "vitals": gallery_room.vitals(now)[:3],
        "agreements": gallery_room.agreements(),
        "observations": OBSERVATIONS,
        "care": CARE,
        "dose": "35 mg over 40 min\n29.8 mg given · 0.43 mg/kg",
    }


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
