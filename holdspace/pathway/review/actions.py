"""Say how near the goals are and what is wished, and sign what a review came to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.people.roles import OwnActor, Role
from holdspace.clinic.tasks.actions import close
from holdspace.clinic.tasks.models import Task
from holdspace.domain.review_parts import TITLES, NoProposal, Part, Suggestion
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.plan_actions import change_plan, look_at_plan
from holdspace.pathway.review.gathering import reviewed
from holdspace.pathway.review.kept import PartSaid, ReviewSaid, content_of, seal_of
from holdspace.pathway.review.models import GoalRated, NextWish, SignedReview
from holdspace.pathway.review.next_plan import NextSession, NoDayPlanned, wished_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.review_parts import Proposed
    from holdspace.pathway.course.models import DoseCycle, PlanVersion
    from holdspace.pathway.course.plan_actions import PlanLooked, PlanWished
    from holdspace.pathway.review.gathering import Reviewed

Writer: TypeAlias = "Actor | OwnActor"
PRESCRIBER = frozenset({Role.PRESCRIBER})
MEANING = (
    "I read this proposal and the record it rests on, and I decided on each part of it. Nothing is"
    " ordered by it."
)


class NotReviewed(Exception):
    """This may not be signed as things stand; the message is a sentence for staff."""


@dataclass(frozen=True, kw_only=True)
class GoalSaid:
    """How near one goal is. `score` None: skipped."""

    goal: str
    score: int | None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class WishSaid:
    """What is wished for the next session; empty: not said."""

    company: str = ""
    depth: str = ""
    has_had_enough: bool = False
    words: str = ""


@transaction.atomic
def say_before_review(
    *,
    actor: Writer,
    cycle: DoseCycle,
    goals: Sequence[GoalSaid],
    wish: WishSaid,
    now: datetime,
) -> None:
    """By the person on their own device, or by staff who asked them: the rows say which."""
    by = None if isinstance(actor, OwnActor) else actor.staff_id
    for one in goals:
        GoalRated.objects.create(
            clinic_id=actor.clinic_id, cycle=cycle, noted_by_id=by, noted_at=now, **asdict(one)
        )
    row = NextWish.objects.create(
        clinic_id=actor.clinic_id, cycle=cycle, noted_by_id=by, noted_at=now, **asdict(wish)
    )
    act = "rate goals and say a wish"
    if isinstance(actor, OwnActor):
        record_by_person(person=actor, act=act, object_kind="wish", object_id=row.pk)
        return
    record(
        actor=actor,
        act=act,
        patient_id=cycle.course.patient_id,
        object_kind="wish",
        object_id=row.pk,
    )


@transaction.atomic
def sign_review(
    *,
    actor: Actor,
    cycle: DoseCycle,
    said: ReviewSaid,
    now: datetime,
) -> SignedReview:
    """Sign it, part by part, on the proposal that was read.

    Raises NotReviewed; of the plan: PlanRefused, PlanNotRead, WeightMissing, SessionsGone. Whoever
    calls this has made sure, just now, that the person is who they say they are.
    """
    if not actor.has_any(PRESCRIBER):
        raise NotReviewed("A prescriber signs the review.")
    Course.objects.select_for_update().get(pk=cycle.course_id)
    shown = reviewed(cycle, now)
    refused = _refused(shown, cycle, said)
    if shown is None or refused:
        raise NotReviewed(refused or "This cycle has had no session with a dose yet.")
    plan = _into_the_plan(actor, shown, said, now)
    # What the review itself changes in the plan is no newer fact than itself.
    cycle.course.refresh_from_db(fields=["planned_sessions"])
    standing = reviewed(cycle, now) or shown
    review = SignedReview(
        clinic_id=actor.clinic_id,
        cycle=cycle,
        words=said.words.strip(),
        meaning=MEANING,
        content=content_of(shown, said.parts),
        fingerprint=standing.proposal.fingerprint,
        plan=plan,
        signed_by_id=actor.staff_id,
        signed_at=now.astimezone(UTC),
    )
    review.sha256 = seal_of(review)
    review.save(force_insert=True)
    _close_the_task(actor, cycle, now)
    record(
        actor=actor,
        act="sign a review",
        patient_id=cycle.course.patient_id,
        object_kind="review",
        object_id=review.pk,
    )
    return review


def _refused(shown: Reviewed | None, cycle: DoseCycle, said: ReviewSaid) -> str:
    """Why it may not be signed; empty when it may."""
    if shown is None:
        return "This cycle has had no session with a dose yet."
    if cycle.course.ended_on is not None:
        return "This course has ended. What happens next begins with another course."
    if said.read != shown.proposal.fingerprint:
        return "The facts have changed since you opened this page. Read it again."
    if not said.words.strip():
        return "Write down why, in a sentence."
    for part in Part:
        wrong = _wrong(shown.proposal.part(part), said.parts.get(part))
        if wrong:
            return f"{TITLES[part]}: {wrong}"
    return ""


def _wrong(proposed: Proposed, said: PartSaid | None) -> str:
    if said is None:
        return "say whether you accept, edit or decline it."
    if said.choice == "accept" and isinstance(proposed, NoProposal):
        return "nothing is proposed here to accept."
    if said.choice != "accept" and isinstance(proposed, Suggestion) and not said.reason.strip():
        return "write down why you do not take it as it is."
    if said.choice == "edit" and not (said.value.strip() or said.words.strip()):
        return "write down what it is to be instead."
    return ""


# --- into the plan --------------------------------------------------------------------------------


def look_at_plan_of(shown: Reviewed, said: ReviewSaid, now: datetime) -> PlanLooked | None:
    """The plan that this would make, looked at and not written; None when it makes none.

    Raises NotReviewed, WeightMissing.
    """
    wished = _wished(shown, said)
    if wished is None:
        return None
    return look_at_plan(shown.cycle.course, wished, now.astimezone(shown.zone).date())


def _into_the_plan(
    actor: Actor, shown: Reviewed, said: ReviewSaid, now: datetime
) -> PlanVersion | None:
    wished = _wished(shown, said)
    if wished is None:
        return None
    return change_plan(
        actor=actor, course=shown.cycle.course, wished=wished, read=said.read_plan, now=now
    )


def _wished(shown: Reviewed, said: ReviewSaid) -> PlanWished | None:
    """The next version of the plan, where day or dose were agreed on; else none."""
    agreed = agreed_session(shown, said.parts)
    if not agreed.is_any:
        return None
    reason = f"Review after session {shown.inputs.number}: {said.words.strip()}"
    try:
        return wished_plan(shown, agreed, reason)
    except NoDayPlanned as refusal:
        raise NotReviewed(str(refusal)) from refusal


def agreed_session(shown: Reviewed, said: Mapping[Part, PartSaid]) -> NextSession:
    """Day and dose that were accepted or written; what is as the plan has it already is no news."""
    day = _value(shown, said, Part.INTERVAL)
    dose = _value(shown, said, Part.DOSE)
    on = date.fromisoformat(day) if day else None
    return NextSession(
        on=None if on == shown.inputs.next_on else on, dose=Decimal(dose) if dose else None
    )


def _value(shown: Reviewed, said: Mapping[Part, PartSaid], part: Part) -> str:
    one, proposed = said[part], shown.proposal.part(part)
    if one.choice == "edit":
        return one.value.strip()
    return proposed.value if one.choice == "accept" and isinstance(proposed, Suggestion) else ""


def _close_the_task(actor: Actor, cycle: DoseCycle, now: datetime) -> None:
    tasks = Task.objects.not_closed().filter(
        patient_id=cycle.course.patient_id,
        kind=TaskKind.REVIEW_DUE,
        about_kind="cycle",
        about_id=str(cycle.pk),
    )
    for task in tasks:
        close(actor=actor, task=task, outcome="The review is signed.", now=now)
