"""The stories of the demo people: who is treated for what, and what they wish for. Made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from holdspace.pathway.prepare.actions import PlannedGuidance


@dataclass(frozen=True, kw_only=True)
class Visit:
    """When a person comes, counted from the moment the demo begins, where, and to whom."""

    room: str
    starts_in: timedelta
    lasts: timedelta
    staff: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """One person of the cast in the middle of a course."""

    key: str
    indication: str
    protocol: str
    sessions: int
    session: int
    goals: str
    intention: str
    guidance: PlannedGuidance
    consents: dict[str, str]
    """What is signed, and how far it goes where that is asked."""
    escort: tuple[str, str, str]
    is_escort_confirmed: bool
    weight_kg: Decimal
    visit: Visit
    unanswered: frozenset[str] = field(default_factory=frozenset)
    details: dict[str, str] = field(default_factory=dict)


STORIES = (
    Story(
        key="mara",
        indication="treatment_resistant_depression",
        protocol="iv-racemic-0.5mgkg-40min",
        sessions=6,
        session=3,
        goals="To get up in the morning without a fight. To paint again.",
        intention="To stay with the sadness about Dad, and let it move.",
        guidance=PlannedGuidance(
            level=1,
            is_touch_allowed=True,
            touch_areas="Hand only",
            hand_signal="Raised hand",
            words_that_help="You are safe, I am here",
            when_it_gets_hard="Say my name. Breathe with me, slowly.",
            music="Piano, no voices",
            eye_mask="Yes, from the beginning",
            avoid="Questions while I am far away",
        ),
        consents={
            "treatment": "",
            "touch": "My hand.",
            "supporter": "Ines Keller, my sister.",
        },
        escort=("Ines Keller", "0151 555 0101", "sister"),
        is_escort_confirmed=True,
        weight_kg=Decimal("71.5"),
        visit=Visit(
            room="Room 1",
            starts_in=timedelta(minutes=-44),
            lasts=timedelta(hours=3),
            staff=("ana", "jonas"),
        ),
        details={"suicide_risk_tier": "Low: passing thoughts, no plan. Safety plan gone through."},
    ),
    Story(
        key="theo",
        indication="treatment_resistant_depression",
        protocol="nasal-esketamine-trd",
        sessions=8,
        session=2,
        goals="To sleep, and to sit at the table with the children.",
        intention="To be kinder to the part of me that is tired.",
        guidance=PlannedGuidance(
            level=2,
            hand_signal="Two taps on the chair",
            words_that_help="This passes. You are doing well.",
            when_it_gets_hard="Open the curtain a little.",
            music="The sea",
            eye_mask="Only if it is bright",
        ),
        consents={"treatment": "", "sharing": "Dr. Weiss, my therapist, by letter."},
        escort=("Petra Brandt", "0151 555 0102", "wife"),
        is_escort_confirmed=True,
        weight_kg=Decimal("88"),
        visit=Visit(
            room="Room 2",
            starts_in=timedelta(minutes=-124),
            lasts=timedelta(hours=2, minutes=45),
            staff=("mei",),
        ),
    ),
    Story(
        key="rosa",
        indication="generalised_anxiety",
        protocol="sublingual-racemic-in-clinic",
        sessions=4,
        session=1,
        goals="To take the train again.",
        intention="To find out what is under the worry.",
        guidance=PlannedGuidance(
            level=3,
            hand_signal="Open palm",
            words_that_help="Notice the chair under you.",
            when_it_gets_hard="Remind me to look around the room.",
            music="Quiet guitar",
            eye_mask="No",
            avoid="Being left alone in the first hour",
        ),
        consents={"treatment": ""},
        escort=("Luis Lind", "0151 555 0103", "brother"),
        is_escort_confirmed=False,
        weight_kg=Decimal("64.2"),
        visit=Visit(
            room="Room 3",
            starts_in=timedelta(minutes=30),
            lasts=timedelta(hours=3),
            staff=("okafor",),
        ),
        unanswered=frozenset({"fasting", "symptoms"}),
    ),
    Story(
        key="samir",
        indication="ptsd",
        protocol="im-racemic-two-tier",
        sessions=3,
        session=1,
        goals="Fewer nights in which I am back there.",
        intention="To look at it from further away.",
        guidance=PlannedGuidance(
            level=0,
            hand_signal="Raised thumb",
            words_that_help="You are in the clinic. It is today.",
            when_it_gets_hard="Stay in sight. Do not touch.",
            music="None at the beginning",
            eye_mask="He decides then",
            avoid="Somebody standing behind him",
        ),
        consents={"treatment": "", "observers": "Lea, who learns to be a therapist here."},
        escort=("Nadia Darwish", "0151 555 0104", "wife"),
        is_escort_confirmed=True,
        weight_kg=Decimal("79.4"),
        visit=Visit(
            room="Room 4",
            starts_in=timedelta(minutes=60),
            lasts=timedelta(hours=3, minutes=30),
            staff=("mei",),
        ),
    ),
)
