"""What goes on after the person withdrew the consent to treatment: asked for, charted, flagged.

A withdrawal is written once, with the consents, and read beside the log (decision 0022). So what
was given after it is found by comparing the two, whichever of them reached the record first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.admission_answers import ADMITTED, Admitted, Refused
from holdspace.domain.admission_late import IN_TIME
from holdspace.domain.clock_time import clock_time
from holdspace.domain.flags import Flag
from holdspace.domain.session_events import InfusionResumed, Met

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.admission_answers import Candidate
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Fact

NO_REASON = "No reason is in the record."


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """The consent to treatment did not stand from a moment on, until it was signed again."""

    from_at: datetime
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        return self.from_at < at and (self.until is None or at < self.until)


def said_no(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The fact of the consent, where the person said no: one that is not known is no "no"."""
    return tuple(fact for fact in facts if fact.code == "consent" and fact.met is Met.UNMET)


def refuse_a_plan(facts: Iterable[Fact]) -> Refused | None:
    """No dose is planned under a consent that was withdrawn."""
    withdrawn = said_no(facts)
    if not withdrawn:
        return None
    return Refused(
        sentence=f"The consent to treatment does not stand: {withdrawn[0].detail} "
        "No dose is planned under it. What was given is charted as already given.",
        facts=withdrawn,
    )


def admit_resumption(
    candidate: Candidate, body: InfusionResumed, facts: Iterable[Fact], now: datetime
) -> Admitted | Refused:
    """An infusion that goes on after a "no" is charted with its reason. Late, it has happened."""
    withdrawn = said_no(facts)
    if not withdrawn:
        return ADMITTED
    is_late = now - candidate.occurred_at > IN_TIME
    if not body.reason.strip() and not is_late:
        return Refused(
            sentence=f"The consent to treatment does not stand: {withdrawn[0].detail} "
            "If the infusion was resumed all the same, say why: it is charted and flagged.",
            facts=withdrawn,
        )
    notice = "Resumed although the consent to treatment does not stand. It is flagged."
    return Admitted(notices=(notice,))


def flags_of_withdrawal(
    session: Session, withdrawals: Sequence[Withdrawal], now: datetime
) -> tuple[Flag, ...]:
    """Every start, dose and resumption while the consent did not stand."""
    return tuple(
        Flag(
            code="after_withdrawal",
            sentence=(
                f"{what} after the person had withdrawn the consent to treatment at "
                f"{clock_time(no.from_at, now)}. {reason.strip() or NO_REASON}"
            ),
            at=at,
            event_id=event_id,
        )
        for what, reason, at, event_id in _given(session)
        for no in withdrawals
        if no.covers(at)
    )


def _given(session: Session) -> Iterator[tuple[str, str, datetime, UUID]]:
    doses = session.doses
    for start in doses.started:
        yield "Infusion started", start.body.reason, start.at, start.event_id
    for dose in doses.given:
        yield "Dose given", dose.body.reason, dose.at, dose.event_id
    for change in doses.changes:
        if isinstance(change.body, InfusionResumed):
            yield "Infusion resumed", change.body.reason, change.at, change.event_id
