"""A log that a test writes as a story: minute, what happened, who said it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Candidate, admit
from holdspace.domain.readiness import CONSENT_REAFFIRMED, QUESTIONS
from holdspace.domain.session import Session, fold
from holdspace.domain.session_log import Entry
from holdspace.protocols.loader import load_protocol

if TYPE_CHECKING:
    from holdspace.domain.session_events import SessionEvent

NINE_O_CLOCK = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {"ana": "Ana Sund", "ben": "Ben Okoro", "mira": "Mira Lang", "": "The person in the chair"}
READY = tuple(
    happened.Fact(code=code, met=happened.Met.MET, detail="Yes.", source="Preparation")
    for code in (
        "consent",
        "escort",
        *(one.code for one in QUESTIONS if one is not CONSENT_REAFFIRMED),
    )
)


@dataclass
class LogBook:
    """Minutes count from nine o'clock."""

    entries: list[Entry] = field(default_factory=list)

    @staticmethod
    def at(minute: float) -> datetime:
        return NINE_O_CLOCK + timedelta(minutes=minute)

    def say(self, minute: float, body: SessionEvent, by: str = "ana") -> UUID:
        sequence = len(self.entries) + 1
        entry = Entry(
            event_id=UUID(int=sequence),
            sequence=sequence,
            occurred_at=self.at(minute),
            recorded_at=self.at(minute),
            author_id=by,
            author_name=NAMES[by],
            body=body,
        )
        self.entries.append(entry)
        return entry.event_id

    @property
    def session(self) -> Session:
        return fold(self.entries)

    # --- short words ------------------------------------------------------------------------------

    def open(self, protocol, *, minute=0, **fields):
        opening = {
            "protocol_name": protocol.name,
            "protocol_version": protocol.version,
            "cycle_number": 1,
            "is_first_dose": True,
            "weight_kg": Decimal(70),
            "weight_measured_on": date(2026, 3, 1),
            "age_years": 40,
        }
        return self.say(minute, happened.SessionOpened(**{**opening, **fields}))

    def vitals(self, minute, systolic=120, diastolic=78, **more):
        values = {
            "systolic_mmhg": systolic,
            "diastolic_mmhg": diastolic,
            "heart_rate_per_min": 70,
            "respiratory_rate_per_min": 14,
            "spo2_percent": 98,
            **more,
        }
        decimals = {
            name: None if value is None else Decimal(str(value)) for name, value in values.items()
        }
        return self.say(minute, happened.VitalsCharted(measured_at=self.at(minute), **decimals))

    def baseline(self, minute, **values):
        return self.vitals(minute, temperature_celsius=Decimal("36.6"), **values)

    def score(self, minute, scale, *items):
        return self.say(minute, happened.ScaleScored(scale=scale, items=items))

    def rate(self, minute, scale, score):
        return self.say(minute, happened.Rated(scale=scale, score=score))

    def note(self, minute, *codes, met=True):
        for code in codes:
            self.say(minute, happened.CriterionNoted(code=code, met=met))

    def inject(self, minute, dose_mg=40):
        """An injection that was given before it was charted: no gate in the way of the story."""
        return self.say(
            minute,
            happened.DoseGiven(
                drug="ketamine",
                route=happened.Route.INTRAMUSCULAR,
                dose_mg=Decimal(dose_mg),
                already_happened=True,
                reason="story",
            ),
        )

    def infuse(self, minute, rate=75, strength="0.7", plan_id=None):
        return self.say(
            minute,
            happened.InfusionStarted(
                plan_id=plan_id,
                drug="ketamine",
                concentration_mg_per_ml=Decimal(strength),
                rate_ml_per_hour=Decimal(rate),
            ),
        )

    def ask(self, minute, body, protocol, by="ana", facts=READY):
        """What admission says to a body at a minute."""
        candidate = Candidate(
            body=body, author_id=by, author_name=NAMES[by], occurred_at=self.at(minute)
        )
        return admit(self.session, candidate, protocol, facts, self.at(minute))


@pytest.fixture
def log() -> LogBook:
    return LogBook()


@pytest.fixture(scope="session")
def iv():
    return load_protocol("iv-racemic-0.5mgkg-40min", 1)


@pytest.fixture(scope="session")
def im():
    return load_protocol("im-racemic-two-tier", 1)


@pytest.fixture(scope="session")
def esketamine():
    return load_protocol("nasal-esketamine-trd", 1)


@pytest.fixture(scope="session")
def sublingual():
    return load_protocol("sublingual-racemic-in-clinic", 1)


@pytest.fixture
def ready():
    return READY


@pytest.fixture
def without():
    """The readiness facts with one of them answered otherwise."""

    def answer(code, met):
        return tuple(replace(fact, met=met) if fact.code == code else fact for fact in READY)

    return answer


@pytest.fixture
def home(log, im):
    """An injection at 10, everything measured and noted at 129: at 130 the way home is open."""
    log.open(im)
    log.baseline(1)
    log.score(2, "cadss6", 0, 0, 0, 0, 0, 0)
    log.inject(10)
    log.vitals(100)
    log.score(110, "moaas", 5)
    log.score(128, "moaas", 5)
    log.score(128, "cadss6", 0, 0, 0, 0, 0, 0)
    log.score(128, "aldrete", 2, 2, 2, 2, 2)
    log.score(128, "padss", 2, 2, 2, 2, 2)
    log.rate(128, "distress", 1)
    log.rate(128, "nausea", 0)
    log.vitals(128)
    log.note(
        129,
        "steady_gait",
        "drank_fluids",
        "oriented",
        "instructions_written",
        "instructions_spoken",
        "access_removed",
        "adverse_events_recorded",
    )
    log.say(129, happened.EscortArrived(name="Jo Winter", phone="0170", name_matches_plan=True))
    return log
