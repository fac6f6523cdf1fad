"""The page that somebody of a circle sees, built from the parts that stand at this moment.

It is built in one place for three readers: the supporter, the person who looks at exactly that
page before they give it, and the stream that says when it changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from holdspace.clinic.reach.queries import ReachKind, people_to_reach
from holdspace.domain.circle_call import CallState
from holdspace.domain.grants import CHOSEN_WORDS, QUIET_PARTS, Look, Part, VisitTimes
from holdspace.domain.instructions import say
from holdspace.pathway.integrate.check_ins.queries import answers_of
from holdspace.pathway.integrate.circle import supporter_companion_words as words
from holdspace.pathway.integrate.circle.queries import (
    RideState,
    done_this_evening,
    open_call_of,
    ride_of,
    visit_for,
)
from holdspace.pathway.integrate.journal.queries import shared_with_supporter
from holdspace.pathway.prepare.models import GuidancePlan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from holdspace.clinic.people.models import Clinic, Patient
    from holdspace.clinic.reach.queries import Reach
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.clinic.supporters.queries import Place
    from holdspace.domain.instructions import Said
    from holdspace.pathway.integrate.circle.queries import CallThread, Ride
    from holdspace.pathway.integrate.journal.models import SharedCopy


@dataclass(frozen=True, kw_only=True)
class EveningLine:
    code: str
    words: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class CallInWords:
    """Where their call stands, in a sentence, and what was written on it."""

    thread: CallThread
    state: CallState
    standing: str

    @property
    def is_urgent(self) -> bool:
        return self.state is CallState.NOT_REACHED


@dataclass(frozen=True, kw_only=True)
class LivePage:
    """Everything on the page, and nothing that is not on it."""

    name: str
    """The person's first name."""
    clinic: Clinic
    look: Look
    parts: frozenset[Part]
    reach: Sequence[Reach]
    """The emergency number first."""
    number: str
    """The emergency number as words go on: its digits, or what to look for."""
    appointment: Appointment | None = None
    starts: Said | None = None
    ends: Said | None = None
    ride: str = ""
    ride_rules: Sequence[str] = ()
    """For who drives; once they are home only what still holds."""
    evening: Sequence[EveningLine] = ()
    their_words: Sequence[tuple[str, str]] = ()
    shared_count: int = 0
    """Entries of their journal that they shared with this one."""
    wrote_at: str = ""
    """When they last said how they are, where they chose to let it be known."""
    call: CallInWords | None = None

    def has(self, part: Part) -> bool:
        return part in self.parts

    @property
    def shown(self) -> dict[str, bool]:
        """For templates: by the part's name."""
        return {part.value: part in self.parts for part in Part}

    @property
    def is_quiet(self) -> bool:
        """Nothing but whom to call, whatever the reason."""
        chosen = {Part.JOURNAL, Part.THEIR_WORDS, Part.CHECK_INS}
        has_chosen = bool(self.their_words or self.shared_count or self.wrote_at)
        return not has_chosen and not self.parts - QUIET_PARTS - chosen

    @property
    def visit_on(self) -> date | None:
        """The day the page is about, on the person's clock."""
        if self.appointment is None or not self.has(Part.WHEN_AND_WHERE):
            return None
        zone = ZoneInfo(self.appointment.patient.zone)
        return self.appointment.starts_at.astimezone(zone).date()

    @property
    def may_tick(self) -> bool:
        return self.has(Part.TONIGHT)


def page_of(place: Place, now: datetime) -> LivePage:
    """The page of one place. Inside the clinic's context."""
    patient = place.supporter.patient
    appointment = visit_for(patient.pk, place.bundle, now)
    times = _times(appointment)
    parts = place.parts(times)
    clinic = patient.clinic
    page: dict[str, object] = {}
    if appointment is not None and Part.WHEN_AND_WHERE in parts:
        zone, there = ZoneInfo(patient.zone), ZoneInfo(appointment.zone)
        page |= {
            "appointment": appointment,
            "starts": say(appointment.starts_at, zone, there),
            "ends": say(appointment.ends_at, zone, there),
        }
        if Part.RIDE in parts:
            ride = ride_of(appointment, now)
            is_home = ride.state is RideState.HOME
            page["ride"] = _ride_words(ride, appointment, patient)
            page["ride_rules"] = words.RIDE_RULES_ONCE_HOME if is_home else words.RIDE_RULES
        if Part.TONIGHT in parts:
            page["evening"] = _evening(appointment, place)
    if Part.THEIR_WORDS in parts:
        page["their_words"] = _their_words(place)
    if Part.JOURNAL in parts:
        page["shared_count"] = len(shared_with(place))
    if Part.CHECK_INS in parts:
        page["wrote_at"] = _wrote_at(patient)
    return LivePage(
        name=patient.first_name,
        clinic=clinic,
        look=place.look,
        parts=parts,
        reach=emergency_first(people_to_reach(clinic, patient)),
        number=clinic.emergency_number or words.NO_NUMBER,
        call=_call(place, now),
        **page,  # type: ignore[arg-type]
    )


def emergency_first(reach: Sequence[Reach]) -> tuple[Reach, ...]:
    """Whoever sits beside somebody in danger finds that number at the top."""
    return tuple(sorted(reach, key=lambda one: one.kind is not ReachKind.EMERGENCY))


def fragment_of(page: LivePage, place: Place, *, is_preview: bool = False) -> str:
    """What changes on the page while it is open, as the stream sends it."""
    context = {
        "page": page,
        "words": words,
        "supporter_id": place.supporter.pk,
        "is_preview": is_preview,
    }
    return render_to_string("circle/companion/part_live.html", context)


def _times(appointment: Appointment | None) -> VisitTimes | None:
    if appointment is None:
        return None
    return VisitTimes(starts_at=appointment.starts_at, ends_at=appointment.ends_at)


def _ride_words(ride: Ride, appointment: Appointment, patient: Patient) -> str:
    zone, name = ZoneInfo(patient.zone), patient.first_name
    match ride.state:
        case RideState.PLANNED:
            clock = say(appointment.ends_at, zone, zone).clock
            return words.RIDE_PLANNED.format(name=name, clock=clock)
        case RideState.THERE:
            return words.RIDE_THERE.format(name=name)
        case RideState.READY:
            return words.RIDE_READY.format(name=name)
        case RideState.HOME:
            clock = say(ride.left_at, zone, zone).clock if ride.left_at else ""
            return words.RIDE_HOME.format(name=name, clock=clock)
        case RideState.NOT_KNOWN:
            return words.RIDE_NOT_KNOWN.format(name=name)


def _evening(appointment: Appointment, place: Place) -> tuple[EveningLine, ...]:
    done = done_this_evening(appointment, place.supporter)
    return tuple(
        EveningLine(code=code, words=line, is_done=code in done)
        for code, line in words.EVENING.items()
    )


def _their_words(place: Place) -> tuple[tuple[str, str], ...]:
    """Of their latest guidance plan, the lines that they chose, in their own words."""
    plans = GuidancePlan.objects.filter(cycle__course__patient_id=place.supporter.patient_id)
    plan = plans.first()
    if plan is None:
        return ()
    said = {
        "words_that_help": plan.words_that_help,
        "when_it_gets_hard": plan.when_it_gets_hard,
        "what_to_avoid": plan.avoid,
    }
    chosen = {item.value for item in place.items & CHOSEN_WORDS}
    return tuple(
        (words.WORDS_LABELS[key], line) for key, line in said.items() if key in chosen and line
    )


def shared_with(place: Place) -> Sequence[SharedCopy]:
    """What they gave to this one of their journal, copy by copy; asked for only where it shows."""
    supporter = place.supporter
    return shared_with_supporter(supporter.clinic_id, supporter.patient_id, supporter.pk)


def _wrote_at(patient: Patient) -> str:
    """That there is an answer, and since when: not how they are, which is for the clinic."""
    latest = next((one for one in answers_of(patient.pk) if one.said_something), None)
    if latest is None or latest.at is None:
        return ""
    zone = ZoneInfo(patient.zone)
    said = say(latest.at, zone, zone)
    return f"{said.day}, {said.clock}"


def _call(place: Place, now: datetime) -> CallInWords | None:
    thread = open_call_of(place.supporter, now)
    if thread is None:
        return None
    state = thread.state(now)
    zone = ZoneInfo(place.supporter.patient.zone)

    def clock(at: datetime | None) -> str:
        return say(at, zone, zone).clock if at else ""

    by = thread.seen_by or (thread.answer.by if thread.answer else None)
    closed_by = thread.call.closed_by
    answered_by = thread.answer.by if thread.answer else None
    who = {CallState.CLOSED: closed_by, CallState.ANSWERED: answered_by}.get(state, by)
    standing = words.STATES[state.value].format(
        by=who.name if who else "The clinic",
        sent=clock(thread.sent_at),
        seen=clock(thread.task.acknowledged_at if thread.task else None),
        answered=clock(thread.answer.at if thread.answer else None),
    )
    return CallInWords(thread=thread, state=state, standing=standing)
