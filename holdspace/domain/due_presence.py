"""When the person is to be looked in on, asked, and not left alone: *Due* as vital signs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.due_item import Asking, Due, minutes
from holdspace.domain.presence import alone_since, last_asked_at, last_looked_in_at, medicine_acts

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.sourced import Sourced

LIGHT = 2
"""From this level on, a word at set minutes is part of the plan (clinical reference 7.2)."""


def presence_due(asking: Asking) -> tuple[Due, ...]:
    """From the first dose until the person goes home."""
    zero = asking.session.first_dose_at
    if zero is None:
        return ()
    acts = medicine_acts(asking.session, asking.protocol, asking.now)
    rules = asking.protocol.presence
    word = _check_words(asking, zero)
    is_up = word is not None and asking.now >= word.window_opens_at
    found = (
        _nobody_there(asking, zero) if acts else None,
        _look_in(asking, zero, rules.look_in_every if acts else rules.recovery_look_in_every),
        # One act, one task: the agreed word is the asking.
        None
        if is_up
        else _ask(asking, zero, rules.ask_every if acts else rules.recovery_ask_every),
        word,
    )
    return tuple(due for due in found if due is not None)


def _nobody_there(asking: Asking, zero: datetime) -> Due | None:
    """Nobody with the person while the medicine acts: due after the protocol's short while."""
    since = alone_since(asking.session, asking.now)
    if asking.session.person.with_the_person(asking.now):
        return None
    rules = asking.protocol.presence
    due_at = max(since or zero, zero) + minutes(rules.nobody_for)
    return Due(
        code="nobody_there",
        title="Nobody is with the person",
        due_at=due_at,
        window_opens_at=due_at,
        overdue_at=due_at,
        escalates_at=due_at + minutes(rules.escalate_after),
        last_done_at=since,
        source=rules.nobody_for.source,
    )


def _look_in(asking: Asking, zero: datetime, every: Sourced) -> Due | None:
    """Not while somebody stays: they see the person all the time."""
    if asking.session.person.with_the_person(asking.now):
        return None
    last = last_looked_in_at(asking.session)
    return _presence_task(asking, "look_in", "Look in", max(last or zero, zero), every)


def _ask(asking: Asking, zero: datetime, every: Sourced) -> Due:
    last = last_asked_at(asking.session)
    return _presence_task(asking, "ask", "Ask how they feel", max(last or zero, zero), every)


def _presence_task(asking: Asking, code: str, title: str, last: datetime, every: Sourced) -> Due:
    """These tasks are overdue at their time: the interval is short already."""
    due_at = last + minutes(every)
    return Due(
        code=code,
        title=title,
        due_at=due_at,
        window_opens_at=due_at,
        overdue_at=due_at,
        escalates_at=due_at + minutes(asking.protocol.presence.escalate_after),
        last_done_at=last,
        source=every.source,
    )


def _check_words(asking: Asking, zero: datetime) -> Due | None:
    """A word at set minutes, if the person wanted that much company."""
    if (asking.session.guidance_level or 0) < LIGHT:
        return None
    last = last_asked_at(asking.session)
    for slot in asking.protocol.guidance.check_words_at:
        at = zero + minutes(slot)
        if last is None or last < at - asking.window:
            return asking.due("check_words", f"A word at {slot.words}", at, last, slot.source)
    return None
