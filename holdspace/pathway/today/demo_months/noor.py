"""Noor was doing better; then, yesterday, one step up, her pressure rose and she was afraid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.clinic.supporters.actions import invite
from holdspace.clinic.supporters.joining import account_for, bind, join_as
from holdspace.clinic.supporters.queries import as_supporter
from holdspace.domain.check_ins import Question, Rung
from holdspace.domain.grants import Bundle
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.person_actions import PersonDetails
from holdspace.pathway.integrate.circle.actions import answer_call, call, note_opened, see_call
from holdspace.pathway.prepare.actions import PlannedEscort, PlannedGuidance
from holdspace.pathway.review.actions import WishSaid
from holdspace.pathway.today.demo_months import after
from holdspace.pathway.today.demo_months.months import Treated
from holdspace.pathway.today.demo_months.session import Lived, Tap

if TYPE_CHECKING:
    from holdspace.pathway.today.demo_months.months import Months

SESSIONS = (43, 1, -20, -41)
"""Days before the demo begins; below zero: still to come."""
LETTERS, SISTER = "To open my letters.", "To call my sister back."
WHO = PersonDetails(
    given_name="Noor", family_name="Haddad", born_on=date(1987, 1, 30), phone="0151 555 0132"
)
TREATED = Treated(
    indication="treatment_resistant_depression",
    protocol="iv-racemic-0.5mgkg-40min",
    mg_per_kg=Decimal("0.5"),
    body=Body(weight_kg=Decimal(62), height_cm=Decimal(165), sex="female"),
    room="Room 4",
    staff="ana",
    goals=f"{LETTERS}\n{SISTER}",
    intention="To stay when it gets loud inside.",
    guidance=PlannedGuidance(
        level=2,
        hand_signal="Raised hand",
        words_that_help="It is a wave. It goes down again.",
        when_it_gets_hard="Say the day and where we are.",
        music="Rain",
        eye_mask="Only at the beginning",
        avoid="Touch without a word",
    ),
    escort=PlannedEscort(
        name="Leila Haddad", phone="0151 555 0122", relation="sister", is_confirmed=True
    ),
)
ONDANSETRON = {
    "drug": "ondansetron", "amount": "4", "unit": "mg", "route": "iv",
    "ordered_by": "Dr Okafor", "is_rescue": False,
}  # fmt: skip
HIGH_PRESSURE = {
    "term": "High blood pressure",
    "grade": "moderate",
    "action": "Measured every five minutes until it fell; the light turned down.",
    "outcome": "resolved",
}
HARD = Lived(
    dose_mg="37.2",
    peak=(184, 108),
    lowest_spo2=95,
    distress=8,
    nausea=5,
    seen="fear",
    first_words="Too loud. I wanted to get out.",
    themes="The corridor, and no door.",
    helped="Jonas said the day and where we are.",
    also=(
        Tap(30, "jonas", {"SupportGiven": {"code": "hand_held"}}),
        Tap(34, "mei", {"vitals": "176/104 96 17 96"}),
        Tap(35, "mei", {"OtherDrugGiven": ONDANSETRON}),
        Tap(50, "mei", {"vitals": "152/94 84 16 97"}),
        Tap(62, "okafor", {"AdverseEventNoted": HIGH_PRESSURE}),
        Tap(75, "mei", {"vitals": "134/84 78 15 98"}),
    ),
)


def tell(months: Months) -> None:
    at = months.at
    months.answers("phq9", after.phq9(17), at(45, 18))
    after.draws_wheel(months, at(44, 20), (4, 3, None, 5, 6, 3, 2, 5))
    months.has_session(at(43, 13), Lived(dose_mg="31", peak=(158, 96), distress=4, seen="vision"))
    after.checks_in(months, Rung.DAY_1, at(42, 17), after.well_enough(5))
    after.talks(
        months,
        at(41, 15),
        themes="A corridor with many doors.",
        actions="One letter, opened with Leila.",
    )
    months.answers("phq9", after.phq9(13), at(36, 18))
    wish = WishSaid(company="same", depth="same")
    after.wishes(months, at(36, 18, 20), goals={LETTERS: 5, SISTER: 3}, wish=wish)
    after.is_reviewed(months, at(35, 10), "Better. One step on, with an eye on the pressure.")
    months.answers("phq9", after.phq9(13), at(2, 18))
    months.has_session(at(1, 13), HARD)
    _in_the_evening(months)


def _in_the_evening(months: Months) -> None:
    """She says that she is not so well; her sister asks what to do; both are answered."""
    at = months.at
    said: after.Answers = {
        Question.HOW: "not_so_well",
        Question.BODY: after.NONE_OF_THESE,
        Question.SAFETY: "no",
        Question.COMPANY: "with_someone",
        Question.WORDS: "I am home. It still feels close.",
    }
    after.checks_in(months, Rung.EVENING, at(1, 19, 5), said)
    seen_to = "Spoke with her: shaken, and Leila stays the night. We speak again tomorrow."
    after.is_seen_to(months, at(1, 19, 20), seen_to)
    _sister_asks(months)


def _sister_asks(months: Months) -> None:
    at, jonas = months.at, months.cast.actor("jonas")
    supporter, _ = invite(
        person=months.person,
        name="Leila",
        relation="my sister",
        bundle=Bundle.CIRCLE,
        now=at(44, 20),
    )
    link, joined_at = supporter.invitations.get().pk, at(44, 20, 5)
    phone = bind(invitation_id=link, phone_secret="", now=joined_at)
    account = account_for(invitation_id=link, phone_secret=phone, now=joined_at)
    joined = join_as(invitation_id=link, phone_secret=phone, account=account, now=joined_at)
    sister = as_supporter(joined)
    note_opened(supporter=sister, is_quiet=False, visit_on=months.day(1), now=at(1, 20, 10))
    asked = call(supporter=sister, words="She shakes a little. Is that normal?", now=at(1, 20, 12))
    see_call(actor=jonas, call=asked, now=at(1, 20, 13))
    answer_call(
        actor=jonas,
        call=asked,
        words="Sit with her, dim the light, keep her warm. I call you both in five minutes.",
        closes=True,
        now=at(1, 20, 13) + timedelta(seconds=40),
    )
