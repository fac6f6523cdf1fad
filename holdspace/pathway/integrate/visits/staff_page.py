"""What the staff see of one person's visits: where each stands, its record, who else cares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from holdspace.pathway.integrate.visits.models import OtherCare, Share
from holdspace.pathway.integrate.visits.queries import records_of, visits_of
from holdspace.pathway.integrate.visits.share_items import ITEMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.integrate.visits.models import VisitRecord
    from holdspace.pathway.integrate.visits.models.share import ShareQuerySet
    from holdspace.pathway.integrate.visits.queries import VisitLine


@dataclass(frozen=True, kw_only=True)
class SharedLine:
    """One summary that a person shares, without what it says."""

    share: Share
    is_standing: bool
    why_over: str
    times_opened: int

    @property
    def item_words(self) -> str:
        return ", ".join(ITEMS[item].staff_words for item in self.share.items if item in ITEMS)


@dataclass(frozen=True, kw_only=True)
class PersonsVisits:
    """Everything of one person."""

    lines: Sequence[VisitLine]
    records: Sequence[VisitRecord]
    care: Sequence[OtherCare]
    shares: Sequence[SharedLine]

    @property
    def current(self) -> VisitLine | None:
        return self.lines[0] if self.lines else None

    @property
    def standing_shares(self) -> list[SharedLine]:
        return [one for one in self.shares if one.is_standing]


def visits_page(patient_id: UUID, now: datetime) -> PersonsVisits:
    """Inside the clinic's context; whoever asks came to the person through `visible_to`."""
    return PersonsVisits(
        lines=visits_of(patient_id, now),
        records=records_of(patient_id),
        care=list(OtherCare.objects.filter(patient_id=patient_id).standing().select_related("by")),
        shares=shared_lines(Share.objects.filter(patient_id=patient_id), now),
    )


def shared_lines(shares: ShareQuerySet, now: datetime) -> list[SharedLine]:
    """Each with whether it still opens, and how often it was looked at."""
    opened = Count("openings", filter=~Q(openings__kind="wrong_word"))
    found = shares.select_related("consent", "ended_by").annotate(times=opened)
    standing = set(shares.standing(now).values_list("pk", flat=True))
    return [
        SharedLine(
            share=one,
            is_standing=one.pk in standing,
            why_over="" if one.pk in standing else why_over(one, now),
            times_opened=int(getattr(one, "times", 0)),
        )
        for one in found
    ]


def why_over(share: Share, now: datetime) -> str:
    """Why a link opens nothing any more, in words for both sides."""
    if share.ended_at is not None:
        return "ended by the clinic" if share.ended_by_id else "ended by the person"
    if share.consent.withdrawn_at is not None:
        return "over: the consent was taken back"
    if share.consent.replaced_at is not None:
        return "over: the consent was signed anew"
    return "over: its day has come" if share.until <= now else "over: too many wrong words"
