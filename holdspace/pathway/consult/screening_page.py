"""The clinician's page of one person: findings by what must happen, and all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.screening_case import value_words
from holdspace.domain.screening_facts import FACTS, Section
from holdspace.domain.suitability import Needs, fingerprint_of_all, what_keeps_from
from holdspace.domain.suitability import Verdict as Kind
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.intake_list_forms import how_in_words
from holdspace.pathway.consult.screening_queries import (
    person_screened,
    protocol_considered,
    screening_of,
)
from holdspace.pathway.consult.stated_queries import (
    facts_known,
    intake_finished,
    medicines_known,
    medicines_taken_off,
    things_listed,
)
from holdspace.pathway.consult.stated_values import FACTS_BY_CODE, MEASURED, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.screening import Screened
    from holdspace.domain.screening_facts import FactAsked
    from holdspace.domain.suitability import Standing
    from holdspace.pathway.consult.decision_queries import Decision
    from holdspace.pathway.consult.models import (
        IntakeFinished,
        ListedThing,
        MedicineLine,
        StatedFact,
    )
    from holdspace.pathway.consult.stated_queries import KnownFact

SECTION_TITLES: dict[Section, str] = {
    Section.GOALS: "Hopes and reasons",
    Section.BODY: "Body",
    Section.HEART: "Heart and vessels",
    Section.BREATHING: "Breathing and sleep",
    Section.HEAD: "Head and eyes",
    Section.MIND: "Mind",
    Section.MEDICINES: "Medicines",
    Section.SUBSTANCES: "Substances",
    Section.PREGNANCY: "Pregnancy",
    Section.EXPERIENCE: "Experience",
    Section.HOME: "At home",
    Section.WORK_UP: "Baseline",
}
"""What is answered before the decision, in the order of the page. The day has its own check."""

NOT_KNOWN = "not_known"
GROUPS: tuple[tuple[str, str, str], ...] = (
    (
        Needs.CANNOT,
        "Cannot be treated as things stand",
        "No signature lets these pass. A wrong fact is corrected, with where it comes from.",
    ),
    (
        Needs.DIRECTOR,
        "The medical director may let these pass",
        "Not treated by our default. The director and a second clinician sign, each with a reason.",
    ),
    (
        Needs.TWO,
        "Two clinicians must agree",
        "A prescriber and a second clinician sign, each with a reason.",
    ),
    (Needs.PRESCRIBER, "A prescriber must decide", "A prescriber signs, with a reason."),
    (
        NOT_KNOWN,
        "Not known",
        "Unknown is not no. An answer settles each. A prescriber may sign without one, if need be.",
    ),
    (
        Needs.ON_THE_DAY,
        "On the day",
        "Keeps nobody from being found suitable. It is looked at before each dose.",
    ),
    (Needs.SETTLED, "Signed for", "Each counts as long as its facts stay as they are."),
    (Needs.TO_KNOW, "To know", "Keeps nobody from anything."),
)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Findings that ask for the same."""

    key: str
    title: str
    lead: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """One fact as the page shows it."""

    fact: FactAsked
    words: str
    is_known: bool = False
    is_old: bool = False
    is_measured: bool = False
    """It comes from a questionnaire or the risk tier, and is not typed here."""
    source: str = ""
    as_of: datetime | None = None
    staff_said: str = ""
    """What the staff wrote, where the person says otherwise since."""


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """One section of what is known."""

    section: Section
    title: str
    lines: tuple[FactLine, ...]

    @property
    def known_count(self) -> int:
        return sum(1 for line in self.lines if line.is_known)


@dataclass(frozen=True, kw_only=True)
class ScreeningPage:
    """Everything on the page."""

    protocol: Protocol | None
    groups: tuple[Group, ...]
    read: str
    keeps_from_go: str
    decision: Decision | None
    facts: tuple[FactGroup, ...]
    medicines: Sequence[tuple[MedicineLine, str]]
    taken_off: Sequence[MedicineLine]
    conditions: Sequence[ListedThing]
    allergies: Sequence[ListedThing]
    finished: IntakeFinished | None

    @property
    def open_count(self) -> int:
        keys = {Needs.CANNOT, Needs.DIRECTOR, Needs.TWO, Needs.PRESCRIBER, NOT_KNOWN}
        return sum(len(group.standings) for group in self.groups if group.key in keys)


def screening_page(patient: Patient, now: datetime) -> ScreeningPage:
    protocol = protocol_considered(patient)
    standings = screening_of(patient, protocol, now).standings if protocol else ()
    known = facts_known(patient.pk)
    lines = medicines_known(patient.pk)
    return ScreeningPage(
        protocol=protocol,
        groups=grouped(standings),
        read=fingerprint_of_all(standings),
        keeps_from_go=what_keeps_from(Kind.GO, standings),
        decision=decision_of(patient.pk, now),
        facts=_facts(patient, known, person_screened(patient, now)),
        medicines=[(line, how_in_words(line)) for line in lines],
        taken_off=medicines_taken_off(patient.pk),
        conditions=things_listed(patient.pk, "condition"),
        allergies=things_listed(patient.pk, "allergy"),
        finished=intake_finished(patient.pk),
    )


@dataclass(frozen=True, kw_only=True)
class ScreeningInShort:
    """The screening on the person's page: what stands, and how much asks for somebody."""

    protocol: Protocol | None
    decision: Decision | None
    counts: tuple[tuple[str, int], ...]
    finished: IntakeFinished | None


def screening_in_short(patient: Patient, now: datetime) -> ScreeningInShort:
    protocol = protocol_considered(patient)
    standings = screening_of(patient, protocol, now).standings if protocol else ()
    return ScreeningInShort(
        protocol=protocol,
        decision=decision_of(patient.pk, now),
        counts=tuple((group.title, len(group.standings)) for group in grouped(standings)),
        finished=intake_finished(patient.pk),
    )


def grouped(standings: Sequence[Standing]) -> tuple[Group, ...]:
    """By what must happen, most urgent first; empty groups are left out."""
    return tuple(
        Group(
            key=key,
            title=title,
            lead=lead,
            standings=tuple(one for one in standings if group_of(one) == key),
        )
        for key, title, lead in GROUPS
        if any(group_of(one) == key for one in standings)
    )


def group_of(standing: Standing) -> str:
    needs = standing.needs
    if needs is Needs.ANSWER or (needs is Needs.PRESCRIBER and standing.finding.is_unknown):
        return NOT_KNOWN
    return needs


def _facts(
    patient: Patient, known: dict[str, KnownFact], screened: Screened
) -> tuple[FactGroup, ...]:
    zone = ZoneInfo(patient.clinic.time_zone)
    groups = (
        FactGroup(
            section=section,
            title=title,
            lines=tuple(
                fact_line(fact, known.get(fact.code), screened, zone)
                for fact in facts_for_staff(section)
                if screened.known(fact.code).applies
            ),
        )
        for section, title in SECTION_TITLES.items()
    )
    return tuple(group for group in groups if group.lines)


def facts_for_staff(section: Section) -> tuple[FactAsked, ...]:
    """What may be typed, and what the measures say; the list of medicines has its own page."""
    return tuple(fact for fact in FACTS if fact.section is section and fact.kind != "medicines")


def fact_line(
    fact: FactAsked, known: KnownFact | None, screened: Screened, zone: ZoneInfo
) -> FactLine:
    if fact.code in MEASURED:
        return _measured_line(fact, screened)
    if known is None:
        return FactLine(fact=fact, words="not asked yet")
    row, other = known.latest, known.staff_said
    counts = screened.known(fact.code).value is not None
    return FactLine(
        fact=fact,
        words=row_words(row, zone),
        is_known=counts,
        is_old=row.value is not None and not counts,
        source=row.source,
        as_of=row.as_of,
        staff_said=f"{other.source} wrote: {row_words(other, zone)}" if other else "",
    )


def _measured_line(fact: FactAsked, screened: Screened) -> FactLine:
    stated = screened.stated.get(fact.code)
    if stated is None:
        return FactLine(fact=fact, words="not asked yet", is_measured=True)
    return FactLine(
        fact=fact,
        words=value_words(fact, stated.value),
        is_known=screened.known(fact.code).value is not None,
        is_measured=True,
        source=stated.source,
        as_of=stated.as_of,
    )


def row_words(row: StatedFact, zone: ZoneInfo) -> str:
    """One answer in words."""
    asked = FACTS_BY_CODE.get(row.code)
    value = value_of(row)
    if asked is None or value is None:
        return row.get_why_unknown_display().lower() or "not known"
    if isinstance(value, datetime):
        return f"{_day(value.astimezone(zone))}, {value.astimezone(zone):%H:%M}"
    if isinstance(value, date):
        return _day(value)
    return value_words(asked, value)


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
