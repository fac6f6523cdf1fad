"""One whole session of the months before the demo: from the door to the closed record.

Charted as tablets would send it, through the write path of the log, in few entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from holdspace.domain.session_log import to_payload
from holdspace.pathway.dosing_session.actions import record_batch
from holdspace.pathway.dosing_session.batch import SentBatch, SentEvent
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import sha256_of
from holdspace.pathway.dosing_session.summary_sign_off import close_record, sign_record
from holdspace.pathway.today.demo_day import DEVICE, DemoWasRefused
from holdspace.replay.bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.pathway.dosing_session.models import DosingSession

SEED = 20260302
"""Every number that belongs to no story comes from here."""
ENTRIES = UUID("018f3f5e-0000-7000-8000-0000005e5510")
DOSE_AFTER = timedelta(minutes=12)
"""From the opening of the session to the dose."""
SENDS_AFTER = 1.5
"""Minutes in which a tablet collects what one person taps; a start goes out at once."""
ALONE = ("DosePlanned", "InfusionStarted", "DoseGiven", "DischargeSigned")
CHECKS = ["identity", "consent", "dose", "vitals", "equipment", "roles", "way_home"]
SEEN_BEFORE_HOME = [
    "steady_gait", "drank_fluids", "oriented", "instructions_written", "instructions_spoken",
    "access_removed", "adverse_events_recorded",
]  # fmt: skip
MEANING = "I have read this record. It says what happened."


@dataclass(frozen=True)
class Tap:
    """One line of a session: minutes after the dose, by whom, what, and what it is called later."""

    minute: float
    by: str
    what: Mapping[str, Any]
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Lived:
    """What one session was like."""

    dose_mg: str
    peak: tuple[int, int] = (138, 86)
    """Blood pressure half an hour after the dose, mmHg."""
    lowest_spo2: int = 97
    distress: int = 2
    nausea: int = 1
    seen: str = ""
    first_words: str = ""
    themes: str = ""
    helped: str = ""
    also: tuple[Tap, ...] = ()
    home_after: int = 110
    """Minutes from the dose to the signature at the gate."""
    is_injection: bool = False
    """One injection into a muscle instead of an infusion."""
    escort: str = ""


@dataclass
class Chance:
    """Numbers that look as if nobody had chosen them: from one seed always the same."""

    seed: str
    drawn: int = 0

    def between(self, low: int, high: int) -> int:
        self.drawn += 1
        drawn = sha256(f"{self.seed} {self.drawn}".encode()).digest()
        return low + int.from_bytes(drawn[:4]) % (high - low + 1)


@dataclass
class _Charting:
    """One session while it is charted."""

    cast: Cast
    session: DosingSession
    dosed_at: datetime
    names: dict[str, UUID] = field(default_factory=dict)
    sequence: int = 0

    def chart(self, taps: Iterable[Tap]) -> None:
        for together in _as_sent(sorted(taps, key=lambda tap: tap.minute)):
            sent_at = self._at(together[-1])
            events = [event for tap in together for event in self._events(tap, sent_at)]
            batch = SentBatch(device_id=DEVICE, sent_at=sent_at, sent_monotonic_ms=0, events=events)
            self._send(together[0].by, batch)

    def _at(self, tap: Tap) -> datetime:
        return self.dosed_at + timedelta(minutes=tap.minute)

    def _events(self, tap: Tap, sent_at: datetime) -> Iterator[SentEvent]:
        at = self._at(tap)
        for body in bodies(tap.what, at, self.names):
            self.sequence += 1
            event_id = uuid5(ENTRIES, f"{self.session.pk} {self.sequence}")
            if tap.name:
                self.names[tap.name] = event_id
            yield SentEvent(
                event_id=event_id,
                kind=type(body).__name__,
                version=body.version,
                payload=to_payload(body),
                occurred_at=at,
                monotonic_ms=(at - sent_at) / timedelta(milliseconds=1),
                device_sequence=self.sequence,
            )

    def _send(self, by: str, batch: SentBatch) -> None:
        for result in record_batch(self.cast.actor(by), self.session, batch, batch.sent_at):
            if result.state != "new":
                unmet = [one.detail for one in result.facts if one.met != "met"]
                raise DemoWasRefused(f"{batch.sent_at}: {result.sentence} {unmet}")


def live(cast: Cast, appointment: Appointment, lived: Lived, *, seed: str) -> DosingSession:
    """Opened, given, gone home, read, signed and closed. Raises DemoWasRefused."""
    begins_at = appointment.starts_at
    session = open_session(cast.actor("mei"), appointment, begins_at)
    charting = _Charting(cast=cast, session=session, dosed_at=begins_at + DOSE_AFTER)
    charting.chart(_taps(lived, Chance(f"{SEED} {seed}")))
    prescriber = cast.actor("okafor")
    signed_at = charting.dosed_at + timedelta(minutes=lived.home_after + 4)
    read = sha256_of(document_of(look(session, signed_at)))
    sign_record(prescriber, session, meaning=MEANING, read_sha256=read, now=signed_at)
    closed_at = signed_at + timedelta(minutes=1)
    close_record(prescriber, session, outcome="completed", reason="", now=closed_at)
    return session


def _as_sent(taps: list[Tap]) -> Iterator[list[Tap]]:
    """What one person tapped within a minute or so goes out together; a start alone."""
    together: list[Tap] = []
    for tap in taps:
        is_alone = any(kind in tap.what for kind in ALONE)
        if together and (
            is_alone or tap.by != together[0].by or tap.minute - together[0].minute > SENDS_AFTER
        ):
            yield together
            together = []
        together.append(tap)
        if is_alone:
            yield together
            together = []
    if together:
        yield together


# --- what is charted ------------------------------------------------------------------------------


def _taps(lived: Lived, chance: Chance) -> Iterator[Tap]:
    rest = (chance.between(114, 126), chance.between(70, 80))
    yield from _before(lived, rest, chance)
    yield from _dose(lived)
    yield from _on_the_way(lived, chance)
    yield from lived.also
    yield from _home(lived, rest, chance)


def _vitals(pressure: tuple[int, int], spo2: int, chance: Chance, more: str = "") -> dict[str, str]:
    heart, breaths = chance.between(66, 84), chance.between(13, 16)
    return {"vitals": f"{pressure[0]}/{pressure[1]} {heart} {breaths} {spo2}{more}"}


def _before(lived: Lived, rest: tuple[int, int], chance: Chance) -> Iterator[Tap]:
    yield Tap(-11, "mei", _vitals(rest, 98, chance, " 36.6"))
    yield Tap(-10.5, "mei", {"scored": {"moaas": [5], "cadss6": [0, 0, 0, 0, 0, 0]}})
    yield Tap(-8, "okafor", {"DosePlanned": _planned(lived)}, "plan")
    yield Tap(-6, "mei", {"DoseChecked": {"plan_id": "$plan"} | _vial(lived)})
    yield Tap(-4, "okafor", {"TimeOutConfirmed": {"checks": CHECKS}})
    yield Tap(-3, "mei", {"TimeOutConfirmed": {"checks": CHECKS}})


def _vial(lived: Lived) -> dict[str, str]:
    """Ten or fifty milligrams in each millilitre, and as many of those as the dose asks for."""
    strength = 50 if lived.is_injection else 10
    return {
        "concentration_mg_per_ml": str(strength),
        "volume_ml": f"{float(lived.dose_mg) / strength:g}",
    }


def _planned(lived: Lived) -> dict[str, Any]:
    plan = {"drug": "ketamine", "dose_mg": lived.dose_mg, **_vial(lived)}
    if lived.is_injection:
        return {**plan, "route": "im", "tier": "light"}
    return {**plan, "route": "iv", "over_minutes": 40}


def _dose(lived: Lived) -> Iterator[Tap]:
    if lived.is_injection:
        given = {"plan_id": "$plan", "drug": "ketamine", "route": "im", "dose_mg": lived.dose_mg}
        yield Tap(0, "mei", {"DoseGiven": {**given, "site": "left shoulder", **_vial(lived)}})
        return
    # In 50 mL over 40 minutes.
    started = {
        "plan_id": "$plan",
        "drug": "ketamine",
        "concentration_mg_per_ml": f"{float(lived.dose_mg) / 50:g}",
        "rate_ml_per_hour": "75",
    }
    yield Tap(0, "mei", {"InfusionStarted": started}, "drip")
    yield Tap(40, "mei", {"InfusionStopped": {"infusion_id": "$drip", "pump_volume_ml": "50"}})


def _on_the_way(lived: Lived, chance: Chance) -> Iterator[Tap]:
    if lived.seen:
        yield Tap(27.5, "mei", {"Observed": {"code": lived.seen}})
    yield Tap(28, "mei", _vitals(lived.peak, lived.lowest_spo2, chance))
    yield Tap(28.5, "mei", {"scored": {"moaas": [4]}})
    yield Tap(29, "mei", {"rated": {"distress": lived.distress, "nausea": lived.nausea}})
    for minute, topic, words in (
        (58, "first_words", lived.first_words),
        (58.5, "themes", lived.themes),
        (59, "helped", lived.helped),
    ):
        if words:
            yield Tap(minute, "jonas", {"NoteWritten": {"topic": topic, "text": words}})


def _home(lived: Lived, rest: tuple[int, int], chance: Chance) -> Iterator[Tap]:
    end = lived.home_after
    yield Tap(end - 20, "mei", {"scored": {"moaas": [5]}})
    yield Tap(end - 1.5, "mei", _vitals((rest[0] + 2, rest[1] + 1), 98, chance))
    scores = {"moaas": [5], "cadss6": [0, 0, 0, 1, 0, 0], "aldrete": [2] * 5, "padss": [2] * 5}
    yield Tap(end - 1.3, "mei", {"scored": scores})
    yield Tap(end - 1, "mei", {"rated": {"distress": 1, "nausea": 0}})
    yield Tap(end - 0.8, "mei", {"noted": SEEN_BEFORE_HOME})
    arrived = {"name": lived.escort, "phone": "0151 555 0120", "name_matches_plan": True}
    yield Tap(end - 0.5, "mei", {"EscortArrived": arrived})
    yield Tap(end, "okafor", {"DischargeSigned": {}})
    handed = {"escort_name": lived.escort, "told": ["No driving until tomorrow", "Whom to call"]}
    yield Tap(end + 1, "mei", {"HandedOver": handed})
