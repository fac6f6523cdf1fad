"""Questions about questionnaires: what is open, what came of them, and the risk tier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.tasks.models import Task
from holdspace.domain.outcomes import Measured
from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.screening import Stated
from holdspace.domain.suicide_risk import Tier
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.measures.models import Answer, Asked, Finished, RiskTier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from django.db.models import QuerySet

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.scales.instrument import Instrument

THE_PERSON = "the person"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one questionnaire came to, as it was stored."""

    id: UUID
    code: str
    total: Decimal | None
    exact: Decimal | None
    band: str
    answers: Mapping[int, int | None]
    answered: int
    of: int
    is_prorated: bool
    why_none: str
    parts: tuple[Mapping[str, str], ...]
    flags: tuple[Mapping[str, object], ...]
    finished_at: datetime
    by: str
    days_since_dose: int | None
    scoring_version: int
    wording_sha256: str
    struck_reason: str = ""

    @property
    def instrument(self) -> Instrument:
        return INSTRUMENTS[self.code]

    @property
    def is_struck(self) -> bool:
        return bool(self.struck_reason)

    @property
    def score_words(self) -> str:
        """The score with as many decimal places as its instrument has; empty without one."""
        if self.total is None:
            return ""
        return f"{round_half_up(self.total, self.instrument.places):f}"

    @property
    def measured(self) -> Measured:
        """For `domain.outcomes`."""
        return Measured(total=self.exact, answers=self.answers)

    @property
    def after_dose(self) -> str:
        """How long after the last dose it was answered, in words."""
        if self.days_since_dose is None:
            return "before any dose"
        days = {0: "the day of the last dose", 1: "1 day after the last dose"}
        return days.get(self.days_since_dose, f"{self.days_since_dose} days after the last dose")


@dataclass(frozen=True, kw_only=True)
class NotedTier:
    """The tier that counts, and whether an answer since then asks for a new one."""

    tier: Tier
    noted_at: datetime
    basis: str
    by: str
    answered_since: datetime | None
    """When an answer that touches suicide was given after it: then it is not known any more."""

    @property
    def is_current(self) -> bool:
        return self.answered_since is None


def outstanding(patient_id: UUID, now: datetime) -> tuple[Asked, ...]:
    """What was asked by now, and is neither finished nor withdrawn; oldest first."""
    asked = Asked.objects.filter(patient_id=patient_id, closed_at__isnull=True, asked_at__lte=now)
    found = asked.select_related("asked_by", "copy", "patient", "clinic")
    return tuple(found.order_by("asked_at", "code"))


def answers_of(asked: Asked) -> dict[int, int | None]:
    """The newest answer to each question that was reached; None was skipped."""
    return dict(Answer.objects.filter(asked=asked).order_by("id").values_list("number", "value"))


def results_of(
    patient_id: UUID, code: str | None = None, *, with_struck: bool = False
) -> tuple[Result, ...]:
    """What came of each, the newest first; without those that do not count."""
    finished = Finished.objects.filter(patient_id=patient_id).select_related("by_staff", "struck")
    if code is not None:
        finished = finished.filter(code=code)
    if not with_struck:
        finished = finished.filter(struck__isnull=True)
    return tuple(result_from(each) for each in finished)


def latest_result(patient_id: UUID, code: str) -> Result | None:
    return _latest_of_each(patient_id, (code,)).get(code)


def _latest_of_each(patient_id: UUID, codes: Sequence[str]) -> dict[str, Result]:
    """In one question: every start of a dose asks it."""
    finished = Finished.objects.filter(
        patient_id=patient_id, struck__isnull=True, code__in=codes
    ).select_related("by_staff", "struck")
    newest = finished.order_by("code", "-finished_at").distinct("code")
    return {each.code: result_from(each) for each in newest}


def risk_tier_of(patient_id: UUID, at: datetime | None = None) -> NotedTier | None:
    """The tier noted last, or last by a moment. None: nobody has said, which is not "none"."""
    tiers = RiskTier.objects.filter(patient_id=patient_id).exclude(finished__struck__isnull=False)
    if at is not None:
        tiers = tiers.filter(noted_at__lte=at)
    noted = tiers.select_related("noted_by", "finished").first()
    if noted is None:
        return None
    answered = [
        given
        for given in suicide_answers(patient_id)
        if given > noted.noted_at and (at is None or given <= at)
    ]
    return NotedTier(
        tier=Tier(noted.tier),
        noted_at=noted.noted_at,
        basis=noted.basis,
        by=noted.noted_by.name if noted.noted_by else THE_PERSON,
        answered_since=min(answered, default=None),
    )


def tiers_of(patient_id: UUID) -> QuerySet[RiskTier]:
    return RiskTier.objects.filter(patient_id=patient_id).select_related("noted_by")


def latest_suicide_answer(patient_id: UUID) -> datetime | None:
    """When an answer that touches suicide was given last, in a finished questionnaire or not."""
    return max(suicide_answers(patient_id), default=None)


def suicide_answers(patient_id: UUID) -> list[datetime]:
    """When each was given: in a questionnaire, and elsewhere in the pathway.

    A later stage that asks about it opens a task for each such answer, at the moment it is given:
    by its tasks this stage, which may not look ahead, knows of them.
    """
    answers = Answer.objects.filter(asked__patient_id=patient_id, touches_suicide=True).order_by()
    elsewhere = Task.objects.filter(patient_id=patient_id, kind=TaskKind.SUICIDE_ANSWER).exclude(
        about_kind="questionnaire"
    )
    # In one question: every start of a dose asks it.
    said = answers.values_list("given_at", flat=True)
    return list(said.union(elsewhere.order_by().values_list("opened_at", flat=True), all=True))


def days_since_dose(patient_id: UUID, now: datetime) -> int | None:
    """Whole days since the last dose began; None when there was none."""
    doses = MedicineActing.objects.filter(cycle__course__patient_id=patient_id, from_at__lte=now)
    latest = doses.order_by("-from_at").first()
    return (now - latest.from_at).days if latest else None


def can_open_own_pages(patient: Patient) -> bool:
    """Whether the person has ever come in on a phone of their own, and still may."""
    return PatientSignIn.objects.open().filter(patient=patient).exists()


def stated_of(patient_id: UUID) -> dict[str, Stated]:
    """What the measures say for `domain.screening`, by its codes. What is not known is left out."""
    stated: dict[str, Stated] = {}
    results = _latest_of_each(patient_id, ("phq9", "qids16", "audit_c", "dast10"))
    for fact, code, number in (("phq9_item9", "phq9", 9), ("qids_item12", "qids16", 12)):
        if code in results:
            stated[fact] = _stated(results[code].answers.get(number), results[code])
    for fact, code in (("audit_c_score", "audit_c"), ("dast10_score", "dast10")):
        if code in results:
            stated[fact] = _stated(results[code].exact, results[code])
    tier = risk_tier_of(patient_id)
    if tier is not None:
        value = tier.tier.value if tier.is_current else None
        stated["suicide_tier"] = Stated(value=value, as_of=tier.noted_at, source=tier.by)
    return stated


def _stated(value: int | Decimal | None, result: Result) -> Stated:
    source = f"{result.instrument.name}, answered by {result.by}"
    return Stated(value=value, as_of=result.finished_at, source=source)


def result_from(finished: Finished) -> Result:
    """A row as the rest of the program reads it."""
    struck = getattr(finished, "struck", None)
    return Result(
        id=finished.pk,
        code=finished.code,
        total=finished.total,
        exact=finished.exact,
        band=finished.band,
        answers={int(number): value for number, value in finished.answers.items()},
        answered=finished.answered,
        of=finished.of,
        is_prorated=finished.is_prorated,
        why_none=finished.why_none,
        parts=tuple(finished.parts),
        flags=tuple(finished.flags),
        finished_at=finished.finished_at,
        by=finished.by_staff.name if finished.by_staff else THE_PERSON,
        days_since_dose=finished.days_since_dose,
        scoring_version=finished.scoring_version,
        wording_sha256=finished.wording_sha256,
        struck_reason=struck.reason if struck else "",
    )
