"""Which doses a second person had read again before they were given, and which not.

Outstanding until somebody else checks the plan; a check that comes after the dose stands, and is
shown as late. A signed variant of the protocol may let one person do both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.admission_late import as_it_was, how_long
from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import DoseGiven, InfusionStarted
from holdspace.domain.session_variant import relaxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Kept, Session
    from holdspace.domain.session_events import DoseChecked

Dose = DoseGiven | InfusionStarted


@dataclass(frozen=True, kw_only=True)
class Unchecked:
    """A dose that no second person had checked when it was given."""

    dose: Kept[InfusionStarted] | Kept[DoseGiven]
    late: Kept[DoseChecked] | None = None
    """The check that came afterwards; None while it is outstanding."""

    @property
    def is_outstanding(self) -> bool:
        return self.late is None

    @property
    def sentence(self) -> str:
        what = _what(self.dose.body)
        if self.late is not None:
            after = how_long(self.late.at - self.dose.at)
            return f"{what}: checked by {self.late.author_name} {after} after it was given."
        if self.dose.body.plan_id is None:
            return f"{what}: second check outstanding, and no plan it was given under."
        return f"{what}: second check outstanding. Somebody who did not plan it reads it again."


def unchecked_doses(session: Session, protocol: Protocol) -> tuple[Unchecked, ...]:
    """Every such dose, in the order in which they were given."""
    doses: list[Kept[InfusionStarted] | Kept[DoseGiven]]
    doses = [*session.doses.started, *session.doses.given]
    doses.sort(key=lambda one: one.at)
    alone = relaxes(session, protocol, "second_reading_of_dose")
    found = (_unchecked(session, one, alone_is_enough=alone) for one in doses)
    return tuple(one for one in found if one is not None)


def outstanding(session: Session, protocol: Protocol) -> tuple[Unchecked, ...]:
    return tuple(one for one in unchecked_doses(session, protocol) if one.is_outstanding)


def _unchecked(
    session: Session, dose: Kept[InfusionStarted] | Kept[DoseGiven], *, alone_is_enough: bool
) -> Unchecked | None:
    plan = session.doses.plan(dose.body.plan_id)
    if plan is None:
        return None if alone_is_enough else Unchecked(dose=dose)
    # A word that was corrected since takes no check away.
    is_as_it_was = plan.planned.said_at <= dose.at
    then = plan if is_as_it_was else as_it_was(session, dose.at).doses.plan(plan.plan_id)
    before = then.agreeing_checks(alone_is_enough=alone_is_enough) if then else ()
    if any(check.at <= dose.at for check in before):
        return None
    now = plan.agreeing_checks(alone_is_enough=alone_is_enough)
    return Unchecked(dose=dose, late=_first(check for check in now if check.at > dose.at))


def _first(checks: Iterable[Kept[DoseChecked]]) -> Kept[DoseChecked] | None:
    return min(checks, key=lambda check: check.at, default=None)


def _what(body: Dose) -> str:
    if isinstance(body, InfusionStarted):
        return f"{body.drug.capitalize()} infusion"
    return f"{body.drug.capitalize()} {in_words(body.dose_mg, 'mg')}"
