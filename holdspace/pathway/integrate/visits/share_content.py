"""What a summary says: the chosen parts as they stand on the day on which it is made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.mark_words import ROUTES
from holdspace.domain.quantities import in_words
from holdspace.pathway.consult.stated_queries import medicines_known
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.course.queries import goals_of
from holdspace.pathway.dosing_session.past_queries import past_sessions
from holdspace.pathway.integrate.practices.queries import standing_things
from holdspace.pathway.integrate.visits.queries import agreed_with
from holdspace.pathway.integrate.visits.share_items import (
    ITEMS,
    NEVER_IN_SCORES,
    PART_2,
    REDISCLOSURE,
)
from holdspace.pathway.measures.queries import results_of
from holdspace.pathway.prepare.queries import intention_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.pathway.dosing_session.past_queries import PastSession

JSON = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the person decided."""

    items: Sequence[str]
    purpose: str
    to_whom: str
    until: datetime
    own_words: str = ""


class _Chart:
    """What the parts are made of, asked for once."""

    def __init__(self, patient: Patient, now: datetime) -> None:
        self.patient, self.now = patient, now
        self.zone = ZoneInfo(patient.zone)
        self.course = Course.objects.filter(patient=patient).order_by("-started_on").first()
        self.past = [
            one for one in past_sessions(patient.pk, now) if one.facts.first_dose_at is not None
        ]

    def label(self, one: PastSession) -> str:
        at = one.facts.first_dose_at
        return day_in_words(at.astimezone(self.zone).date()) if at else ""


def content_of(patient: Patient, chosen: Chosen, now: datetime) -> JSON:
    """The whole summary, ready to be shown. Inside the clinic's context."""
    chart = _Chart(patient, now)
    return {
        "person": f"{patient.full_name}, born {day_in_words(patient.born_on)}",
        "clinic": patient.clinic.name,
        "clinic_phone": patient.clinic.phone,
        "made": day_in_words(now.astimezone(chart.zone).date()),
        "until": day_in_words(chosen.until.astimezone(chart.zone).date()),
        "to": chosen.to_whom,
        "purpose": chosen.purpose,
        "own_words": chosen.own_words.strip(),
        "parts": [_part(code, chart) for code in ITEMS if code in chosen.items],
        "notices": [REDISCLOSURE, *([PART_2] if patient.clinic.country == "US" else [])],
    }


def fingerprint(content: Mapping[str, object]) -> str:
    """That a person saw exactly this before they shared it."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _part(code: str, chart: _Chart) -> JSON:
    return {"title": ITEMS[code].title, "groups": [*_PARTS[code](chart)]}


def _group(head: str, lines: Iterable[str]) -> JSON:
    return {"head": head, "lines": [line for line in lines if line]}


def _each_session(chart: _Chart, lines: Callable[[PastSession], Iterable[str]]) -> Iterable[JSON]:
    groups = (_group(chart.label(one), lines(one)) for one in chart.past)
    return [group for group in groups if group["lines"]]


def _sessions(chart: _Chart) -> Iterable[JSON]:
    days = [f"Session {one.cycle_number}: {chart.label(one)}" for one in chart.past]
    return [_group("", days)] if days else []


def _intention(chart: _Chart) -> Iterable[JSON]:
    ids = [one.cycle_id for one in chart.past]
    cycles = {one.pk: one for one in DoseCycle.objects.filter(pk__in=ids)}
    return _each_session(chart, lambda one: [intention_of(cycles[one.cycle_id])])


def _came_up(chart: _Chart) -> Iterable[JSON]:
    return _each_session(chart, lambda one: [*one.facts.first_words, *one.facts.themes])


def _helped(chart: _Chart) -> Iterable[JSON]:
    return _each_session(chart, lambda one: one.facts.helped)


def _goals(chart: _Chart) -> Iterable[JSON]:
    words = goals_of(chart.course) if chart.course else ""
    return [_group("", [words])] if words else []


def _small_things(chart: _Chart) -> Iterable[JSON]:
    """What stands in their plan. Whether it was done on a day is theirs, and is in no summary."""
    return [_group(one.title, [one.when, one.why]) for one in standing_things(chart.patient.pk)]


def _agreed(chart: _Chart) -> Iterable[JSON]:
    return [
        _group(day_in_words(one.held_on), [one.actions, one.next_step])
        for one in agreed_with(chart.patient.pk)
    ]


def _scores(chart: _Chart) -> Iterable[JSON]:
    by_name: dict[str, list[str]] = {}
    for one in reversed(results_of(chart.patient.pk)):
        if one.total is None or one.code in NEVER_IN_SCORES:
            continue
        on = day_in_words(one.finished_at.astimezone(chart.zone).date())
        band = f" ({one.band})" if one.band else ""
        by_name.setdefault(one.instrument.name, []).append(f"{on}: {one.score_words}{band}")
    return [_group(name, lines) for name, lines in by_name.items()]


def _next(chart: _Chart) -> Iterable[JSON]:
    ahead = Appointment.objects.filter(
        patient=chart.patient, cancelled_at__isnull=True, starts_at__gt=chart.now
    )
    found = [
        (one.get_kind_display(), one.starts_at.astimezone(chart.zone))
        for one in ahead.order_by("starts_at")
    ]
    lines = [f"{kind}, {day_in_words(at.date())}, {at:%H:%M}" for kind, at in found]
    return [_group("", lines)] if lines else []


def _dose(chart: _Chart) -> Iterable[JSON]:
    def lines(one: PastSession) -> list[str]:
        facts = one.facts
        if facts.dose_mg is None:
            return ["not known"]
        by_weight = f" ({in_words(facts.dose_mg_per_kg, 'mg/kg')})" if facts.dose_mg_per_kg else ""
        route = ROUTES[facts.route].lower()
        return [f"{facts.drug}, {in_words(facts.dose_mg, 'mg')}{by_weight}, {route}"]

    return _each_session(chart, lines)


def _medicines(chart: _Chart) -> Iterable[JSON]:
    known = medicines_known(chart.patient.pk)
    lines = [", ".join(filter(None, (one.typed, one.taken_as))) for one in known]
    return [_group("", lines)] if lines else []


_PARTS: dict[str, Callable[[_Chart], Iterable[JSON]]] = {
    "sessions": _sessions,
    "intention": _intention,
    "came_up": _came_up,
    "helped": _helped,
    "goals": _goals,
    "small_things": _small_things,
    "agreed": _agreed,
    "scores": _scores,
    "next": _next,
    "dose": _dose,
    "medicines": _medicines,
}
