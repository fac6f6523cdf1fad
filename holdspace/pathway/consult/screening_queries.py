"""The screening of one person as it stands: what the rules see, what they find, who said what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.medicines import MedicineTaken, NoSuchIngredient, ingredient
from holdspace.domain.screening import Screened, Stated, region_of_country, screen
from holdspace.domain.session_event_body import Route
from holdspace.domain.suitability import Standing, Word, fingerprint
from holdspace.pathway.consult.models import MedicineLine, Resolution, StatedFact
from holdspace.pathway.consult.settings_queries import settings_of
from holdspace.pathway.consult.stated_queries import facts_known, medicines_known
from holdspace.pathway.consult.stated_values import (
    FACTS_BY_CODE,
    MEASURED,
    PROTOCOL_CONSIDERED,
    value_of,
)
from holdspace.pathway.course.queries import open_course_of, protocol_of
from holdspace.pathway.measures.queries import stated_of
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.screening import Finding, ScreeningSettings
    from holdspace.pathway.consult.stated_queries import KnownFact

LISTED_ALL = "medicines_listed_all"
"""Whether the medicines on the list are all of them."""


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What the rules say about one person and one treatment, at one moment."""

    protocol: Protocol
    screened: tuple[Screened, ...]
    """One; two where the person and the staff say different things: both are judged."""
    standings: tuple[Standing, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.standings)

    @property
    def open(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.is_open)


def protocol_considered(patient: Patient) -> Protocol | None:
    """Of the open course; before there is one, what staff said they are considering."""
    course = open_course_of(patient)
    if course is not None:
        return protocol_of(course)
    rows = StatedFact.objects.filter(patient_id=patient.pk, code=PROTOCOL_CONSIDERED)
    latest = rows.first()
    if latest is None or not latest.value:
        return None
    name, _, version = str(latest.value).partition("/")
    return load_protocol(name, int(version))


def person_screened(patient: Patient, now: datetime) -> Screened:
    """What is known of a person whatever the treatment, and which answers have grown too old."""
    return _of_everything(patient, "", Route.INTRAVENOUS, now, None)[0]


def findings_of(
    patient: Patient, protocol: Protocol, now: datetime, *, known_at: datetime | None = None
) -> tuple[Standing, ...]:
    """Every finding, with what clinicians said about it."""
    return screening_of(patient, protocol, now, known_at=known_at).standings


def screening_of(
    patient: Patient,
    protocol: Protocol,
    now: datetime,
    *,
    known_at: datetime | None = None,
    settings: ScreeningSettings | None = None,
    screened: tuple[Screened, ...] = (),
) -> Screening:
    """By the clinic's settings in force, unless a decision stays on its own.

    `screened`: what was asked for at this moment already, for this treatment.
    """
    if not any(is_for(protocol, each) for each in screened):
        screened = everything_screened(patient, protocol, now, known_at=known_at)
    if settings is not None:
        screened = tuple(replace(each, settings=settings) for each in screened)
    may_pass = screened[0].settings.absolute_may_pass
    found = {fingerprint(finding): finding for each in screened for finding in screen(each)}
    words = words_on(patient.pk, known_at)
    standings = (
        Standing(finding=finding, words=words.get(key, ()), absolute_may_pass=may_pass)
        for key, finding in found.items()
    )
    in_order = sorted(
        standings, key=lambda one: (one.finding.severity.rank, one.finding.is_unknown)
    )
    return Screening(protocol=protocol, screened=screened, standings=tuple(in_order))


def words_on(patient_id: UUID, known_at: datetime | None = None) -> dict[str, tuple[Word, ...]]:
    """By the fingerprint of a finding: who signed for it and has not taken it back."""
    rows = Resolution.objects.filter(patient_id=patient_id).select_related("resolved_by")
    if known_at is not None:
        rows = rows.filter(resolved_at__lte=known_at)
    latest = {(row.fingerprint, row.resolved_by_id): row for row in rows.order_by("id")}
    words: dict[str, tuple[Word, ...]] = {}
    for row in latest.values():
        if not row.is_taken_back:
            words[row.fingerprint] = (*words.get(row.fingerprint, ()), _word(row))
    return words


def _word(row: Resolution) -> Word:
    return Word(
        by_id=str(row.resolved_by_id),
        by=row.resolved_by.name,
        as_prescriber=row.as_prescriber,
        reason=row.reason,
        at=row.resolved_at,
        as_medical_director=row.as_medical_director,
    )


def is_for(protocol: Protocol, screened: Screened) -> bool:
    """Whether the rules were asked about this medicine by this route."""
    return (screened.product, screened.route) == (protocol.product, protocol.route)


def everything_screened(
    patient: Patient, protocol: Protocol, now: datetime, *, known_at: datetime | None = None
) -> tuple[Screened, ...]:
    """Once, or twice where the person and the staff say different things."""
    return _of_everything(patient, protocol.product, protocol.route, now, known_at)


def _of_everything(
    patient: Patient, product: str, route: Route, now: datetime, known_at: datetime | None
) -> tuple[Screened, ...]:
    zone = ZoneInfo(patient.clinic.time_zone)
    known = facts_known(patient.pk, known_at)
    lines = medicines_known(patient.pk, known_at)
    stated = _as_stated({code: fact.latest for code, fact in known.items()})
    latest = Screened(
        product=product,
        route=route,
        region=region_of_country(patient.clinic.country),
        age_years=patient.age_on(now.astimezone(zone).date()),
        stated={**stated, **_measured(patient.pk, known_at)},
        medicines=_medicines(lines, known),
        medicines_as_of=_list_as_of(lines, known),
        medicines_source=", ".join(dict.fromkeys(line.source for line in lines)),
        at=now.astimezone(zone),
        settings=settings_of(patient.clinic_id, known_at),
    )
    by_staff = {code: fact.staff_said for code, fact in known.items() if fact.staff_said}
    if not by_staff:
        return (latest,)
    return (latest, replace(latest, stated={**latest.stated, **_as_stated(by_staff)}))


def _as_stated(rows: Mapping[str, StatedFact]) -> dict[str, Stated]:
    return {
        code: Stated(value=value_of(row), as_of=row.as_of, source=row.source)
        for code, row in rows.items()
        if code in FACTS_BY_CODE and code not in MEASURED
    }


def _measured(patient_id: UUID, known_at: datetime | None) -> dict[str, Stated]:
    """What the questionnaires and the noted risk tier say; what came later does not count."""
    return {
        code: stated
        for code, stated in stated_of(patient_id).items()
        if known_at is None or (stated.as_of is not None and stated.as_of <= known_at)
    }


def _list_as_of(lines: list[MedicineLine], known: Mapping[str, KnownFact]) -> datetime | None:
    """When the list was last written or confirmed."""
    said_all = known.get(LISTED_ALL)
    confirmed = [said_all.latest.as_of] if said_all and said_all.is_known else []
    return max((*confirmed, *(line.noted_at for line in lines)), default=None)


def _medicines(
    lines: list[MedicineLine], known: Mapping[str, KnownFact]
) -> tuple[MedicineTaken, ...] | None:
    """None while nobody said anything about medicines; empty only when "none" was said."""
    said_all = known.get(LISTED_ALL)
    if not lines and not (said_all and said_all.latest.value is True):
        return None
    return tuple(
        MedicineTaken(
            typed=line.typed,
            ingredient=_still_listed(line.ingredient),
            dose_mg=line.dose_mg,
            times_a_day=line.times_a_day,
            as_needed=line.is_as_needed,
            last_taken_at=line.last_taken_at,
            form=line.taken_as,
        )
        for line in lines
    )


def _still_listed(name: str) -> str | None:
    """An ingredient that the list no longer holds is not recognised, and that is said."""
    try:
        return ingredient(name).name
    except NoSuchIngredient:
        return None
