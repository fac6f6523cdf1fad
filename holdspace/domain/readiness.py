"""What the preparation answers before a dose: each question, and the fact its answer makes.

Unknown is neither yes nor no: what nobody answered, and what was answered on another day when it
has to be asked again each day, is unknown. The gate in `gates` decides what follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.protocol import DeviceDose
from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import Fact, Met, Route

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo
    from decimal import Decimal

    from holdspace.domain.dose_finding import DoseFinding
    from holdspace.domain.protocol import Protocol

ESKETAMINE = "esketamine"
CHECKED_ON_THE_DAY = "Clinical reference 1.3, dosing-day checks"
CONSENT_SOURCE = "Signed consent and the word of the day"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing a person of the staff answers: met, not met, or not known."""

    code: str
    title: str
    met_means: str
    of_the_day: bool
    """Asked again on each dosing day: an older answer is no answer."""
    source: str = CHECKED_ON_THE_DAY
    product: str | None = None
    route: Route | None = None

    def is_asked_in(self, protocol: Protocol) -> bool:
        return self.product in {None, protocol.product} and self.route in {None, protocol.route}


CONSENT_REAFFIRMED = Question(
    code="consent_reaffirmed",
    title="Consent said again today",
    met_means="Asked today, before any dose; treatment, touch and recording as agreed.",
    of_the_day=True,
)
"""Half of the fact `consent`; the other half is the signed consent itself."""

QUESTIONS = (
    CONSENT_REAFFIRMED,
    Question(
        code="identity",
        title="Identity",
        met_means="Name and date of birth said by the person and compared.",
        of_the_day=True,
    ),
    Question(
        code="fasting",
        title="Fast kept",
        met_means="Last meal and last drink as long ago as the instructions ask.",
        of_the_day=True,
    ),
    Question(
        code="medicines_changed",
        title="Medicines unchanged",
        met_means="Nothing new, changed or missed since last time, or a prescriber reviewed it.",
        of_the_day=True,
    ),
    Question(
        code="pregnancy",
        title="Pregnancy",
        met_means="Not possible, or tested as the clinic asks.",
        of_the_day=True,
    ),
    Question(
        code="suicide_risk_tier",
        title="Suicide-risk tier",
        met_means="Asked today; the tier is noted and does not speak against a dose.",
        of_the_day=True,
        source="Clinical reference 1.3 and 1.5",
    ),
    Question(
        code="intoxication",
        title="Not intoxicated",
        met_means="No sign of alcohol or drugs.",
        of_the_day=True,
    ),
    Question(
        code="infection",
        title="No cough, wheeze or fever",
        met_means="No cough, wheeze, fever or blocked nose.",
        of_the_day=True,
    ),
    Question(
        code="symptoms",
        title="Bladder, memory, mood",
        met_means="Asked for urinary symptoms, memory and a lifted mood; nothing new.",
        of_the_day=True,
    ),
    Question(
        code="scales_done",
        title="Questionnaires done",
        met_means="Those asked for before the dose are filled in; they cannot be made up later.",
        of_the_day=True,
    ),
    Question(
        code="nasal",
        title="Nasal sprays",
        met_means="No nasal steroid or decongestant in the last hour.",
        of_the_day=True,
        route=Route.NASAL,
    ),
    Question(
        code="label_contraindication",
        title="No contraindication",
        met_means="Gone through by a prescriber in this cycle; none found.",
        of_the_day=False,
        source="Clinical reference 1.1 and 11.3",
    ),
    Question(
        code="rems_enrolment",
        title="Enrolled in the REMS",
        met_means="The person is enrolled.",
        of_the_day=False,
        source="Clinical reference 4.1",
        product=ESKETAMINE,
    ),
    Question(
        code="rems_site_certification",
        title="Site certified",
        met_means="This site is certified under the REMS.",
        of_the_day=False,
        source="Clinical reference 4.1",
        product=ESKETAMINE,
    ),
)

TITLES = {
    **{question.code: question.title for question in QUESTIONS},
    "consent": "Consent",
    "escort": "Escort",
    "weight": "Weight",
}
"""What each fact of the preparation is called on a page."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody noted about one question, and when."""

    met: Met
    detail: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SignedConsent:
    """The treatment consent as it stands: when signed, on the current text or an older one."""

    signed_at: datetime
    withdrawn_at: datetime | None
    is_current_text: bool
    last_withdrawn_at: datetime | None = None
    """When anything that reaches into a session was last withdrawn, signed again since or not."""


@dataclass(frozen=True, kw_only=True)
class NamedEscort:
    """Who takes the person home, as far as it is known."""

    name: str
    phone: str
    is_confirmed: bool
    noted_at: datetime


def questions_for(protocol: Protocol) -> tuple[Question, ...]:
    """The questions this protocol asks, in order."""
    return tuple(question for question in QUESTIONS if question.is_asked_in(protocol))


def answer_fact(
    question: Question,
    answer: Answer | None,
    now: datetime,
    zone: tzinfo,
    dosed_at: datetime | None = None,
) -> Fact:
    """What an answer is worth at `now`; days begin at midnight in the clinic's `zone`.

    Once a dose was given (`dosed_at`), what was answered on that day stands until the person is
    home: a session that passes midnight is no new day.
    """
    if answer is None:
        return _fact(question.code, Met.UNKNOWN, "Nobody has answered this.", question.source)
    is_of_the_day = _same_day(answer.at, now, zone) or (
        dosed_at is not None and _same_day(answer.at, dosed_at, zone)
    )
    if question.of_the_day and not is_of_the_day:
        day = answer.at.astimezone(zone)
        detail = f"Last answered on {day.day} {day:%B} by {answer.by}; asked again on the day."
        return _fact(question.code, Met.UNKNOWN, detail, question.source, answer.at)
    words = answer.detail or (question.met_means if answer.met is Met.MET else "")
    detail = f"{words} Noted by {answer.by}.".strip()
    return _fact(question.code, answer.met, detail, question.source, answer.at)


def consent_fact(
    signed: SignedConsent | None, said_again: Answer | None, now: datetime, zone: tzinfo
) -> Fact:
    """Consent before dosing: signed on the current text, not withdrawn, said again today."""
    source = CONSENT_SOURCE
    if signed is None:
        return _fact("consent", Met.UNKNOWN, "No consent to treatment is signed.", source)
    if signed.withdrawn_at is not None:
        return _fact("consent", Met.UNMET, "Withdrawn.", source, signed.withdrawn_at)
    if not signed.is_current_text:
        detail = "Signed on an older text; to be signed again."
        return _fact("consent", Met.UNKNOWN, detail, source, signed.signed_at)
    if said_again is None or not _same_day(said_again.at, now, zone):
        detail = "Signed; not yet said again today."
        return _fact("consent", Met.UNKNOWN, detail, source, signed.signed_at)
    return _said_again(signed, said_again)


def _said_again(signed: SignedConsent, said_again: Answer) -> Fact:
    """What was said today counts for what stands: of what changed since, it said nothing."""
    changed = _changed_since(said_again.at, signed)
    if changed is not None:
        return _fact("consent", Met.UNKNOWN, changed[0], CONSENT_SOURCE, changed[1])
    if said_again.met is not Met.MET:
        detail = f"Signed, but not said again today: {said_again.detail}".rstrip(": ") + "."
        return _fact("consent", said_again.met, detail, CONSENT_SOURCE, said_again.at)
    detail = f"Signed, and said again today to {said_again.by}."
    return _fact("consent", Met.MET, detail, CONSENT_SOURCE, said_again.at)


def _changed_since(said_again_at: datetime, signed: SignedConsent) -> tuple[str, datetime] | None:
    """What was said today was said of something else, if a signature or a withdrawal came after."""
    withdrawn_at = signed.last_withdrawn_at
    if withdrawn_at is not None and said_again_at <= withdrawn_at:
        return "Something was withdrawn since it was said again today; ask again.", withdrawn_at
    if said_again_at < signed.signed_at:
        return "Signed after it was said again today; ask again.", signed.signed_at
    return None


def escort_fact(escort: NamedEscort | None) -> Fact:
    """Somebody with a name and a phone who said that they come. Blocks the dose itself."""
    source = f"{CHECKED_ON_THE_DAY} (D-ESC)"
    if escort is None:
        return _fact("escort", Met.UNKNOWN, "Nobody is named.", source)
    if not escort.is_confirmed:
        detail = f"{escort.name}, {escort.phone}: named, not confirmed."
        return _fact("escort", Met.UNKNOWN, detail, source, escort.noted_at)
    detail = f"{escort.name}, {escort.phone}: confirmed."
    return _fact("escort", Met.MET, detail, source, escort.noted_at)


def weight_fact(
    protocol: Protocol,
    weight_kg: Decimal | None,
    measured_on: date | None,
    today: date,
    since_plan: DoseFinding | None = None,
) -> Fact | None:
    """A weight in kg young enough for a dose by weight. None where no weight is asked for.

    `since_plan`: it has changed so much that the planned dose has to be worked out again.
    """
    if isinstance(protocol.dose, DeviceDose):
        return None
    within = protocol.dose.weight.measured_within
    if weight_kg is None or measured_on is None:
        return _fact("weight", Met.UNKNOWN, "No weight with a date.", within.source)
    days = (today - measured_on).days
    met = Met.MET if 0 <= days <= within.value else Met.UNMET
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    detail = f"{in_words(weight_kg, 'kg')}, measured {when}; not older than {within.words}."
    if since_plan is not None:
        detail = f"{in_words(weight_kg, 'kg')}, measured {when}. {since_plan.sentence}"
        return _fact("weight", Met.UNMET, detail, since_plan.source)
    return _fact("weight", met, detail, within.source)


def _same_day(at: datetime, now: datetime, zone: tzinfo) -> bool:
    return at.astimezone(zone).date() == now.astimezone(zone).date()


def _fact(code: str, met: Met, detail: str, source: str, as_of: datetime | None = None) -> Fact:
    return Fact(code=code, met=met, detail=detail, source=source, as_of=as_of)
