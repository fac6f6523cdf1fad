"""How sessions of a course are spread over days: the rhythms that were published, as data.

The prescriber picks one or sets each day by hand; the program proposes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from holdspace.domain.session_events import Route

if TYPE_CHECKING:
    from datetime import date

    from holdspace.domain.protocol import Protocol

Stage = Literal["induction", "maintenance"]
RACEMIC, ESKETAMINE = "racemic", "esketamine"
INJECTED = frozenset({Route.INTRAVENOUS, Route.INTRAMUSCULAR, Route.SUBCUTANEOUS})
SWALLOWED = frozenset({Route.SUBLINGUAL, Route.ORAL})


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """On which days sessions fall, counted from the first; and how it goes on after those."""

    code: str
    title: str
    product: str
    routes: frozenset[Route]
    induction_days: tuple[int, ...]
    maintenance_days: tuple[int, ...] = ()
    """After the induction; beyond these it repeats every `then_every_days`."""
    then_every_days: int = 7
    looked_at_after: int | None = None
    """After which session the benefit is judged before it goes on."""
    sentence: str
    source: str

    def fits(self, protocol: Protocol) -> bool:
        return protocol.product == self.product and protocol.route in self.routes


RHYTHMS = (
    Rhythm(
        code="twice_weekly",
        title="Twice a week for three weeks",
        product=RACEMIC,
        routes=INJECTED,
        induction_days=(0, 3, 7, 10, 14, 17),
        looked_at_after=6,
        sentence="Six sessions in three weeks. What comes after is decided for each person.",
        source="ELEKT; clinical reference 2.2",
    ),
    Rhythm(
        code="thrice_weekly",
        title="Three times a week for two weeks",
        product=RACEMIC,
        routes=INJECTED,
        induction_days=(0, 2, 4, 7, 9, 11),
        looked_at_after=6,
        sentence="Six sessions in two weeks, then once a week; four weeks of that held the gain.",
        source="PHIL; clinical reference 2.2",
    ),
    Rhythm(
        code="weekly",
        title="Once a week",
        product=RACEMIC,
        routes=INJECTED | SWALLOWED,
        induction_days=(0, 7, 14, 21, 28, 35),
        looked_at_after=4,
        sentence="A series of four to six with therapy, and visits without a dose after the first,"
        " the second, and every second one from then on.",
        source="KAP1806; clinical reference 2.2 (the weekly interval is a design default)",
    ),
    Rhythm(
        code="esketamine",
        title="Twice a week for four weeks, then weekly",
        product=ESKETAMINE,
        routes=frozenset({Route.NASAL}),
        induction_days=(0, 3, 7, 10, 14, 17, 21, 24),
        maintenance_days=(28, 35, 42, 49, 56),
        looked_at_after=8,
        sentence="Weekly in weeks 5 to 8; from week 9 weekly or every two weeks, as seldom as holds"
        " the gain.",
        source="MEDSCAPE; clinical reference 2.2",
    ),
)


def rhythms_for(protocol: Protocol) -> tuple[Rhythm, ...]:
    return tuple(each for each in RHYTHMS if each.fits(protocol))


def rhythm_of(code: str) -> Rhythm | None:
    return next((each for each in RHYTHMS if each.code == code), None)


def target_days(rhythm: Rhythm, first_on: date, sessions: int) -> tuple[date, ...]:
    """The day of each session, by this rhythm."""
    days = [*rhythm.induction_days, *rhythm.maintenance_days]
    while len(days) < sessions:
        days.append(days[-1] + rhythm.then_every_days)
    return tuple(first_on + timedelta(days=each) for each in days[:sessions])


def stage_of(rhythm: Rhythm | None, number: int) -> Stage:
    """Whether the session of this number is of the induction. By hand, everything is."""
    return "induction" if rhythm is None or number <= len(rhythm.induction_days) else "maintenance"
