"""One person after a session, for the staff: each moment, what was said, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.reach.queries import dials
from holdspace.domain.check_ins import State
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.check_ins import staff_words as words
from holdspace.pathway.integrate.check_ins.own_pages import in_words
from holdspace.pathway.integrate.check_ins.queries import answers_of
from holdspace.pathway.integrate.check_ins.staff_list import line_about
from holdspace.pathway.prepare.models import Escort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.check_ins import Standing
    from holdspace.pathway.integrate.check_ins.following import Following
    from holdspace.pathway.integrate.check_ins.queries import Told
    from holdspace.pathway.integrate.check_ins.staff_list import Line

SUPPORTER_ITEM = "supporter"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One moment of the ladder."""

    name: str
    when: str
    state: str
    tone: str
    said: str
    flags: Sequence[str]
    """What was raised at this moment, the most urgent first."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One check-in with everything in it."""

    told: Told
    title: str
    when: str
    lines: Sequence[tuple[str, str]]
    flags: Sequence[tuple[str, str]]
    """What was raised, and how soon somebody looks."""


@dataclass(frozen=True, kw_only=True)
class Near:
    """Who was to be with the person, and whether they agreed that we may speak with them."""

    escort: Escort
    may_be_told: bool

    @property
    def href(self) -> str:
        return dials(self.escort.phone)


@dataclass(frozen=True, kw_only=True)
class AfterPage:
    """Everything the page shows."""

    line: Line | None
    rows: Sequence[Row]
    heard: Sequence[Heard]
    near: Near | None


def page_about(actor: Actor, patient: Patient, now: datetime) -> AfterPage:
    zone = ZoneInfo(actor.time_zone)
    line = line_about(actor, patient, now)
    following = line.following if line else None
    return AfterPage(
        line=line,
        rows=[_row(one, following, zone) for one in following.standings] if following else [],
        heard=[_heard(one, zone) for one in answers_of(patient.pk)],
        near=_near(following) if following else None,
    )


def _row(standing: Standing, following: Following, zone: ZoneInfo) -> Row:
    told = following.told_on(standing.rung)
    tones = {State.SILENT: "soon", State.MISSED: "soon"}
    return Row(
        name=words.RUNGS[standing.rung],
        when=words.moment(standing.moment.due_at, zone),
        state=words.STATES[standing.state],
        tone=tones.get(standing.state, ""),
        said=words.said_in_short(told) if told else "",
        flags=[flag.staff_words for flag in told.red_flags] if told else [],
    )


def _heard(told: Told, zone: ZoneInfo) -> Heard:
    return Heard(
        told=told,
        title=words.RUNGS[told.rung],
        when=words.moment(told.at, zone),
        lines=[(words.ASKED[key], in_words(one)) for key, one in told.answers.items()],
        flags=[(flag.staff_words, flag.urgency.value) for flag in told.red_flags],
    )


def _near(following: Following) -> Near | None:
    session = DosingSession.objects.select_related("cycle__course").get(
        pk=following.home.session_id
    )
    escort = Escort.objects.filter(cycle_id=session.cycle_id).first()
    if escort is None or not escort.phone:
        return None
    return Near(escort=escort, may_be_told=is_agreed(session.cycle.course, SUPPORTER_ITEM))
