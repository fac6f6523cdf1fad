"""Emil is little better after three sessions, and anxious: a point at which to think again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.check_ins import Rung
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.person_actions import PersonDetails
from holdspace.pathway.integrate.practices.actions import ThingSaid, take
from holdspace.pathway.prepare.actions import PlannedEscort, PlannedGuidance
from holdspace.pathway.review.actions import WishSaid
from holdspace.pathway.today.demo_months import after
from holdspace.pathway.today.demo_months.months import Treated
from holdspace.pathway.today.demo_months.session import Lived

if TYPE_CHECKING:
    from holdspace.pathway.today.demo_months.months import Months

SESSIONS = (57, 36, 8, -6, -20, -34)
"""Days before the demo begins; below zero: still to come."""
SLEEP, GARDEN = "To sleep until six.", "To want to see the garden."
WHO = PersonDetails(
    given_name="Emil", family_name="Krause", born_on=date(1969, 10, 5), phone="0151 555 0131"
)
TREATED = Treated(
    indication="treatment_resistant_depression",
    protocol="iv-racemic-0.5mgkg-40min",
    mg_per_kg=Decimal("0.5"),
    body=Body(weight_kg=Decimal(82), height_cm=Decimal(178), sex="male"),
    room="Room 4",
    staff="mei",
    goals=f"{SLEEP}\n{GARDEN}",
    intention="To find out whether this reaches me.",
    guidance=PlannedGuidance(
        level=2,
        hand_signal="Two fingers",
        words_that_help="There is time.",
        when_it_gets_hard="Ask me what I see.",
        music="Cello",
        eye_mask="Yes, after ten minutes",
    ),
    escort=PlannedEscort(
        name="Frieda Krause", phone="0151 555 0121", relation="wife", is_confirmed=True
    ),
)


def tell(months: Months) -> None:
    at = months.at
    months.answers("phq9", after.phq9(18), at(59, 18))
    months.answers("gad7", after.gad7(9), at(59, 18, 4))
    first = Lived(dose_mg="41", peak=(146, 90), nausea=2, seen="heavy")
    months.has_session(at(57, 13), first)
    after.talks(months, at(55, 15), themes="Nothing came, and that was a worry.")
    months.answers("phq9", after.phq9(18), at(50, 18))
    second = Lived(dose_mg="41", peak=(144, 88), nausea=2, seen="drifting", themes="A grey field.")
    after.would_rather_not(months, months.has_session(at(36, 13), second), "I was too tired.")
    after.checks_in(months, Rung.DAY_1, at(35, 17), after.well_enough(4, 6, "some"))
    months.answers("phq9", after.phq9(17), at(29, 18))
    wish = WishSaid(company="same", depth="same")
    after.wishes(months, at(29, 18, 20), goals={SLEEP: 2, GARDEN: 1}, wish=wish)
    after.is_reviewed(
        months,
        at(28, 10),
        "Little has changed. Once more as it was, then we think again.",
        declined="He would like to know this dose first.",
    )
    _lately(months)


def _lately(months: Months) -> None:
    at = months.at
    third = Lived(
        dose_mg="41", peak=(148, 91), nausea=2, first_words="I was waiting for it to begin."
    )
    months.has_session(at(8, 13), third)
    after.checks_in(months, Rung.EVENING, at(8, 19, 30), after.WELL)
    after.checks_in(months, Rung.DAY_1, at(7, 17), after.well_enough(4, 5, "some"))
    after.checks_in(months, Rung.DAY_3, at(5, 17), after.well_enough(4, 4, "hardly"))
    after.talks(
        months,
        at(6, 15),
        themes="Waiting. His father, who waited too.",
        beliefs="Old: nothing reaches me. New: not known yet.",
        actions="Three mornings in the garden, five minutes, whatever it is like.",
        next_step="With Dr Okafor, before another session.",
    )
    garden = ThingSaid(title="Five minutes in the garden", when="After breakfast")
    take(person=months.person, thing=garden, now=at(6, 18))
    months.answers("phq9", after.phq9(16), at(1, 18))
    months.answers("gad7", after.gad7(15), at(1, 18, 4))
    wish = WishSaid(company="more", depth="same", words="I would rather somebody talked to me.")
    after.wishes(months, at(1, 18, 20), goals={SLEEP: 3, GARDEN: 2}, wish=wish)
