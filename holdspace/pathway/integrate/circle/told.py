"""How one of a circle is told of to the person: state, end, and every look in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.supporters.words import BUNDLE_NAMES, BUNDLE_SHOWS
from holdspace.domain.grants import Look, ends_too_early
from holdspace.domain.instructions import day_words, say
from holdspace.pathway.integrate.circle import companion_words as words
from holdspace.pathway.integrate.circle.models import CircleUse
from holdspace.pathway.integrate.circle.queries import SHARED
from holdspace.pathway.integrate.circle.supporter_companion_words import EVENING

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.schedule.models import Appointment
    from holdspace.clinic.supporters.queries import Member


@dataclass(frozen=True, kw_only=True)
class Told:
    """One of the circle as a row of the person's page."""

    member: Member
    state: str
    bundle: str
    shows: str
    items: tuple[str, ...]
    ends: str
    """When it ends by itself."""
    too_early: str
    """A sentence when that is before a booked visit."""
    link: str
    """Where the link stands, for who has not come in."""


@dataclass(frozen=True, kw_only=True)
class UseInWords:
    words: str
    at: str


def told_of(member: Member, visit: Appointment | None, zone: str) -> Told:
    standing = member.standing
    is_early = (
        standing is not None and visit is not None and ends_too_early(standing, visit.ends_at)
    )
    return Told(
        member=member,
        state=words.STATES[_state(member)],
        bundle=BUNDLE_NAMES[member.bundle],
        shows=BUNDLE_SHOWS[member.bundle],
        items=tuple(words.ITEM_NAMES[item] for item in sorted(member.items)),
        ends=_day(standing.until, zone) if standing else "",
        too_early=words.ENDS_EARLY.format(day=_day(visit.starts_at, zone))
        if is_early and visit
        else "",
        link=_link(member, zone),
    )


def use_in_words(use: CircleUse, name: str, zone: str) -> UseInWords:
    kind = CircleUse.Kind(use.kind)
    if kind is CircleUse.Kind.OPENED and use.detail == SHARED:
        said = words.USES["read"].format(name=name)
    elif kind is CircleUse.Kind.OPENED and use.visit_on is not None:
        said = words.USES["opened_day"].format(name=name, day=f"{use.visit_on:%A}")
    else:
        detail = EVENING.get(use.detail, "")
        said = words.USES[kind.value].format(name=name, detail=detail)
    return UseInWords(words=said, at=_moment(use.at, zone))


def _state(member: Member) -> str:
    if member.supporter.joined_at is None:
        return "waiting"
    if member.standing is not None and member.standing.is_paused:
        return "paused"
    return "open" if member.look is Look.OPEN else "quiet"


def _link(member: Member, zone: str) -> str:
    if member.supporter.joined_at is not None:
        return ""
    if member.invitation is None:
        return words.LINK_IS_OVER
    return words.LINK_WAITS.format(when=_moment(member.invitation.expires_at, zone))


def _day(at: datetime, zone: str) -> str:
    return day_words(at.astimezone(ZoneInfo(zone)).date())


def _moment(at: datetime, zone: str) -> str:
    here = ZoneInfo(zone)
    said = say(at, here, here)
    return f"{said.day}, {said.clock}"
