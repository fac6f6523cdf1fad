"""What a scenario may expect at a moment, and how it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdspace.domain.discharge import discharge_gate
from holdspace.domain.due import DueState
from holdspace.domain.flags import flags
from holdspace.domain.gates import is_open, start_gate, unmet
from holdspace.domain.guidance import Touch, open_cards, wears_off_in_minutes
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.session_events import Fact
    from holdspace.replay.room import Room

UP = {DueState.OPEN, DueState.OVERDUE, DueState.ESCALATED}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What was expected and what the rules said."""

    what: str
    expected: object
    said: object

    def __str__(self) -> str:
        return f"expected {self.what} {self.expected}, the rules say {self.said}"


def differences(room: Room, expect: dict[str, Any], now: datetime) -> list[Difference]:
    """Everything in which the rules differ from what is expected at this moment."""
    found: list[Difference] = []
    for what, expected in expect.items():
        said, agrees = _compare(what, expected, room, now)
        if not agrees:
            found.append(Difference(what=what, expected=expected, said=said))
    return found


def _compare(what: str, expected: object, room: Room, now: datetime) -> tuple[object, bool]:
    if what in AMONG:
        said = AMONG[what](room, now)
        return said, _among(expected) <= set(said)
    if what in NONE_OF:
        said = NONE_OF[what](room, now)
        return said, not _among(expected) & set(said)
    if what not in EXACT:
        return "nothing: there is no such expectation", False
    exact = EXACT[what](room, now)
    if isinstance(exact, list):
        return exact, isinstance(expected, list) and sorted(expected) == sorted(exact)
    return exact, str(expected) == str(exact)


def _among(expected: object) -> set[object]:
    return set(expected) if isinstance(expected, list) else {expected}


def _codes(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.code for fact in unmet(facts)]


def start_facts(room: Room, now: datetime) -> tuple[Fact, ...]:
    scenario = room.scenario
    return start_gate(room.session, scenario.protocol, scenario.readiness, now)


def home_facts(room: Room, now: datetime) -> tuple[Fact, ...]:
    scenario = room.scenario
    return discharge_gate(room.session, scenario.protocol, scenario.readiness, now)


def _open_or_shut(facts: tuple[Fact, ...]) -> str:
    return "open" if is_open(facts) else "shut"


def due_codes(room: Room, now: datetime) -> list[str]:
    return [due.code for due in room.dues(now) if due.state(now) in UP]


def overdue_codes(room: Room, now: datetime) -> list[str]:
    return [due.code for due in room.dues(now) if due.is_overdue(now)]


def _escalated(room: Room, now: datetime) -> list[str]:
    return [due.code for due in room.dues(now) if due.state(now) is DueState.ESCALATED]


def _signals(room: Room, now: datetime) -> list[str]:
    return [f"{signal.word}: {signal.title}" for signal in room.signals(now)]


def _untaken(room: Room, now: datetime) -> list[str]:
    return [
        f"{signal.word}: {signal.title}"
        for signal in room.signals(now)
        if signal.acknowledged is None
    ]


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{round_half_up(value, 2).normalize():f}"


def _cards(room: Room, now: datetime) -> list[str]:
    cards = open_cards(room.session, room.scenario.protocol, Touch(), now)
    return [card.id for card in cards]


AMONG: dict[str, Callable[[Room, datetime], list[str]]] = {
    "due": due_codes,
    "overdue": overdue_codes,
    "escalated": _escalated,
    "signals": _signals,
}
"""All of these must be there; others may be."""

NONE_OF: dict[str, Callable[[Room, datetime], list[str]]] = {
    "not_due": due_codes,
    "not_overdue": overdue_codes,
    "no_signals": _signals,
}
"""None of these may be there."""

EXACT: dict[str, Callable[[Room, datetime], object]] = {
    "phase": lambda room, _: room.session.phase.value,
    "given_mg": lambda room, now: _plain(room.session.given_mg(now)),
    "given_mg_per_kg": lambda room, now: _plain(room.session.given_mg_per_kg(now)),
    "start_gate": lambda room, now: _open_or_shut(start_facts(room, now)),
    "start_shut": lambda room, now: _codes(start_facts(room, now)),
    "home_gate": lambda room, now: _open_or_shut(home_facts(room, now)),
    "home_shut": lambda room, now: _codes(home_facts(room, now)),
    "untaken_signals": _untaken,
    "flags": lambda room, now: [
        flag.code for flag in flags(room.session, room.scenario.protocol, now)
    ],
    "with_now": lambda room, now: [one.person for one in room.session.person.with_the_person(now)],
    "cards": _cards,
    "wears_off_in_minutes": lambda room, now: wears_off_in_minutes(
        room.session, room.scenario.protocol, now
    ),
    "struck": lambda room, _: len(room.session.struck),
    "in_emergency": lambda room, _: room.session.harm.emergency is not None,
    "closed": lambda room, _: room.session.is_closed,
}
"""These must be exactly so."""
